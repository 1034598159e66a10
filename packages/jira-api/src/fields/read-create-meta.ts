import type { FieldMeta, IssueType } from '../model/model.ts'
import { isJson, readAll, toCount, toJson, toList, toWord } from '../model/primitives.ts'
import { readFieldMeta } from '../model/read-field.ts'
import { readIssueType } from '../model/read-named.ts'

/** A part of a list that comes in pages. */
export interface MetaPage<T> {
  readonly items: readonly T[]
  /** How many entries came, those that cannot be read too: the next page begins behind them. */
  readonly count: number
  readonly isLast: boolean
}

/** The name of the list differs: `values` on Data Center, `issueTypes` and `fields` on Cloud, `results` in its description. */
const listIn = (page: unknown, ...names: readonly string[]): readonly unknown[] | null => {
  for (const name of [...names, 'values', 'results']) {
    const list = toJson(page)[name]
    if (Array.isArray(list)) return toList(list)
  }
  return null
}

const isLastPage = (value: unknown, count: number): boolean => {
  const page = toJson(value)
  if (count === 0 || page['isLast'] === true) return true
  return typeof page['total'] === 'number' && toCount(page['startAt']) + count >= page['total']
}

const readPage = <T>(value: unknown, name: string, read: (item: unknown) => T | null): MetaPage<T> | null => {
  const list = listIn(value, name)
  return list === null
    ? null
    : { items: readAll(list, read), count: list.length, isLast: isLastPage(value, list.length) }
}

/** A page of the types of issues that may be created in a project; null when it is none. */
export const readIssueTypesPage = (value: unknown): MetaPage<IssueType> | null =>
  readPage(value, 'issueTypes', readIssueType)

/** A field in a list: there it names itself. */
const readListedField = (value: unknown): FieldMeta | null => {
  const id = toWord(toJson(value)['fieldId']) ?? toWord(toJson(value)['key'])
  return id === null ? null : readFieldMeta(id, value)
}

/** A page of the fields of a create screen; null when it is none. */
export const readFieldsPage = (value: unknown): MetaPage<FieldMeta> | null => readPage(value, 'fields', readListedField)

/** A map of fields by id, as edit screens and transitions have it; null when it is none. */
export const readFieldMap = (value: unknown): readonly FieldMeta[] | null =>
  isJson(value) ? Object.entries(value).map(([id, meta]) => readFieldMeta(id, meta)) : null

/** What the old resource said of one type of issue. */
export interface OldCreateMeta {
  readonly type: IssueType
  /** Null unless they were asked for. */
  readonly fields: readonly FieldMeta[] | null
}

/** The answer of the old create metadata, which had everything in one piece; the first project alone. Null when it is none. */
export const readOldCreateMeta = (value: unknown): readonly OldCreateMeta[] | null => {
  const { projects } = toJson(value)
  if (!Array.isArray(projects)) return null
  return readAll(toJson(projects[0])['issuetypes'], (item) => {
    const type = readIssueType(item)
    return type === null ? null : { type, fields: readFieldMap(toJson(item)['fields']) }
  })
}
