import type { Exchange, Route } from '../exchange.ts'
import type { SandboxFilter } from '../world/world.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'
import { personJson } from './user-json.ts'

/** A saved filter. */
export const filterJson = (exchange: Exchange, filter: SandboxFilter): unknown => ({
  self: `${exchange.baseUrl}/rest/api/2/filter/${filter.id}`,
  id: filter.id,
  name: filter.name,
  description: filter.description,
  owner: personJson(exchange, filter.ownerKey),
  jql: filter.jql,
  viewUrl: `${exchange.baseUrl}/issues/?filter=${filter.id}`,
  searchUrl: `${exchange.baseUrl}/rest/api/2/search?jql=${encodeURIComponent(filter.jql)}`,
  favourite: exchange.user !== undefined && filter.favouriteOf.includes(exchange.user.key),
  editable: exchange.user?.key === filter.ownerKey,
  sharePermissions: [{ id: Number(filter.id) + 100, type: 'loggedin', view: true, edit: false }],
  sharedUsers: { size: 0, items: [], 'max-results': 1000, 'start-index': 0, 'end-index': 0 },
  // How many there are and what is shown of them need not agree.
  subscriptions: { size: filter.favouriteOf.length, items: [], 'max-results': 1000, 'start-index': 0, 'end-index': 0 },
})

/** The filter of the path; a 400 refusal when there is none, or nobody asks. */
export const seenFilter = (exchange: Exchange): SandboxFilter => {
  const filter = exchange.world.filters.find(({ id }) => id === exchange.params.id)
  if (filter !== undefined && exchange.user !== undefined) return filter
  throw new Refusal(
    400,
    'The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.',
  )
}

/** Saved filters, shared with everybody who is logged in. */
export const filterRoutes: readonly Route[] = [
  get('/filter/favourite', (exchange) => {
    const { key } = loggedIn(exchange)
    const mine = exchange.world.filters.filter(({ favouriteOf }) => favouriteOf.includes(key))
    return ok(mine.map((filter) => filterJson(exchange, filter)))
  }),
  get('/filter/:id', (exchange) => ok(filterJson(exchange, seenFilter(exchange)))),
]
