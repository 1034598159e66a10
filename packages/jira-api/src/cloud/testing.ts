import type { Call, Http } from '../client/http.ts'
import { JiraApiError } from '../errors.ts'

export interface ListSiteOptions {
  readonly numbers: readonly number[]
  /** Issues of a page with fields, however many are asked for. Default 100. */
  readonly cap?: number
  /** Added to the true count. */
  readonly miscount?: number
  /** Done before the search request with this index. */
  readonly changes?: Readonly<Record<number, (list: number[]) => void>>
}

/** Cloud's search over a list of issue numbers, without any network. */
export interface ListSite {
  readonly http: Http
  /** Bodies of the searches, and `count` for each count. */
  readonly asked: (Readonly<Record<string, unknown>> | 'count')[]
  /** Makes every token given so far worthless. */
  expire(): void
}

interface SearchBody {
  readonly fields: readonly string[]
  readonly maxResults: number
  readonly nextPageToken?: string
}

/** Plays a list of issues `PAY-n`, in the order of `numbers`, that may change between requests. */
export const fakeListSite = ({ numbers, cap = 100, miscount = 0, changes = {} }: ListSiteOptions): ListSite => {
  const list = [...numbers]
  const asked: ListSite['asked'] = []
  let epoch = 0
  let searches = 0
  const startOf = (token: string | undefined): number => {
    const [made, place = 0] = (token ?? `${epoch}:0`).split(':').map(Number)
    if (made === epoch) return place
    throw new JiraApiError('refused', 'The provided next page token is invalid or expired.', { status: 400 })
  }
  const search = ({ fields, maxResults, nextPageToken }: SearchBody): unknown => {
    changes[searches]?.(list)
    searches += 1
    const start = startOf(nextPageToken)
    const end = start + (fields.length === 1 ? maxResults : Math.min(maxResults, cap))
    return {
      issues: list.slice(start, end).map((number) => ({ id: String(number), key: `PAY-${number}`, fields: {} })),
      isLast: end >= list.length,
      ...(end < list.length ? { nextPageToken: `${epoch}:${end}` } : {}),
    }
  }
  return {
    asked,
    expire: () => {
      epoch += 1
    },
    http: async ({ path, json }: Call) => {
      if (path.at(-1) === 'parse') return { queries: [{}] }
      if (path.at(-1) === 'approximate-count') {
        asked.push('count')
        return { count: Math.max(0, list.length + miscount) }
      }
      asked.push(json as Readonly<Record<string, unknown>>)
      return search(json as SearchBody)
    },
  }
}
