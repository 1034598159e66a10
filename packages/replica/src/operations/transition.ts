import type { Status } from '@mmd/jira-api/model'
import type { TransitionOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail, patchIssue } from './patch-rows.ts'
import { putStepComment, withKnownComments } from './transition-comment.ts'
import { invertTransition } from './transition-inverse.ts'
import { lookForTransition } from './transition-look.ts'
import { chooseStep } from './transition-step.ts'
import { isTaken } from './transition-taken.ts'

/** Moves an issue on in its workflow. */
export const transitionKind: OperationKind<TransitionOperation> = {
  describe: ({ transition: { to }, resolution, comment }) =>
    [
      `move to ${to.name}`,
      ...(resolution === undefined || resolution === null ? [] : [`as ${resolution.name}`]),
      ...(comment === undefined ? [] : ['with a comment']),
    ].join(' '),
  touches: ({ fields, resolution }) => [
    ...new Set(['status', ...(resolution === undefined ? [] : ['resolution']), ...Object.keys(fields)]),
  ],
  prepare: (operation, rows) => {
    const { status, resolution } = rows.issue
    const { base = { status, resolution } } = operation
    return withKnownComments({ ...operation, base }, rows)
  },
  apply: (rows, operation, performed) => {
    const { transition, resolution } = operation
    const { at } = performed
    const said = putStepComment(rows, operation, performed)
    const moved = patchIssue(said, { status: transition.to, ...(resolution === undefined ? {} : { resolution }) })
    if (resolution === undefined) return moved
    return patchDetail(moved, (detail) => ({ resolved: resolution === null ? null : (detail.resolved ?? at) }))
  },
  conflicts: ({ transition: { to }, base }, { status }) =>
    base === undefined || status.id === base.status.id || status.id === to.id
      ? []
      : [
          {
            id: 'status',
            name: 'Status',
            base: valueOf(base.status),
            mine: valueOf(to),
            theirs: valueOf(status),
          },
        ],
  isDone: isTaken,
  resolve: (operation, [conflict], choices) => {
    const choice = conflict && choices[conflict.id]
    if (choice === 'theirs') return null
    if (conflict?.theirs.kind !== 'named' || choice === undefined) return operation
    const { id, name } = conflict.theirs.value
    return {
      ...operation,
      // From there another step leads to it.
      transition: { ...operation.transition, id: null },
      base: { status: { id, name, category: 'unknown' }, resolution: operation.base?.resolution ?? null },
    }
  },
  send: async (operation, { client, signal }) => {
    const { key, comment } = operation
    const { id, fields } = await chooseStep(operation, client, signal)
    const said = comment === undefined ? {} : { comment: { body: comment } }
    await client.transition(key, { id, ...(Object.keys(fields).length > 0 ? { fields } : {}), ...said }, { signal })
    return {}
  },
  look: lookForTransition,
  invert: invertTransition,
}

const valueOf = ({ id, name }: Status) => ({ kind: 'named', value: { id, name } }) as const
