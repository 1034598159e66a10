import type { Store } from '../store/store.ts'

const timeOf = (info: unknown): number => {
  const time = typeof info === 'object' && info !== null && 'time' in info ? info.time : undefined
  return typeof time === 'string' ? Date.parse(time) : Number.NaN
}

/** Milliseconds by which the site's clock goes before ours, as far as the copy knows; 0 where it does not. */
export const skewOf = ({ store }: { readonly store: Pick<Store, 'catalogues'> }): number => {
  const info = store.catalogues.get('server-info')
  const skew = info === undefined ? Number.NaN : timeOf(info.value) - info.fetchedAt
  return Number.isNaN(skew) ? 0 : skew
}
