import type { FieldMeta } from '@mmd/jira-api/model'
import type { EditRefusal, Operation, SetFieldsOperation } from '@mmd/replica'
import { allInOrder } from '../../all-in-order.ts'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Bench, toStored, valuePorts } from '../issue/bench.ts'
import { toTypedValue, toWire } from '../issue/fields/field-value.ts'
import { findField, type GivenField, parseGivenField } from '../issue/fields/given-field.ts'
import { plainFields } from '../issue/fields/set-fields.ts'
import { wordsFrom } from '../issue/input-text.ts'
import { openBench } from '../issue/open-bench.ts'
import { withReplica } from '../with-replica.ts'
import { openOperations, settleAndReport } from './outbox-decide.ts'

export interface OutboxEditOptions {
  readonly body?: string
  readonly field?: readonly string[]
  readonly raw?: boolean
}

/** `outbox edit ID`: another text or other values for what was not sent, which then is sent. */
export const runOutboxEdit = async (
  context: CommandContext,
  id: number,
  { body, field = [], raw }: OutboxEditOptions,
): CommandResult => {
  if (body === undefined && field.length === 0) {
    throw new AppError('usage', 'Change what?', 'Give --body TEXT or --field NAME=VALUE')
  }
  const given = field.map(parseGivenField)
  const text = body === undefined ? undefined : await wordsFrom(context, body, { what: 'text', flag: '--body' })
  return withReplica(context, async (copy) => {
    const [record] = openOperations(copy, [id])
    if (record === undefined) return undefined
    const bench = openBench(context, copy)
    const withText = text === undefined ? record.operation : await putText(bench, record.operation, text, raw)
    const edited = given.length === 0 ? withText : await putFields(bench, withText, given, raw)
    const refusal = copy.replica.edit(id, edited)
    if (refusal !== null) throw refused(id, refusal)
    return settleAndReport(context, copy, [copy.replica.operation(id) ?? record])
  })
}

const refused = (id: number, refusal: EditRefusal): AppError => {
  const [what, hint] = refusals[refusal]
  return new AppError('no-operation', `Operation ${id} ${what}; it was not changed`, hint(id))
}

/** What has happened, and what to do. */
const refusals: Readonly<Record<EditRefusal, readonly [what: string, hint: (id: number) => string]>> = {
  'on-its-way': [
    'is being sent, or looked for on the site because no answer came',
    (id) =>
      `Look again with mmd-tui outbox; when it is gone from there it was sent, and mmd-tui undo ${id} takes it back`,
  ],
  conflict: ['waits for a decision', (id) => `mmd-tui outbox resolve ${id} --mine, or --theirs`],
  sent: ['was sent meanwhile', (id) => `mmd-tui undo ${id} takes it back`],
  gone: ['was given up meanwhile', () => 'mmd-tui outbox lists what there is'],
}

const putText = async (bench: Bench, operation: Operation, text: string, raw?: boolean): Promise<Operation> => {
  const stored = await toStored(bench.copy.site, text, raw)
  switch (operation.kind) {
    case 'add-comment':
    case 'edit-comment':
      return { ...operation, body: stored, typed: text }
    case 'add-worklog':
    case 'edit-worklog':
    case 'transition':
      return { ...operation, comment: stored }
    default:
      throw new AppError('bad-value', 'This operation has no text', 'Give --field NAME=VALUE, or drop it')
  }
}

const putFields = async (
  bench: Bench,
  operation: Operation,
  given: readonly GivenField[],
  raw?: boolean,
): Promise<Operation> => {
  switch (operation.kind) {
    case 'set-fields':
      return setFields(bench, operation, given, raw)
    case 'transition':
    case 'create': {
      const fields = await screenOf(bench, operation)
      const ports = valuePorts(bench, raw)
      const values = await allInOrder(
        given.map(async ({ name, value }) => {
          const field = findField(fields, name)
          return [field.id, await toWire(field, value, ports)] as const
        }),
      )
      return { ...operation, fields: { ...operation.fields, ...Object.fromEntries(values) } }
    }
    default:
      throw new AppError('bad-value', 'This operation sets no fields', 'Give --body TEXT, or drop it')
  }
}

/** Fields of the screen that the operation fills in. */
const screenOf = async ({ lookup, signal }: Bench, operation: Operation): Promise<readonly FieldMeta[]> => {
  const { key } = operation
  if (operation.kind === 'create') {
    const { project, type } = operation.shown
    const query = { project: project.key, typeId: type.id }
    return lookup.ask(`create-fields:${query.project}/${query.typeId}`, (client) =>
      client.createFields(query, { signal }),
    )
  }
  if (operation.kind !== 'transition')
    return lookup.ask(`edit-fields:${key}`, (client) => client.editFields(key, { signal }))
  const { id, to } = operation.transition
  const ways = await lookup.askPart(key, 'transitions', (client) => client.transitions(key, { signal }))
  return ways.find((way) => (id === null ? way.to.id === to.id : way.id === id))?.fields ?? []
}

const setFields = async (
  bench: Bench,
  operation: SetFieldsOperation,
  given: readonly GivenField[],
  raw?: boolean,
): Promise<Operation> => {
  const isPlain = given.every(({ name }) => plainFields.some(({ id }) => id === name))
  const fields = isPlain ? plainFields : await screenOf(bench, operation)
  const changes = await allInOrder(
    given.map(async ({ name, value }) => {
      const field = findField(fields, name)
      const { id, type, items, system, custom } = field
      const schema = { type, items, system, custom }
      return { id, name: field.name, schema, ...(await toTypedValue(field, value, valuePorts(bench, raw))) }
    }),
  )
  const kept = operation.changes.filter(({ id }) => changes.every((change) => change.id !== id))
  return { ...operation, changes: [...kept, ...changes] }
}
