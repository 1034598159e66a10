import { type FieldValue, type IssueDetail, writeFieldValue } from '@mmd/jira-api/model'
import { valueWords } from './field-words.ts'
import { readKnownField, readRowsField } from './issue-field.ts'
import {
  changedList,
  commonItems,
  emptyList,
  hasItem,
  isListValue,
  itemsOf,
  type ListItem,
  type ListValue,
  withoutItems,
} from './list-value.ts'
import type { ListItemsOperation } from './operation.ts'
import type { OperationKind, Sending } from './operation-kind.ts'
import { putRowsField } from './put-field.ts'
import { readCurrent } from './read-current.ts'
import { wireFormOf } from './wire-form.ts'

/** Adds and removes single things of a custom field, so that those which somebody else sets meanwhile stay. */
export const listItemsKind: OperationKind<ListItemsOperation> = {
  describe: ({ field: { name }, add, remove }) =>
    [
      ...(add.kind === 'empty' ? [] : [`add ${valueWords(add) ?? ''} to ${name}`]),
      ...(remove.kind === 'empty' ? [] : [`remove ${valueWords(remove) ?? ''} from ${name}`]),
    ].join(' and ') || `leave ${name} as it is`,
  touches: ({ field }) => [field.id],
  prepare: (operation, rows) => withBase(operation, readRowsField(rows, operation.field.id)),
  apply: (rows, operation) => {
    const { field, base = emptyList } = operation
    const before = readRowsField(rows, field.id)
    const list = before !== undefined && isListValue(before) ? before : base
    return putRowsField(rows, { id: field.id, name: field.name, value: changedList(list, operation) })
  },
  // Rows do not tell an empty custom field from one that was not asked for.
  remember: (operation, current) => withBase(operation, readKnownField(current, operation.field.id)),
  isDone: (operation, current) => isDone(operation, current),
  send: async ({ key, field, add, remove }, { client, deployment, signal }) => {
    const verbs = [
      ...itemsOf(remove).map((item) => ({ remove: wireOf(item, field, deployment) })),
      ...itemsOf(add).map((item) => ({ add: wireOf(item, field, deployment) })),
    ]
    if (verbs.length > 0) await client.edit(key, { update: { [field.id]: verbs } }, { signal })
    return {}
  },
  // Done twice is as done once, so that one which is not there may be sent again.
  look: async (operation, { client, signal }) =>
    isDone(operation, await readCurrent(client, operation, signal))
      ? { state: 'done', result: {} }
      : { state: 'not-done' },
  invert: ({ key, field, add, remove, base }) => {
    if (base === undefined) return { why: `What was in ${field.name} before is not known` }
    const back = { add: withoutItems(commonItems(remove, base), add), remove: withoutItems(add, base) }
    if (back.add.kind === 'empty' && back.remove.kind === 'empty') return { operations: [] }
    return { operations: [{ kind: 'list-items', key, field, ...back }] }
  },
}

const withBase = (operation: ListItemsOperation, base: FieldValue | undefined): ListItemsOperation =>
  operation.base !== undefined || base === undefined || !isListValue(base) ? operation : { ...operation, base }

const wireOf = (
  { value }: ListItem,
  { schema }: ListItemsOperation['field'],
  deployment: Sending['deployment'],
): unknown => {
  const wire = writeFieldValue(value, schema, wireFormOf(deployment))
  return Array.isArray(wire) ? wire[0] : wire
}

const isDone = ({ field, add, remove }: ListItemsOperation, current: IssueDetail): boolean => {
  const present = readKnownField(current, field.id)
  if (!isListValue(present)) return false
  const isThere = (item: ListItem): boolean => hasItem(present, item)
  return itemsOf(add).every(isThere) && !itemsOf(withoutItems(remove, add)).some(isThere)
}

/** What a list holds once it was changed: of what it held before, where that is known. */
export const listAfter = ({ base = emptyList, ...change }: ListItemsOperation): ListValue => changedList(base, change)
