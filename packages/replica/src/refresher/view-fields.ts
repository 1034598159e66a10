import { NO_SCHEMA, type SearchQuery } from '@mmd/jira-api/model'
import { fieldCatalogue } from '../rows/columns.ts'
import type { Store } from '../store/store.ts'
import { readCatalogue } from './catalogues.ts'
import type { RefresherPorts } from './ports.ts'

export type WantedFields = NonNullable<SearchQuery['fields']>

/** Fields of one list: addresses must not become too long. */
const mostFields = 30

/** Where it is kept which fields the rows of a view were asked for. */
const nameOf = (view: string): string => `fields:${view}`

const idsOf = ({ catalogues }: Store, view: string): readonly string[] => {
  const known = catalogues.get(nameOf(view))?.value
  return Array.isArray(known) ? known.filter((id) => typeof id === 'string') : []
}

/** The fields that the rows of a view are asked for besides their own. */
export const viewFields = (store: Store, view: string): WantedFields => {
  const ids = idsOf(store, view)
  if (ids.length === 0) return []
  const catalogue = new Map(fieldCatalogue(store).map((field) => [field.id, field]))
  return ids.map((id) => {
    const { name, schema } = catalogue.get(id) ?? { name: id, schema: NO_SCHEMA }
    return { id, name, schema }
  })
}

/**
 * Which fields are meant by these ids and names, in any case; what the site does not have is left out. Asks the site for its
 * fields when the copy has none of today, which is the same list for everybody who needs it.
 */
const meantFields = async (
  ports: RefresherPorts & { readonly signal: AbortSignal },
  wanted: readonly string[],
): Promise<readonly string[]> => {
  if (wanted.length === 0) return []
  await readCatalogue(ports, 'fields', { signal: ports.signal }).catch(() => undefined)
  ports.signal.throwIfAborted()
  const known = fieldCatalogue(ports.store)
  const ids = new Map(known.map(({ id }) => [id.toLowerCase(), id]))
  const names = new Map(known.toReversed().map(({ id, name }) => [name.toLowerCase(), id]))
  const meant = wanted.flatMap((word) => {
    const folded = word.trim().toLowerCase()
    const id = ids.get(folded) ?? names.get(folded) ?? (/^customfield_\d+$/.test(folded) ? folded : undefined)
    return id === undefined ? [] : [id]
  })
  return [...new Set(meant)].slice(0, mostFields)
}

/** Keeps which fields a view is to have. True when its rows may lack some of them, and must be read again. */
export const putViewFields = async (
  ports: RefresherPorts & { readonly signal: AbortSignal },
  view: string,
  wanted: readonly string[],
): Promise<boolean> => {
  const { store, now } = ports
  const before = idsOf(store, view)
  const ids = await meantFields(ports, wanted)
  if (ids.join() !== before.join()) store.catalogues.put(nameOf(view), ids, now())
  return ids.some((id) => !before.includes(id))
}
