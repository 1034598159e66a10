import type { Answer, Exchange, Route } from '../exchange.ts'
import { CqlError, searchedWords, searchPages } from './cql.ts'
import { contentJson, type Excerpt, hitJson } from './page-json.ts'
import type { WikiPage } from './pages.ts'

/** An error as Confluence words them. */
export const wikiProblem = (statusCode: number, message: string, reason: string): Answer => ({
  status: statusCode,
  json: {
    statusCode,
    data: { authorized: statusCode !== 403, valid: false, errors: [], successful: false },
    message,
    reason,
  },
})

const needsLogin = wikiProblem(401, 'Anonymous users may not do this.', 'Unauthorized')

const count = (text: string | null, fallback: number): number =>
  text !== null && /^\d{1,6}$/u.test(text) ? Number(text) : fallback

/** How the pages of a list go on: by offset on Data Center, by cursor on Cloud. */
export type PagingForm = 'start' | 'cursor'

interface Search {
  readonly pages: readonly WikiPage[]
  readonly query: URLSearchParams
  readonly baseUrl: string
  readonly form: PagingForm
}

const most = 100

const isExcerpt = (text: string): text is Excerpt => ['highlight', 'indexed', 'none'].includes(text)

/** `GET /rest/api/search`. */
export const answerSearch = ({ pages, query, baseUrl, form }: Search): Answer => {
  const cql = query.get('cql') ?? ''
  const limit = Math.min(count(query.get('limit'), 25), most)
  const place = form === 'start' ? query.get('start') : Buffer.from(query.get('cursor') ?? '', 'base64url').toString()
  const start = count(place, 0)
  let found: readonly WikiPage[]
  try {
    found = searchPages(pages, cql)
  } catch (error) {
    if (error instanceof CqlError) return wikiProblem(400, error.message, 'Bad Request')
    throw error
  }
  const shown = found.slice(start, start + limit)
  const excerpt = query.get('excerpt') ?? 'highlight'
  if (!isExcerpt(excerpt)) return wikiProblem(400, `There is no excerpt '${excerpt}'.`, 'Bad Request')
  const words = searchedWords(cql)
  const end = start + shown.length
  const next = new URLSearchParams({ cql, limit: String(limit) })
  if (form === 'start') next.set('start', String(end))
  else next.set('cursor', Buffer.from(String(end)).toString('base64url'))
  return {
    status: 200,
    json: {
      results: shown.map((page) => ({
        ...hitJson(page, baseUrl, words, excerpt),
        // Cloud alone tells how well a page fits.
        ...(form === 'cursor' ? { score: 1 } : {}),
      })),
      start,
      limit,
      size: shown.length,
      totalSize: found.length,
      cqlQuery: cql,
      searchDuration: 3,
      _links: {
        base: baseUrl,
        context: new URL(baseUrl).pathname,
        ...(end < found.length ? { next: `/rest/api/search?${next.toString()}` } : {}),
      },
    },
  }
}

const forUsers = (path: string, answer: (exchange: Exchange) => Answer): Route => ({
  method: 'GET',
  path,
  handle: (exchange) => (exchange.user === undefined ? needsLogin : answer(exchange)),
})

/** `GET /rest/api/content/search`: pages alone, without any words about the search. What is no CQL is not found. */
const contentSearch =
  (pages: readonly WikiPage[]) =>
  ({ query, baseUrl }: Exchange): Answer => {
    const limit = Math.min(count(query.get('limit'), 25), most)
    const start = count(query.get('start'), 0)
    try {
      const results = searchPages(pages, query.get('cql') ?? '')
        .slice(start, start + limit)
        .map((page) => contentJson(page, baseUrl))
      return { status: 200, json: { results, start, limit, size: results.length, _links: { base: baseUrl } } }
    } catch (error) {
      if (error instanceof CqlError) return wikiProblem(404, error.message, 'Not Found')
      throw error
    }
  }

const current = ({ user, baseUrl }: Exchange): Answer => ({
  status: 200,
  json:
    user === undefined
      ? { type: 'anonymous', displayName: 'Anonymous' }
      : {
          type: 'known',
          username: user.name,
          userKey: user.key,
          displayName: user.displayName,
          _links: { self: `${baseUrl}/rest/api/user?key=${user.key}` },
        },
})

/** The resources of Confluence's REST API that a client of Jira has use for. */
export const confluenceRoutes = (pages: readonly WikiPage[]): readonly Route[] => [
  forUsers('/rest/api/search', ({ query, baseUrl }) => answerSearch({ pages, query, baseUrl, form: 'start' })),
  forUsers('/rest/api/content/search', contentSearch(pages)),
  forUsers('/rest/api/content/:id', ({ params, baseUrl }) => {
    const page = pages.find(({ id }) => id === params['id'])
    if (page === undefined) return wikiProblem(404, `No content found with id: ${params['id']}`, 'Not Found')
    return { status: 200, json: contentJson(page, baseUrl) }
  }),
  { method: 'GET', path: '/rest/api/user/current', handle: current },
  forUsers('/rest/api/server-information', ({ baseUrl }) => ({
    status: 200,
    json: { baseUrl, version: '9.2.13', buildNumber: 9109 },
  })),
]
