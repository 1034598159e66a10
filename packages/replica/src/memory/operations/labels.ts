import type { LabelsOperation } from './operation.ts'
import { type OperationKind, patchIssue } from './operation-kind.ts'

/** Adds and removes single labels, so that labels which somebody else set meanwhile stay. */
export const labelsKind: OperationKind<LabelsOperation> = {
  apply: (rows, { add, remove }) => {
    const kept = rows.issue.labels.filter((label) => !remove.includes(label))
    return patchIssue(rows, { labels: [...kept, ...add.filter((label) => !kept.includes(label))] })
  },
  send: async (client, { key, add, remove }) => {
    const labels = [...add.map((label) => ({ add: label })), ...remove.map((label) => ({ remove: label }))]
    if (labels.length > 0) await client.edit(key, { update: { labels } })
    return undefined
  },
}
