import { EMPTY, type FieldValue, type Issue, type Named, type SprintValue } from '@mmd/jira-api/model'
import { type Changed, lookAtValue, standingOf } from './field-change.ts'
import type { SprintOperation } from './operation.ts'
import type { OperationKind, Rows } from './operation-kind.ts'
import { putRowsField } from './put-field.ts'
import { readCurrent } from './read-current.ts'

/** Moves an issue into a sprint or to the backlog. */
export const sprintKind: OperationKind<SprintOperation> = {
  describe: ({ to }) => (to === null ? 'move to the backlog' : `move to ${to.name}`),
  touches: ({ fieldId }) => ['sprint', ...(fieldId === undefined ? [] : [fieldId])],
  prepare: (operation, rows) => {
    const field = fieldIn(rows, operation.fieldId)
    return field === undefined ? operation : { base: openSprint(field.value), ...operation, fieldId: field.id }
  },
  // Rows do not tell an issue without sprints from one that was read without them.
  remember: (operation, current) => ({
    base: openSprint(sprintField(current, operation.fieldId)?.value),
    ...operation,
  }),
  apply: (rows, { to, fieldId }) => putSprint(rows, to, fieldId),
  conflicts: (operation, current) => {
    const { base, mine, name } = toChanged(operation)
    const field = sprintField(current, operation.fieldId)
    const theirs = valueOf(openSprint(field?.value))
    if (base === undefined || standingOf({ base, mine }, theirs) !== 'other') return []
    return [{ id: field?.id ?? operation.fieldId ?? 'sprint', name: field?.name ?? name, base, mine, theirs }]
  },
  isDone: (operation, current) => {
    const theirs = valueOf(openSprint(sprintField(current, operation.fieldId)?.value))
    return standingOf(toChanged(operation), theirs) === 'mine'
  },
  resolve: (operation, [conflict], choices) => {
    const choice = conflict && choices[conflict.id]
    if (choice === 'theirs') return null
    if (conflict === undefined || choice === undefined) return operation
    return { ...operation, base: conflict.theirs.kind === 'named' ? conflict.theirs.value : null }
  },
  send: async ({ key, to }, { client, signal }) => {
    if (to === null) await client.moveToBacklog([key], { signal })
    else await client.moveToSprint(to.id, [key], { signal })
    return {}
  },
  look: async (operation, { client, signal }) => {
    const current = await readCurrent(client, operation, signal)
    return lookAtValue(toChanged(operation), valueOf(openSprint(sprintField(current, operation.fieldId)?.value)))
  },
  invert: ({ key, to, base, fieldId }) => {
    if (base === undefined) return { why: 'In which sprint it was before is not known' }
    if (base?.id === to?.id) return { operations: [] }
    const field = fieldId === undefined ? {} : { fieldId }
    return { operations: [{ kind: 'sprint', key, to: base, base: to, ...field }] }
  },
}

type Field = NonNullable<Issue['fields']>[number]

/** The field that holds sprints: the one that is named or, where none is, the first that has any. */
const sprintField = ({ fields = [] }: Pick<Issue, 'fields'>, fieldId: string | undefined): Field | undefined =>
  fields.find(({ id, value }) => (fieldId === undefined ? value.kind === 'sprints' : id === fieldId))

const fieldIn = ({ issue, detail }: Rows, fieldId: string | undefined): Field | undefined =>
  (detail && sprintField(detail, fieldId)) ?? sprintField(issue, fieldId)

/** An issue is in one sprint that is not over, or in none. */
const openSprint = (value: FieldValue | undefined): Named | null => {
  const sprint = value?.kind === 'sprints' ? value.sprints.find(({ state }) => state !== 'closed') : undefined
  return sprint === undefined ? null : { id: sprint.id, name: sprint.name }
}

const valueOf = (sprint: Named | null): FieldValue => (sprint === null ? EMPTY : { kind: 'named', value: sprint })

const toChanged = ({ to, base, fieldId }: SprintOperation): Changed => ({
  id: fieldId ?? 'sprint',
  name: 'Sprint',
  base: base === undefined ? undefined : valueOf(base),
  mine: valueOf(to),
})

/** What is not known of a sprint is shown by the next answer. */
const newSprint = ({ id, name }: Named): SprintValue => ({
  id,
  name,
  state: 'unknown',
  boardId: null,
  goal: null,
  start: null,
  end: null,
  completed: null,
})

const putSprint = (rows: Rows, to: Named | null, fieldId: string | undefined): Rows => {
  const field = fieldIn(rows, fieldId)
  const id = field?.id ?? fieldId
  if (id === undefined) return rows
  const before = field?.value.kind === 'sprints' ? field.value.sprints : []
  const closed = before.filter(({ state }) => state === 'closed')
  const open = to === null ? [] : [before.find((sprint) => sprint.id === to.id) ?? newSprint(to)]
  const sprints = [...closed, ...open]
  const value: FieldValue = sprints.length === 0 ? EMPTY : { kind: 'sprints', sprints }
  return putRowsField(rows, { id, name: field?.name ?? 'Sprint', value })
}
