import type { Operation } from '@mmd/replica'
import { AppError } from '../../config/app-error.ts'
import type { Bench, Known } from './bench.ts'

/** A link to an address as flags say it. */
export interface WebLinkWish {
  readonly url: string
  readonly title: string | undefined
  readonly remove: boolean
}

/** Makes the link, changes the title of the one that is there, or takes it away. */
export const prepareWebLink = async (
  { lookup, signal }: Bench,
  { key }: Known,
  { url, title, remove }: WebLinkWish,
): Promise<Operation> => {
  const links = await lookup
    .askPart(key, 'remote-links', (client) => client.remoteLinks(key, { signal }))
    .catch((error: unknown) => {
      // A new link needs no knowledge of the others.
      if (lookup.client() !== undefined || remove) throw error
      return []
    })
  const before = links.find((link) => link.url === url)
  if (!remove) {
    return {
      kind: 'put-remote-link',
      key,
      link: { globalId: before?.globalId ?? '', object: { url, title: title ?? before?.title ?? url } },
      ...(before?.globalId === null || before === undefined ? {} : { base: before }),
    }
  }
  if (before !== undefined) return { kind: 'delete-remote-link', key, link: before }
  throw new AppError('bad-value', `${key} has no link to this address`, `mmd-tui issue view ${key} shows the links`)
}
