import type { Exchange, Route } from '../exchange.ts'
import { issueTypes, priorities, statuses } from '../world/catalogue.ts'
import { visibleProjects } from '../world/permissions.ts'
import { issueTypeJson, priorityJson, statusJson } from './catalogue-json.ts'
import { wordList } from './input.ts'
import { paged } from './paged.ts'
import { statusIdsOf } from './project-routes.ts'
import { get } from './refusal.ts'

const size = 100

const wanted = (exchange: Exchange): ((row: { readonly name: string }) => boolean) => {
  const query = (exchange.query.get('query') ?? '').trim().toLowerCase()
  return ({ name }) => name.toLowerCase().includes(query)
}

/** Ids in a parameter that may be repeated; undefined: it was not given. */
const idsIn = ({ query }: Exchange, name: string): ReadonlySet<string> | undefined =>
  query.has(name) ? new Set(wordList(query.getAll(name))) : undefined

const projectsIn = (exchange: Exchange) => {
  const ids = idsIn(exchange, 'projectIds')
  return ids === undefined ? undefined : visibleProjects(exchange.world, exchange.user).filter(({ id }) => ids.has(id))
}

/** The catalogues in pages, narrowed by a part of the name and by projects. */
export const cataloguePageRoutes: readonly Route[] = [
  get('/status/page', (exchange) => {
    const ids = projectsIn(exchange)?.flatMap(statusIdsOf)
    const shown = statuses.filter(wanted(exchange)).filter(({ id }) => ids?.includes(id) ?? true)
    return paged(
      exchange,
      shown.map((status) => statusJson(exchange, status)),
      size,
    )
  }),
  get('/priority/page', (exchange) =>
    paged(
      exchange,
      priorities.filter(wanted(exchange)).map((priority) => priorityJson(exchange, priority)),
      size,
    ),
  ),
  get('/issuetype/page', (exchange) => {
    const ids = projectsIn(exchange)?.flatMap(({ typeIds }) => typeIds)
    const shown = issueTypes.filter(wanted(exchange)).filter(({ id }) => ids?.includes(id) ?? true)
    return paged(
      exchange,
      shown.map((type) => issueTypeJson(exchange, type)),
      size,
    )
  }),
]
