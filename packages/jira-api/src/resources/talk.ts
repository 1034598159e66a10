import type { Http } from '../client/http.ts'
import type { Dialect } from '../dialect/dialect.ts'
import type { EstimateRule, TalkFace } from '../faces/talk.ts'
import { readAll, toCount, toJson, toList } from '../model/primitives.ts'
import { readComment, readWorklog, totalOf } from '../model/read-comment.ts'
import { offsetPage, readAllPages } from '../paging/read-pages.ts'
import { expected, expectedList } from './resource.ts'
import { keptVisibility, wireComment, wireWorklog } from './talk-wire.ts'

/** `by` is what the amount is called: a new worklog reduces the estimate, a deleted one increases it. */
const estimateQuery = (rule: EstimateRule, by: 'reduceBy' | 'increaseBy'): Readonly<Record<string, string>> => {
  if (rule === 'auto' || rule === 'leave') return { adjustEstimate: rule }
  return 'set' in rule ? { adjustEstimate: 'new', newEstimate: rule.set } : { adjustEstimate: 'manual', [by]: rule.by }
}

/** What people say on an issue, and the time they spent on it. */
export const talkResources = (http: Http, { api, text }: Dialect): TalkFace => {
  const commentPath = (key: string, ...rest: readonly string[]): readonly string[] => [
    ...api,
    'issue',
    key,
    'comment',
    ...rest,
  ]
  const worklogPath = (key: string, ...rest: readonly string[]): readonly string[] => [
    ...api,
    'issue',
    key,
    'worklog',
    ...rest,
  ]

  /** Who may read something, when its change does not say: what is not sent again is open to everybody then. */
  const kept = async (
    path: readonly string[],
    input: { readonly visibility?: unknown },
    signal: AbortSignal | undefined,
  ): Promise<unknown> =>
    input.visibility === undefined ? keptVisibility(await http({ method: 'GET', path, signal })) : input.visibility

  return {
    comments: async ({ key, startAt = 0, maxResults = 50, newestFirst = false }, { signal } = {}) => {
      // Without paging parameters old sites give everything.
      const query = { startAt, maxResults, orderBy: newestFirst ? '-created' : 'created', expand: 'properties' }
      const page = toJson(await http({ method: 'GET', path: commentPath(key), query, signal }))
      const comments = readAll(expectedList(page['comments'], 'GET comments'), readComment)
      const came = toList(page['comments']).length
      return {
        comments,
        startAt,
        total: startAt === 0 ? totalOf(page, came) : Math.max(toCount(page['total']), startAt + came),
      }
    },
    comment: async ({ key, id }, { signal } = {}) =>
      expected(readComment(await http({ method: 'GET', path: commentPath(key, id), signal })), 'GET comment'),
    addComment: async (key, input, { signal } = {}) => {
      const json = wireComment(input, text, input.visibility)
      return expected(readComment(await http({ method: 'POST', path: commentPath(key), json, signal })), 'POST comment')
    },
    editComment: async ({ key, id }, input, { signal } = {}) => {
      const path = commentPath(key, id)
      const json = wireComment(input, text, await kept(path, input, signal))
      return expected(readComment(await http({ method: 'PUT', path, json, signal })), 'PUT comment')
    },
    deleteComment: async ({ key, id }, { signal } = {}) => {
      await http({ method: 'DELETE', path: commentPath(key, id), signal })
    },
    worklogs: async (key, { signal } = {}) => {
      const all = await readAllPages(async (startAt) => {
        const query = { startAt, maxResults: 1000 }
        return offsetPage(await http({ method: 'GET', path: worklogPath(key), query, signal }), startAt, 'worklogs')
      }, readWorklog)
      // Sites list them in the order in which they were written down.
      return all.toSorted((a, b) => ((a.started ?? '') < (b.started ?? '') ? -1 : a.started === b.started ? 0 : 1))
    },
    worklog: async ({ key, id }, { signal } = {}) =>
      expected(readWorklog(await http({ method: 'GET', path: worklogPath(key, id), signal })), 'GET worklog'),
    pinnedComments: async (key, { signal } = {}) => {
      const answer = await http({ method: 'GET', path: [...api, 'issue', key, 'pinned-comments'], signal })
      return readAll(expectedList(answer, 'GET pinned comments'), (pin) => readComment(toJson(pin)['comment']))
    },
    pinComment: async ({ key, id }, isPinned, { signal } = {}) => {
      await http({ method: 'PUT', path: [...commentPath(key, id), 'pin'], json: isPinned, signal })
    },
    addWorklog: async (key, input, { signal } = {}) => {
      const query = estimateQuery(input.remaining ?? 'auto', 'reduceBy')
      const json = wireWorklog(input, text, input.visibility)
      const answer = await http({ method: 'POST', path: worklogPath(key), query, json, signal })
      return expected(readWorklog(answer), 'POST worklog')
    },
    editWorklog: async ({ key, id }, input, { signal } = {}) => {
      const path = worklogPath(key, id)
      const query = estimateQuery(input.remaining ?? 'auto', 'reduceBy')
      const json = wireWorklog(input, text, await kept(path, input, signal))
      const answer = await http({ method: 'PUT', path, query, json, signal })
      return expected(readWorklog(answer), 'PUT worklog')
    },
    deleteWorklog: async ({ key, id, remaining = 'auto' }, { signal } = {}) => {
      await http({
        method: 'DELETE',
        path: worklogPath(key, id),
        query: estimateQuery(remaining, 'increaseBy'),
        signal,
      })
    },
  }
}
