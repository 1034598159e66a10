import type { TransitionOperation } from './operation.ts'
import { type OperationKind, patchIssue } from './operation-kind.ts'

export const transitionKind: OperationKind<TransitionOperation> = {
  apply: (rows, { transition, resolution }) =>
    patchIssue(rows, { status: transition.to, ...(resolution === undefined ? {} : { resolution }) }),
  send: async (client, { key, transition, fields, comment }) => {
    const said = comment === undefined ? {} : { comment: { body: comment } }
    await client.transition(key, { id: transition.id, fields, ...said })
    return undefined
  },
}
