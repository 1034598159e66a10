import type { Answer, Exchange, Route } from '../exchange.ts'
import { CqlError, searchedWords, searchPages } from './cql.ts'
import { contentJson, hitJson } from './page-json.ts'
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
  const words = query.get('excerpt') === 'none' ? [] : searchedWords(cql)
  const end = start + shown.length
  const next = new URLSearchParams({ cql, limit: String(limit) })
  if (form === 'start') next.set('start', String(end))
  else next.set('cursor', Buffer.from(String(end)).toString('base64url'))
  return {
    status: 200,
    json: {
      results: shown.map((page) => hitJson(page, baseUrl, words)),
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
