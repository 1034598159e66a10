import { EMPTY, type FieldValue, type User } from '@mmd/jira-api/model'
import { areDone, type Changed, conflictsOf, lookAtFields, standingOf } from './field-change.ts'
import { AUTOMATIC, readKnownField } from './issue-field.ts'
import type { AssignOperation } from './operation.ts'
import type { Looked, OperationKind, Sending } from './operation-kind.ts'
import { patchIssue } from './patch-rows.ts'
import { readCurrent } from './read-current.ts'
import { earliestAt, hasStep } from './site-time.ts'

/** Gives an issue to somebody, to nobody, or to whomever the project's settings name. */
export const assignKind: OperationKind<AssignOperation> = {
  describe: ({ assignee }) => {
    if (assignee === null) return 'unassign'
    return assignee === 'automatic' ? 'assign automatically' : `assign to ${assignee.name}`
  },
  touches: () => ['assignee'],
  prepare: (operation, { issue: { assignee } }) =>
    // Whom the site has chosen is not known before the next answer.
    operation.base !== undefined || assignee?.id === AUTOMATIC.id ? operation : { ...operation, base: assignee },
  apply: (rows, { assignee }) => patchIssue(rows, { assignee: assignee === 'automatic' ? AUTOMATIC : assignee }),
  conflicts: (operation, current) => conflictsOf([toChanged(operation)], current),
  isDone: (operation, current) => operation.assignee !== 'automatic' && areDone([toChanged(operation)], current),
  resolve: (operation, [conflict], choices) => {
    const choice = conflict && choices[conflict.id]
    if (choice === 'theirs') return null
    if (conflict === undefined || choice === undefined) return operation
    return { ...operation, base: conflict.theirs.kind === 'user' ? conflict.theirs.user : null }
  },
  send: async ({ key, assignee }, { client, signal }) => {
    await client.assign(key, assignee === 'automatic' ? AUTOMATIC.id : (assignee?.id ?? null), { signal })
    return {}
  },
  look: async (operation, sending) => {
    const current = await readCurrent(sending.client, operation, sending.signal)
    if (operation.assignee !== 'automatic') return lookAtFields([toChanged(operation)], current)
    return lookAtAutomatic(operation, sending, readKnownField(current, 'assignee'))
  },
  invert: ({ key, assignee, base }) => {
    if (base === undefined) return { why: 'Who had it before is not known' }
    if (assignee !== 'automatic' && assignee?.id === base?.id) return { operations: [] }
    return {
      operations: [{ kind: 'assign', key, assignee: base, ...(assignee === 'automatic' ? {} : { base: assignee }) }],
    }
  },
}

const valueOf = (user: User | null): FieldValue => (user === null ? EMPTY : { kind: 'user', user })

const toChanged = ({ assignee, base }: AssignOperation): Changed => ({
  id: 'assignee',
  name: 'Assignee',
  base: base === undefined ? undefined : valueOf(base),
  mine: valueOf(assignee === 'automatic' ? AUTOMATIC : assignee),
})

/** Nobody knows beforehand whom the site chooses: where somebody else has it now, the history tells who gave it to them. */
const lookAtAutomatic = async (
  operation: AssignOperation,
  { client, me, firstSentAt, signal }: Sending,
  theirs: FieldValue,
): Promise<Looked> => {
  // It may have been chosen who had it before; asked again, the site chooses the same.
  if (standingOf(toChanged(operation), theirs) === 'base') return { state: 'not-done' }
  const since = await earliestAt(client, firstSentAt, signal)
  const step = { field: 'assignee', authorId: me.id, since }
  if (hasStep(await client.history(operation.key, { signal }), step)) return { state: 'done', result: {} }
  return { state: 'unclear', why: 'Somebody else has it now, and the history does not show that this gave it to them' }
}
