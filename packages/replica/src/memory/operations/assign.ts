import type { AssignOperation } from './operation.ts'
import { type OperationKind, patchIssue } from './operation-kind.ts'

export const assignKind: OperationKind<AssignOperation> = {
  apply: (rows, { assignee }) => patchIssue(rows, { assignee }),
  send: async (client, { key, assignee }) => {
    await client.assign(key, assignee === null ? null : assignee.id)
    return undefined
  },
}
