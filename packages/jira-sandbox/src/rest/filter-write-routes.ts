import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxFilter } from '../world/world.ts'
import { filterJson, seenFilter } from './filter-routes.ts'
import { checkQuery } from './find-by-jql.ts'
import { objectBody } from './input.ts'
import { flagIn, isText, optional } from './payload.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from './refusal.ts'

const members = ['name', 'description', 'jql', 'favourite', 'sharePermissions', 'id', 'self', 'owner', 'editable']

/** The name that a body gives a filter; a 400 refusal for none, and for that of another filter of the caller. */
export const filterName = ({ world, user }: Exchange, value: unknown, self?: SandboxFilter): string => {
  const name = optional(value, isText) ?? ''
  if (name.trim() === '') throw new Refusal(400, [], { filterName: 'You must specify a name to save this filter as.' })
  const taken = world.filters.some((one) => one !== self && one.name === name && one.ownerKey === user?.key)
  if (taken) throw new Refusal(400, [], { filterName: 'Filter with same name already exists.' })
  return name
}

const create = (exchange: Exchange): Answer => {
  const { key } = loggedIn(exchange)
  const body = objectBody(exchange, members)
  const name = filterName(exchange, body.name)
  const jql = optional(body.jql, isText) ?? ''
  checkQuery(exchange, jql)
  const filter: SandboxFilter = {
    id: String(exchange.world.nextId()),
    name,
    description: optional(body.description, isText) ?? '',
    jql,
    ownerKey: key,
    favouriteOf: flagIn(body.favourite) === true ? [key] : [],
  }
  exchange.world.filters.push(filter)
  return ok(filterJson(exchange, filter))
}

const owned = (exchange: Exchange): SandboxFilter => {
  const filter = seenFilter(exchange)
  if (filter.ownerKey === exchange.user?.key) return filter
  throw new Refusal(400, 'You do not have the permission to edit this filter.')
}

const update = (exchange: Exchange): Answer => {
  const filter = owned(exchange)
  const body = objectBody(exchange, members)
  const name = filterName(exchange, body.name, filter)
  const jql = optional(body.jql, isText)
  if (jql !== undefined) checkQuery(exchange, jql)
  filter.name = name
  filter.jql = jql ?? filter.jql
  filter.description = optional(body.description, isText) ?? filter.description
  return ok(filterJson(exchange, filter))
}

const remove = (exchange: Exchange): Answer => {
  const { filters } = exchange.world
  filters.splice(filters.indexOf(owned(exchange)), 1)
  return noContent
}

/** Saved filters that are made and changed. */
export const filterWriteRoutes: readonly Route[] = [
  write('POST', '/filter', create),
  write('PUT', '/filter/:id', update),
  write('DELETE', '/filter/:id', remove),
  // It has none of its own; the filter is there all the same.
  get('/filter/:id/columns', (exchange) => {
    seenFilter(exchange)
    throw new Refusal(404, 'The filter has no columns of its own.')
  }),
]

const setFavourite =
  (wanted: boolean) =>
  (exchange: Exchange): Answer => {
    const filter = seenFilter(exchange)
    const { key } = loggedIn(exchange)
    const others = filter.favouriteOf.filter((one) => one !== key)
    filter.favouriteOf = wanted ? [...others, key] : others
    return ok({ id: filter.id, favourite: wanted })
  }

/** Favourites, which version 2 of the API can only read. */
export const favouriteRoutes: readonly Route[] = [
  write('PUT', '/filters/:id/favourite', setFavourite(true)),
  write('DELETE', '/filters/:id/favourite', setFavourite(false)),
]
