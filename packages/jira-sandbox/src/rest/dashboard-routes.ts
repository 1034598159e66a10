import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxDashboard } from '../world/world.ts'
import { wholeNumber } from './input.ts'
import { get, ok, Refusal } from './refusal.ts'

const shown = ({ baseUrl }: Exchange, { id, name }: SandboxDashboard): unknown => ({
  id,
  name,
  self: `${baseUrl}/rest/api/2/dashboard/${id}`,
  view: `${baseUrl}/secure/Dashboard.jspa?selectPageId=${id}`,
})

const chosen = ({ world, user, query }: Exchange): readonly SandboxDashboard[] => {
  const filter = query.get('filter')
  if (filter === null || filter === '') return world.dashboards
  if (filter === 'favourite') return world.dashboards.filter(({ favouriteOf }) => favouriteOf.includes(user?.key ?? ''))
  if (filter === 'my') return world.dashboards.filter(({ ownerKey }) => user !== undefined && ownerKey === user.key)
  throw new Refusal(400, `The filter '${filter}' is not one of: favourite, my.`)
}

const list = (exchange: Exchange): Answer => {
  const all = chosen(exchange)
  const startAt = Math.max(0, wholeNumber(exchange, 'startAt', 0))
  const maxResults = Math.max(1, wholeNumber(exchange, 'maxResults', 20))
  const address = (from: number): string =>
    `${exchange.baseUrl}/rest/api/2/dashboard?maxResults=${maxResults}&startAt=${from}`
  return ok({
    startAt,
    maxResults,
    total: all.length,
    ...(startAt > 0 && { prev: address(Math.max(0, startAt - maxResults)) }),
    ...(startAt + maxResults < all.length && { next: address(startAt + maxResults) }),
    dashboards: all.slice(startAt, startAt + maxResults).map((one) => shown(exchange, one)),
  })
}

/** Dashboards: everybody sees each of them. */
export const dashboardRoutes: readonly Route[] = [
  get('/dashboard', list),
  get('/dashboard/:id', (exchange) => {
    const found = exchange.world.dashboards.find(({ id }) => id === exchange.params.id)
    if (found === undefined)
      throw new Refusal(404, `The dashboard with id '${exchange.params.id ?? ''}' does not exist.`)
    return ok(shown(exchange, found))
  }),
]
