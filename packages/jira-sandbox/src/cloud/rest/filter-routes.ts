import type { Answer, Exchange, Route } from '../../exchange.ts'
import { filterName } from '../../rest/filter-write-routes.ts'
import { checkQuery } from '../../rest/find-by-jql.ts'
import { flag, type JsonObject, wordList } from '../../rest/input.ts'
import { flagIn, isText, optional, strictBody } from '../../rest/payload.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from '../../rest/refusal.ts'
import { personJson } from '../../rest/user-json.ts'
import type { SandboxFilter } from '../../world/world.ts'
import { accountIdOf } from '../account-ids.ts'
import { pageOf, stretchOf } from './paging.ts'

const members = ['name', 'description', 'jql', 'favourite', 'sharePermissions', 'editPermissions']

const shown = (exchange: Exchange, filter: SandboxFilter): JsonObject => {
  const { baseUrl, user } = exchange
  return {
    self: `${baseUrl}/rest/api/2/filter/${filter.id}`,
    id: filter.id,
    name: filter.name,
    description: filter.description,
    owner: personJson(exchange, filter.ownerKey),
    jql: filter.jql,
    viewUrl: `${baseUrl}/issues/?filter=${filter.id}`,
    searchUrl: `${baseUrl}/rest/api/2/search?jql=${encodeURIComponent(filter.jql)}`,
    favourite: user !== undefined && filter.favouriteOf.includes(user.key),
    favouritedCount: filter.favouriteOf.length,
    sharePermissions: filter.shared === false ? [] : [{ id: Number(filter.id) + 100, type: 'authenticated' }],
    editPermissions: [],
    sharedUsers: { size: 0, items: [], 'max-results': 1000, 'start-index': 0, 'end-index': 0 },
    // How many there are and what is shown of them need not agree.
    subscriptions: { size: 0, items: [], 'max-results': 1000, 'start-index': 0, 'end-index': 0 },
  }
}

const visible = ({ world, user }: Exchange): readonly SandboxFilter[] =>
  world.filters.filter(({ shared, ownerKey }) => shared !== false || ownerKey === user?.key)

const seen = (exchange: Exchange): SandboxFilter => {
  const filter = visible(exchange).find(({ id }) => id === exchange.params.id)
  if (filter !== undefined && exchange.user !== undefined) return filter
  throw new Refusal(
    400,
    'The selected filter is not available to you, perhaps it has been deleted or had its permissions changed.',
  )
}

const owned = (exchange: Exchange): SandboxFilter => {
  const filter = seen(exchange)
  if (filter.ownerKey === exchange.user?.key) return filter
  throw new Refusal(400, 'You do not have the permission to edit this filter.')
}

const search = (exchange: Exchange): Answer => {
  const { query } = exchange
  const name = (query.get('filterName') ?? '').toLowerCase()
  const accountId = query.get('accountId')
  const ids = query.getAll('id')
  const expand = wordList(query.getAll('expand'))
  const rows = visible(exchange)
    .filter((filter) => filter.name.toLowerCase().includes(name))
    .filter(({ ownerKey }) => accountId === null || accountIdOf(ownerKey) === accountId)
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .map((filter) => {
      const { self, id, name: shownName, ...usual } = shown(exchange, filter)
      // Nothing else tells this.
      const rest: JsonObject = { ...usual, isWritable: exchange.user?.key === filter.ownerKey }
      const expanded = Object.fromEntries(Object.entries(rest).filter(([member]) => expand.includes(member)))
      return {
        expand: 'description,owner,jql,viewUrl,searchUrl,favourite,favouritedCount',
        self,
        id,
        name: shownName,
        ...expanded,
      }
    })
  return ok(pageOf(exchange, rows, stretchOf(exchange, 50, 100)))
}

const create = (exchange: Exchange): Answer => {
  const { world, user } = exchange
  const body = strictBody(exchange, ...members)
  const name = filterName(exchange, body.name)
  const jql = optional(body.jql, isText) ?? ''
  checkQuery(exchange, jql)
  const key = user?.key ?? ''
  const filter: SandboxFilter = {
    id: String(world.nextId()),
    name,
    description: optional(body.description, isText) ?? '',
    jql,
    ownerKey: key,
    favouriteOf: flagIn(body.favourite) === true ? [key] : [],
    shared: Array.isArray(body.sharePermissions) && body.sharePermissions.length > 0,
  }
  world.filters.push(filter)
  return ok(shown(exchange, filter))
}

const update = (exchange: Exchange): Answer => {
  const filter = owned(exchange)
  const body = strictBody(exchange, ...members)
  const name = filterName(exchange, body.name, filter)
  const jql = optional(body.jql, isText)
  if (jql !== undefined) checkQuery(exchange, jql)
  filter.name = name
  filter.jql = jql ?? filter.jql
  filter.description = optional(body.description, isText) ?? filter.description
  return ok(shown(exchange, filter))
}

const remove = (exchange: Exchange): Answer => {
  const { filters } = exchange.world
  filters.splice(filters.indexOf(owned(exchange)), 1)
  return noContent
}

const setFavourite =
  (wanted: boolean) =>
  (exchange: Exchange): Answer => {
    const filter = seen(exchange)
    const { key } = loggedIn(exchange)
    const others = filter.favouriteOf.filter((one) => one !== key)
    filter.favouriteOf = wanted ? [...others, key] : others
    return ok(shown(exchange, filter))
  }

const mine = (exchange: Exchange): Answer => {
  const { key } = loggedIn(exchange)
  const favourites = flag(exchange, 'includeFavourites') === true
  const list = visible(exchange).filter(
    ({ ownerKey, favouriteOf }) => ownerKey === key || (favourites && favouriteOf.includes(key)),
  )
  return ok(list.map((filter) => shown(exchange, filter)))
}

/** Saved searches. */
export const cloudFilterRoutes: readonly Route[] = [
  get('/filter/favourite', (exchange) => {
    const { key } = loggedIn(exchange)
    const list = visible(exchange).filter(({ favouriteOf }) => favouriteOf.includes(key))
    return ok(list.map((filter) => shown(exchange, filter)))
  }),
  get('/filter/my', mine),
  get('/filter/search', search),
  write('POST', '/filter', create),
  get('/filter/:id', (exchange) => ok(shown(exchange, seen(exchange)))),
  write('PUT', '/filter/:id', update),
  write('DELETE', '/filter/:id', remove),
  // It has none of its own; the filter is there all the same.
  get('/filter/:id/columns', (exchange) => {
    seen(exchange)
    throw new Refusal(404, 'The filter has no columns of its own.')
  }),
  write('PUT', '/filter/:id/favourite', setFavourite(true)),
  write('DELETE', '/filter/:id/favourite', setFavourite(false)),
]
