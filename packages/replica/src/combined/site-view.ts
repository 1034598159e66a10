import type { ViewSpec } from '../replica.ts'
import type { Placed, Router } from './router.ts'

/** Ids of favourite filters begin so; what follows is the site's own number, so that two sites may have the same. */
const prefix = 'filter:'

/** Which members a view is of, and its id there. */
export interface ViewPlace {
  readonly members: readonly Placed[]
  readonly id: string
}

/** A favourite filter is the view of its own site, `filter:acme:10001`; any other view is one of all members. */
export const viewPlace = ({ members }: Router, id: string): ViewPlace => {
  const [, site, own] = /^filter:([^:]+):(.+)$/.exec(id) ?? []
  const member = members.find((one) => one.site === site)
  return member === undefined || own === undefined ? { members, id } : { members: [member], id: `${prefix}${own}` }
}

/** The view as its own site knows it. */
export const ownSpec = (router: Router, spec: ViewSpec): ViewSpec => {
  const { members, id } = viewPlace(router, spec.id)
  const said = `${members[0]?.site}: `
  const isOwn = id !== spec.id && spec.title.startsWith(said)
  return { ...spec, id, title: isOwn ? spec.title.slice(said.length) : spec.title }
}

/** A view of one member among the views of all. */
export const qualifiedSpec = (site: string, spec: ViewSpec): ViewSpec =>
  spec.id.startsWith(prefix)
    ? { ...spec, id: `${prefix}${site}:${spec.id.slice(prefix.length)}`, title: `${site}: ${spec.title}` }
    : spec

/** The favourite filters of several sites as one list: each says its site, and its view is that site's alone. */
export const joinFilters = (
  lists: readonly { readonly site: string; readonly filters: unknown }[],
): readonly unknown[] =>
  lists.flatMap(({ site, filters }) =>
    (Array.isArray(filters) ? filters : []).flatMap((filter: unknown) =>
      isFilter(filter) ? [{ ...filter, id: `${site}:${filter.id}`, name: `${site}: ${filter.name}` }] : [],
    ),
  )

const isFilter = (value: unknown): value is { readonly id: string; readonly name: string } =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value
