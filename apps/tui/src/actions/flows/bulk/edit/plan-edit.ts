import { EMPTY, type FieldValue, type Issue, type IssueKey } from '@mmd/jira-api/model'
import { type Operation, sameValue, valueWords } from '@mmd/replica'
import type { SiteSession } from '../../../../app/app.ts'
import { toEntry } from '../../../../screens/forms/entries.ts'
import type { BulkRow } from '../../../../screens/macros/bulk-modal.ts'
import { fieldOperations } from '../../forms/field-operations.ts'
import { problemRow, untouchedRow, waysOf, wordsOf } from '../open-bulk.ts'
import { type EditWay, edited, membersIn } from './edit-way.ts'
import type { SharedField } from './editable-fields.ts'
import { fitValue } from './fit-value.ts'

/** What one field of several issues is to become. */
export interface FieldEditOfMany {
  readonly field: SharedField
  readonly way: EditWay
  /** What was filled in; empty for `empty`. */
  readonly chosen: FieldValue
  /** What is sent instead of it, for what a person wrote in the site's own form. */
  readonly wire?: unknown
}

/** What is known of the issues before. */
export interface Known {
  readonly refused: ReadonlyMap<IssueKey, string>
  readonly values: ReadonlyMap<IssueKey, FieldValue>
}

/** `with Severity set to S2`, for what is said of the issues. */
export const doneWords = ({ field: { meta }, way, chosen }: FieldEditOfMany): string => {
  const words = valueWords(chosen) ?? ''
  switch (way) {
    case 'add':
      return `with ${words} added to ${meta.name}`
    case 'remove':
      return `with ${words} taken off ${meta.name}`
    case 'empty':
      return `with ${meta.name} emptied`
    case 'set':
      return words === '' ? `with another ${meta.name}` : `with ${meta.name} set to ${words}`
  }
}

/** What a list held is known better than the copy may have it: what is taken off comes back by that. */
const withBase = (operation: Operation, before: FieldValue): Operation => {
  const members = membersIn(before)
  if (operation.kind === 'labels') return { ...operation, base: members.map(({ name }) => name) }
  return operation.kind === 'members' ? { ...operation, base: members } : operation
}

const isReadable = ({ kind }: FieldValue): boolean => kind !== 'withheld' && kind !== 'unknown'

const planOne = (
  session: SiteSession,
  { key }: Issue,
  { field, way, chosen, wire }: FieldEditOfMany,
  { refused, values }: Known,
): BulkRow => {
  const meta = field.of.get(key)
  const before = values.get(key)
  const { name } = field.meta
  if (meta === undefined)
    return problemRow(key, refused.get(key) ?? `${name} is not on the screen on which it is edited`)
  if (before === undefined) return problemRow(key, `what ${name} holds now is not known`)
  if (before.kind === 'withheld') return problemRow(key, before.reason)
  const isPlain = wire === undefined
  // What is taken off is no longer allowed everywhere that it stands.
  const fitted = way === 'remove' || !isPlain ? { value: chosen } : fitValue(chosen, meta)
  if ('missing' in fitted) return problemRow(key, `${name} has no ${fitted.missing.join(', ')} there`)
  if ((way === 'add' || way === 'remove') && !isReadable(before))
    return problemRow(key, `only its app understands what ${name} holds`)
  const value = edited(way, before, fitted.value)
  if (meta.required && value.kind === 'empty') return problemRow(key, `${name} is required, and would be empty`)
  if (isPlain && isReadable(before) && sameValue(before, value)) return untouchedRow(key)
  const filled = { entry: toEntry(meta, before), value, wire, isPlain }
  const operations = fieldOperations(key, [filled]).map((operation) => withBase(operation, before))
  return { ...untouchedRow(key), operations, words: wordsOf(operations), ...waysOf(session, operations) }
}

/** What becomes of each issue, and of which nothing can be done and why. */
export const planEdit = (
  session: SiteSession,
  issues: readonly Issue[],
  edit: FieldEditOfMany,
  known: Known,
): readonly BulkRow[] => issues.map((issue) => planOne(session, issue, edit, known))

/** What all of the issues hold that have the field; empty when they differ. */
export const commonValue = ({ of }: SharedField, values: ReadonlyMap<IssueKey, FieldValue>): FieldValue => {
  const [first = EMPTY, ...others] = [...of.keys()].map((key) => values.get(key) ?? EMPTY)
  return isReadable(first) && others.every((other) => sameValue(first, other)) ? first : EMPTY
}
