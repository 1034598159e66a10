import type { DecideOperation, Decision } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'

/** Marks an issue as decided in the inbox. Nothing is sent, and the rows stay as they are: marks of the store tell it. */
export const decideKind: OperationKind<DecideOperation> = {
  describe: ({ decision }) =>
    decision === null
      ? 'put back into the inbox'
      : `mark as ${decision.verdict === 'duplicate' ? 'a duplicate' : decision.verdict}`,
  touches: () => ['decision'],
  prepare: (operation, { issue }) =>
    operation.decision === null || operation.decision.seen !== undefined
      ? operation
      : { ...operation, decision: { ...operation.decision, seen: issue.updated } },
  apply: (rows) => rows,
  invert: ({ key, decision, base = null }) => ({
    operations: [{ kind: 'decide', key, decision: before(base, decision), base: decision }],
  }),
}

/** What is decided again counts from now on; what was there before it was decided anew is as it was, with what it had seen. */
const before = (base: Decision | null, decision: Decision | null): Decision | null => {
  if (base === null || (decision !== null && base.at <= decision.at)) return base
  const { seen: _, ...again } = base
  return again
}
