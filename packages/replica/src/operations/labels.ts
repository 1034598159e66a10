import type { LabelsOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchIssue } from './patch-rows.ts'

/** Adds and removes single labels, so that those which somebody else sets meanwhile stay. */
export const labelsKind: OperationKind<LabelsOperation> = {
  describe: ({ add, remove }) =>
    [
      ...(add.length === 0 ? [] : [`add ${labelWord(add)} ${add.join(', ')}`]),
      ...(remove.length === 0 ? [] : [`remove ${labelWord(remove)} ${remove.join(', ')}`]),
    ].join(' and ') || 'leave the labels as they are',
  touches: () => ['labels'],
  prepare: (operation, { issue: { labels } }) =>
    operation.base === undefined ? { ...operation, base: labels } : operation,
  apply: (rows, { add, remove }) => {
    const kept = rows.issue.labels.filter((label) => add.includes(label) || !remove.includes(label))
    const labels = [...new Set([...kept, ...add])]
    return patchIssue(rows, { labels })
  },
  isDone: (operation, { labels }) => has(operation, labels),
  send: async ({ key, add, remove }, { client, signal }) => {
    const labels = [...remove.map((label) => ({ remove: label })), ...add.map((label) => ({ add: label }))]
    if (labels.length > 0) await client.edit(key, { update: { labels } }, { signal })
    return {}
  },
  // Done twice is as done once, so that one which is not there may be sent again.
  look: async (operation, { client, signal }) => {
    const { labels } = await client.issue(operation.key, { signal })
    return has(operation, labels) ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: ({ key, add, remove, base }) => {
    if (base === undefined) return { why: 'Which labels it had before is not known' }
    const back = {
      add: remove.filter((label) => base.includes(label) && !add.includes(label)),
      remove: add.filter((label) => !base.includes(label)),
    }
    if (back.add.length + back.remove.length === 0) return { operations: [] }
    return { operations: [{ kind: 'labels', key, ...back }] }
  },
}

const labelWord = ({ length }: readonly string[]): string => (length === 1 ? 'label' : 'labels')

const has = ({ add, remove }: LabelsOperation, labels: readonly string[]): boolean =>
  add.every((label) => labels.includes(label)) &&
  remove.every((label) => add.includes(label) || !labels.includes(label))
