import type { Http } from '../client/http.ts'
import { readAll, toJson, toWord } from '../model/primitives.ts'
import type { SentItem } from './entities.ts'

/** The most that one request may hold. */
export const mostAtOnce = 100

/** How one data API is spoken to. */
export interface DataApi<T> {
  /** `builds` in `/jira/builds/0.1/…`. */
  readonly segment: string
  /** Names of the lists in a request and in its answer. */
  readonly list: string
  readonly rejected: string
  readonly wire: (item: T) => Readonly<Record<string, unknown>>
  /** What the site tells its items apart by, as it gives it back. */
  readonly key: (item: T) => Readonly<Record<string, unknown>>
  readonly name: (item: T) => string
}

/** The same for equal keys, whatever the order of their members. */
const identity = (key: unknown): string =>
  JSON.stringify(
    Object.entries(toJson(key))
      .map(([name, value]) => [name, String(value)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )

const reasonsOf = (rejected: unknown): readonly string[] =>
  readAll(toJson(rejected)['errors'], (error) => toWord(toJson(error)['message']))

/**
 * Sends things in requests of a hundred, one after the other, and says of each what became of it. A request that is refused
 * as a whole throws `JiraApiError`; `onSent` has been told of those before it. Data is visible at the site a little later.
 */
export const sendBulk = async <T extends { readonly issues: readonly string[] }>(
  http: Http,
  api: DataApi<T>,
  path: readonly string[],
  items: readonly T[],
  { signal, onSent }: { readonly signal?: AbortSignal; readonly onSent?: (sent: readonly SentItem[]) => void } = {},
): Promise<readonly SentItem[]> => {
  const all: SentItem[] = []
  for (let at = 0; at < items.length; at += mostAtOnce) {
    const part = items.slice(at, at + mostAtOnce)
    const json = { [api.list]: part.map(api.wire), providerMetadata: { product: 'mmd-tui' } }
    const answer = toJson(await http({ method: 'POST', path: [...path, 'bulk'], json, signal }))
    const rejected = new Map(
      readAll(answer[api.rejected], (entry) => [identity(toJson(entry)['key']), reasonsOf(entry)] as const),
    )
    const unknown = new Set(readAll(answer['unknownIssueKeys'], toWord))
    const sent = part.map((item): SentItem => {
      const reasons = rejected.get(identity(api.key(item)))
      return {
        name: api.name(item),
        state: reasons === undefined ? 'accepted' : 'rejected',
        reasons: reasons ?? [],
        unknownIssues: item.issues.filter((key) => unknown.has(key)),
      }
    })
    all.push(...sent)
    onSent?.(sent)
  }
  return all
}
