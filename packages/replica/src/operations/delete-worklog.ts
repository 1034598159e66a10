import type { User } from '@mmd/jira-api/model'
import { withoutOne } from './made-rows.ts'
import type { DeleteWorklogOperation } from './operation.ts'
import type { Inverse, OperationKind } from './operation-kind.ts'
import { deleting, ifThere } from './sending.ts'
import { partConflicts, partsOf } from './worklog-parts.ts'
import { patchWorklogs, worklogOf, worklogTouch } from './worklog-rows.ts'

const NEW_NUMBER = 'The worklog gets a new number'

const invert = ({ key, base, remaining }: DeleteWorklogOperation, me: User): Inverse => {
  if (base === undefined || base.started === null) return { why: 'What the worklog was is not known' }
  if (base.author?.id !== me.id) return { why: 'It was the worklog of somebody else, and would come back as yours' }
  // Open to everybody it must not come back.
  if (base.visibility !== null && base.restriction === undefined)
    return { why: 'Who may read the worklog is not known' }
  const { seconds, started, comment, restriction } = base
  const isSet = typeof remaining === 'object' && 'set' in remaining
  return {
    operations: [
      {
        kind: 'add-worklog',
        key,
        seconds,
        started,
        comment,
        remaining: isSet ? 'leave' : remaining,
        author: me,
        ...(restriction === undefined ? {} : { visibility: restriction }),
      },
    ],
    loses: isSet ? `${NEW_NUMBER}, and the remaining estimate stays as it was set` : NEW_NUMBER,
  }
}

/** Deletes a worklog. That it is gone already is as good. */
export const deleteWorklogKind: OperationKind<DeleteWorklogOperation> = {
  describe: () => 'delete a worklog',
  touches: ({ id }) => [worklogTouch(id)],
  prepare: (operation, { detail }) => {
    const base = operation.base ?? worklogOf(detail, operation.id)
    return base === undefined ? operation : { ...operation, base }
  },
  apply: (rows, { id, remaining }) => patchWorklogs(rows, remaining, (worklogs) => withoutOne(worklogs, id)),
  conflicts: ({ id, base }, current) => partConflicts(base, null, worklogOf(current, id)),
  isDone: ({ id }, current) => worklogOf(current, id) === undefined && current.worklogs.length >= current.worklogTotal,
  resolve: (operation, conflicts, choices) => {
    const { id, base } = operation
    if (conflicts.some((conflict) => choices[conflict.id] !== 'mine')) return null
    return base === undefined ? operation : { ...operation, base: { ...base, ...partsOf(id, conflicts, 'theirs') } }
  },
  send: async ({ key, id, remaining }, { client, signal }) => {
    await deleting(() => client.deleteWorklog({ key, id, remaining }, { signal }))
    return {}
  },
  look: async ({ key, id }, { client, signal }) => {
    // Without its issue it is gone too.
    const worklog = await ifThere(() => client.worklog({ key, id }, { signal }))
    return worklog === undefined ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: (operation, _, me) => invert(operation, me),
}
