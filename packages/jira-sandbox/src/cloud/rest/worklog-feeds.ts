import type { Answer, Exchange, Route } from '../../exchange.ts'
import { get, loggedIn, ok, Refusal } from '../../rest/refusal.ts'
import { withQuery } from '../../with-query.ts'
import type { CloudApi } from './cloud-api.ts'

/** A worklog that was changed or deleted at a time. */
export interface WorklogChange {
  readonly worklogId: number
  readonly updatedTime: number
}

const pageLength = 1000
const settlingMs = 60_000

const feed =
  (name: 'updated' | 'deleted', changesOf: (exchange: Exchange) => readonly WorklogChange[]) =>
  (exchange: Exchange): Answer => {
    loggedIn(exchange)
    const { query, now, baseUrl } = exchange
    const text = query.get('since') ?? '0'
    if (!/^\d{1,15}$/u.test(text)) throw new Refusal(400, 'since is a time in milliseconds.')
    const since = Number(text)
    // The last minute is left out: what happens in it may not be told in order.
    const changes = changesOf(exchange)
      .filter(({ updatedTime }) => updatedTime >= since && updatedTime <= now - settlingMs)
      .toSorted((a, b) => a.updatedTime - b.updatedTime)
    const page = changes.slice(0, pageLength)
    const until = page.at(-1)?.updatedTime ?? since
    const lastPage = changes.length <= pageLength
    const address = (at: number): string => withQuery(`${baseUrl}/rest/api/2/worklog/${name}`, { since: String(at) })
    return ok({
      values: page.map((change) => ({ ...change, properties: [] })),
      since,
      until,
      self: address(since),
      ...(lastPage ? {} : { nextPage: address(until) }),
      lastPage,
    })
  }

/** What became of worklogs since a time, of the whole site. */
export const worklogFeeds = ({ deletedWorklogs }: CloudApi): readonly Route[] => [
  get(
    '/worklog/updated',
    feed('updated', ({ world }) =>
      world.issues.flatMap(({ worklogs }) =>
        worklogs.map(({ id, started, created, updated }) => ({
          worklogId: Number(id),
          updatedTime: updated ?? created ?? started,
        })),
      ),
    ),
  ),
  get(
    '/worklog/deleted',
    feed('deleted', () => deletedWorklogs),
  ),
]
