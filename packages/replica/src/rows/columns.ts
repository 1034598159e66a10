import {
  type FieldInfo,
  type IssueField,
  type IssueKey,
  kindOf,
  NO_SCHEMA,
  type SearchQuery,
} from '@mmd/jira-api/model'
import type { Store } from '../store/store.ts'

type WantedFields = NonNullable<SearchQuery['fields']>

/** Custom fields of one request: addresses must not become too long. */
const mostFields = 50

const isCustom = ({ id }: { readonly id: string }): boolean => id.startsWith('customfield_')

const isField = (value: unknown): value is FieldInfo =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'schema' in value

/** The fields of the site, as far as the copy has them. */
export const fieldCatalogue = ({ catalogues }: Store): readonly FieldInfo[] => {
  const value = catalogues.get('fields')?.value
  return Array.isArray(value) ? value.filter(isField) : []
}

/** What the copy shows of an issue: the columns of its row first. */
const shownOf = ({ issues }: Store, key: IssueKey): readonly IssueField[] => [
  ...(issues.row(key)?.fields ?? []),
  ...(issues.detail(key)?.value.fields ?? []),
]

/**
 * The custom fields to be asked for with issues that are read whole, by their names: those that the copy shows of them, or it
 * would lose them, and what holds sprints.
 */
export const customColumns = (store: Store, keys: readonly IssueKey[]): WantedFields => {
  const catalogue = new Map(
    fieldCatalogue(store)
      .filter(isCustom)
      .map((field) => [field.id, field]),
  )
  const sprints = [...catalogue.values()].filter(({ schema }) => kindOf(schema) === 'sprints')
  const wanted = new Map<string, WantedFields[number]>(sprints.map((field) => [field.id, field]))
  for (const { id, name } of keys.flatMap((key) => shownOf(store, key)).filter(isCustom)) {
    if (wanted.size >= mostFields) break
    wanted.set(id, catalogue.get(id) ?? { id, name, schema: NO_SCHEMA })
  }
  return [...wanted.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}

/** The same by their ids, for one issue. */
export const customColumnIds = (store: Store, key: IssueKey): readonly string[] =>
  customColumns(store, [key]).map(({ id }) => id)
