import { type FieldValue, writeFieldValue } from '@mmd/jira-api/model'
import { areDone, type Changed, conflictsOf, lookAtFields } from './field-change.ts'
import { valueWords } from './field-words.ts'
import { readKnownField, readRowsField } from './issue-field.ts'
import type { FieldChange, SetFieldsOperation } from './operation.ts'
import type { Inverse, OperationKind, Sending } from './operation-kind.ts'
import { putRowsField } from './put-field.ts'
import { readCurrent } from './read-current.ts'
import { holdsValue } from './same-value.ts'
import { wireFormOf } from './wire-form.ts'

/** Sets fields to values. */
export const setFieldsKind: OperationKind<SetFieldsOperation> = {
  describe: ({ changes }) => describeChanges(changes),
  touches: ({ changes }) => changes.map(({ id }) => id),
  prepare: (operation, before) => ({
    ...operation,
    changes: operation.changes.map((change) => {
      const base = change.base ?? readRowsField(before, change.id)
      return base === undefined ? change : { ...change, base }
    }),
  }),
  apply: (rows, { changes }) =>
    changes.reduce((changed, { id, name, value }) => putRowsField(changed, { id, name, value }), rows),
  // Rows do not tell an empty custom field from one that was not asked for.
  remember: (operation, current) => ({
    ...operation,
    changes: operation.changes.map((change) => ({ base: readKnownField(current, change.id), ...change })),
  }),
  conflicts: ({ changes }, current) => conflictsOf(changes.map(toChanged), current),
  isDone: ({ changes }, current) => areDone(changes.map(toChanged), current),
  resolve: (operation, conflicts, choices) => {
    const changes = operation.changes.flatMap((change) => {
      const conflict = conflicts.find(({ id }) => id === change.id)
      const choice = conflict && choices[conflict.id]
      if (choice === 'theirs') return []
      // Theirs is what it is changed from now: it goes over knowingly, and comes back when this is taken back.
      return [conflict !== undefined && choice === 'mine' ? { ...change, base: conflict.theirs } : change]
    })
    return changes.length === 0 ? null : { ...operation, changes }
  },
  send: async ({ key, changes }, { client, deployment, signal }) => {
    const fields = changes.map((change) => [change.id, toWire(change, deployment)])
    await client.edit(key, { fields: Object.fromEntries(fields) }, { signal })
    return {}
  },
  look: async (operation, { client, signal }) =>
    lookAtFields(operation.changes.map(toChanged), await readCurrent(client, operation, signal)),
  invert: (operation) => invertChanges(operation),
}

const toChanged = ({ id, name, base, value }: FieldChange): Changed => ({ id, name, base, mine: value })

const toWire = ({ value, schema, wire }: FieldChange, deployment: Sending['deployment']): unknown =>
  wire === undefined ? writeFieldValue(value, schema, wireFormOf(deployment)) : wire

const describeOne = ({ name, value }: FieldChange): string => {
  if (value.kind === 'rich-text') return `change ${name}`
  const words = valueWords(value)
  return words === null || words === '' ? `clear ${name}` : `set ${name} to ${words}`
}

const describeChanges = (changes: readonly FieldChange[]): string => {
  if (changes.length <= 2) return changes.map(describeOne).join(' and ')
  const names = changes.map(({ name }) => name)
  return `set ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

// What only its app understands is shown, and never written.
const isUnwritable = ({ kind }: FieldValue): boolean =>
  kind === 'unknown' || kind === 'withheld' || kind === 'sla' || kind === 'development'

/** Sites have no words for taking back one estimate of two. */
const staysEmpty = (base: FieldValue, value: FieldValue): boolean => {
  if (value.kind !== 'estimates') return false
  if (base.kind !== 'estimates') return true
  return (['original', 'remaining'] as const).some(
    (name) => base.estimates[name] === null && value.estimates[name] !== null,
  )
}

const invertChanges = ({ key, changes }: SetFieldsOperation): Inverse => {
  const real = changes.filter(({ base, value }) => base === undefined || !holdsValue(base, value))
  const back = real.flatMap((change) =>
    change.base === undefined || isUnwritable(change.base) || isEmptyEstimate(change.base, change.value)
      ? []
      : [backOf(change, change.base)],
  )
  const lost = real.filter(({ id }) => back.every((one) => one.id !== id)).map(({ name }) => name)
  const half = real.filter(({ base, value }) => base !== undefined && staysEmpty(base, value)).map(({ name }) => name)
  if (back.length === 0 && real.length > 0)
    return { why: `What was in ${lost.join(', ')} before is not known, or cannot be written` }
  const operations = back.length === 0 ? [] : [{ kind: 'set-fields', key, changes: back } as const]
  const stays = [...new Set([...lost, ...half])]
  return stays.length === 0
    ? { operations }
    : { operations, loses: `What was in ${stays.join(', ')} does not come back whole` }
}

/** What was written in the site's own form is not known as a value. */
const backOf = ({ id, name, schema, value, wire }: FieldChange, base: FieldValue): FieldChange => ({
  id,
  name,
  schema,
  value: base,
  ...(wire === undefined ? { base: value } : {}),
})

const isEmptyEstimate = (base: FieldValue, value: FieldValue): boolean =>
  value.kind === 'estimates' &&
  (base.kind !== 'estimates' || (base.estimates.original === null && base.estimates.remaining === null))
