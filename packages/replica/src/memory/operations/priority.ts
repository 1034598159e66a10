import type { PriorityOperation } from './operation.ts'
import { type OperationKind, patchIssue } from './operation-kind.ts'

export const priorityKind: OperationKind<PriorityOperation> = {
  apply: (rows, { priority }) => patchIssue(rows, { priority }),
  send: async (client, { key, priority }) => {
    await client.edit(key, { fields: { priority: { id: priority.id } } })
    return undefined
  },
}
