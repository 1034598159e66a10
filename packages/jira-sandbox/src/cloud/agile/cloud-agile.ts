import { agileIssueJson } from '../../agile/agile-json.ts'
import { agileRoutes } from '../../agile/agile-routes.ts'
import type { AgileForm } from '../../agile/agile-world.ts'
import { issueLists, listed } from '../../agile/issue-lists.ts'
import { forSeats } from '../../agile/seats.ts'
import { usualAgile } from '../../agile/switches.ts'
import type { Answer, Exchange, Route } from '../../exchange.ts'
import { wholeNumber, wordList } from '../../rest/input.ts'
import { get, ok, Refusal } from '../../rest/refusal.ts'
import type { CloudApi } from '../rest/cloud-api.ts'
import { makePageToken, readPageToken } from '../rest/page-token.ts'
import { shaped } from '../rest/versioned.ts'

const greatestPage = 5000

const formOf = ({ switches }: CloudApi): AgileForm => ({ ...switches.agile, isCloud: true })

// A token is good for the list that gave it alone.
const identityOf = ({ path, query }: Exchange): string => `${path}?${query.get('jql') ?? ''}`

const startOf = (exchange: Exchange): number => {
  const token = exchange.query.get('nextPageToken')
  if (token === null) return 0
  const at = readPageToken(token, identityOf(exchange), exchange.now)
  if (at !== undefined) return at
  throw new Refusal(400, 'The provided next page token is invalid or expired.')
}

const tokenPage = (api: CloudApi, exchange: Exchange, path: string): Answer => {
  const { query, now } = exchange
  if (query.has('startAt')) throw new Refusal(400, 'This resource has pages by token.')
  const maxResults = wholeNumber(exchange, 'maxResults', 50)
  if (maxResults < 1 || maxResults > greatestPage)
    throw new Refusal(400, 'The max results parameter has to be between 1 and 5,000.')
  const start = startOf(exchange)
  const [asked, expand] = [wordList(query.getAll('fields')), wordList(query.getAll('expand'))]
  const issues = listed(exchange, path)
  const end = start + Math.min(maxResults, api.switches.searchPageCap)
  const isLast = end >= issues.length
  return ok({
    issues: issues.slice(start, end).map((issue) => agileIssueJson(exchange, formOf(api), issue, asked, expand)),
    isLast,
    ...(isLast ? {} : { nextPageToken: makePageToken(identityOf(exchange), end, now) }),
  })
}

const counted = ['/board/:board/issue', '/board/:board/backlog']

/** Jira Software of a site: `/rest/agile/1.0`, and the lists of issues by token below `/rest/software/1.0`. */
export const cloudAgileRoutes = (api: CloudApi): readonly Route[] =>
  [
    ...agileRoutes(formOf(api)),
    ...[
      ...Object.keys(issueLists).map((path) =>
        get(`/rest/software/1.0${path}`, (exchange) => tokenPage(api, exchange, path)),
      ),
      ...counted.map((path) =>
        get(`/rest/software/1.0${path}/approximate-count`, (exchange) => ok({ count: listed(exchange, path).length })),
      ),
    ].map(forSeats({ ...usualAgile, ...api.switches.agile })),
  ].map((route) => shaped(api, 2, route))
