import { type FieldMeta, NO_SCHEMA } from '@mmd/jira-api/model'
import { AppError } from '../../../config/app-error.ts'
import type { SetFlags } from '../flags.ts'
import { findField, type GivenField, listItem, parseGivenField } from './given-field.ts'

/** The flag that sets a field of Jira's own, by the field's id. */
export const flagsById: Readonly<Record<string, string>> = {
  summary: '--summary TEXT',
  description: '--description TEXT',
  issuetype: '--type',
  priority: '--priority',
  assignee: '--assignee NAME',
  labels: '--label',
  components: '--component',
  fixVersions: '--fix-version',
  duedate: '--due DATE',
  parent: '--parent KEY',
}

/** What flags set, by the ids of fields; the assignee, who is found otherwise, is not among them. */
export const givenFields = (flags: SetFlags): readonly GivenField[] => {
  const own: readonly (readonly [string, string | undefined])[] = [
    ['issuetype', flags.type],
    ['summary', flags.summary],
    ['description', flags.description],
    ['priority', flags.priority],
    ['labels', listOf(flags.label)],
    ['components', listOf(flags.component)],
    ['fixVersions', listOf(flags.fixVersion)],
    ['duedate', flags.due],
    ['parent', flags.parent],
  ]
  const given = [
    ...own.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    ...(flags.field ?? []).map(parseGivenField),
  ]
  if (flags.summary !== undefined && flags.summary.trim() === '') {
    throw new AppError('usage', 'The summary is empty', 'Give --summary TEXT')
  }
  return given
}

/** One flag may hold several, and several flags may be given: it is one list. An empty one clears. */
const listOf = (items: readonly string[] | undefined): string | undefined =>
  items
    ?.filter((item) => item.trim() !== '')
    .map(listItem)
    .join(',')

const plain = (id: string, name: string, type: string, items: string | null = null): FieldMeta => ({
  ...NO_SCHEMA,
  id,
  name,
  type,
  items,
  system: id,
  required: false,
  hasDefault: false,
  operations: ['set'],
  allowedValues: [],
})

/** Fields that are the same on every site, and whose values no list has to allow: what they are need not be asked. */
export const plainFields: readonly FieldMeta[] = [
  plain('summary', 'Summary', 'string'),
  plain('description', 'Description', 'string'),
  plain('duedate', 'Due date', 'date'),
  plain('labels', 'Labels', 'array', 'string'),
]

/** True when all of these are of that kind. */
export const arePlain = (given: readonly GivenField[]): boolean =>
  given.every(({ name }) => plainFields.some(({ id }) => id === name))

/** The fields that are meant; on Data Center the parent of an issue that is no sub-task is its epic. */
export const matchFields = (
  fields: readonly FieldMeta[],
  given: readonly GivenField[],
): readonly { readonly field: FieldMeta; readonly value: string }[] =>
  given.map(({ name, value }) => {
    const isEpic = name === 'parent' && !fields.some(({ id }) => id === 'parent')
    const epic = isEpic ? fields.find(({ custom }) => custom?.endsWith(':gh-epic-link') === true) : undefined
    return { field: epic ?? findField(fields, name), value }
  })
