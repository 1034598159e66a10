const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const units: readonly (readonly [limit: number, size: number, word: string])[] = [
  [hour, minute, 'm'],
  [day, hour, 'h'],
  [14 * day, day, 'd'],
  [60 * day, 7 * day, 'w'],
  [365 * day, 30 * day, 'mo'],
  [Number.POSITIVE_INFINITY, 365 * day, 'y'],
]

/** How long ago in at most four cells: `now`, `5m`, `3h`, `12d`, `6w`, `11mo`, `2y`. Empty for no time. */
export const age = (iso: string | null, now: number): string => {
  if (iso === null) return ''
  const elapsed = now - Date.parse(iso)
  if (Number.isNaN(elapsed)) return ''
  if (elapsed < minute) return 'now'
  const [, size, word] = units.find(([limit]) => elapsed < limit) ?? [0, 365 * day, 'y']
  return `${Math.floor(elapsed / size)}${word}`
}
