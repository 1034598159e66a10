import type { VoteOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'

/** Votes for an issue, or takes the vote back. */
export const voteKind: OperationKind<VoteOperation> = {
  describe: ({ isFor }) => (isFor ? 'vote for it' : 'take the vote back'),
  touches: () => ['vote'],
  prepare: (operation, { detail }) =>
    operation.base !== undefined || detail === undefined ? operation : { ...operation, base: detail.votes.mine },
  apply: (rows, { isFor }) =>
    patchDetail(rows, ({ votes }) =>
      votes.mine === isFor ? {} : { votes: { count: Math.max(0, votes.count + (isFor ? 1 : -1)), mine: isFor } },
    ),
  isDone: ({ isFor }, { votes }) => votes.mine === isFor,
  send: async ({ key, isFor }, { client, signal }) => {
    await client.vote(key, isFor, { signal })
    return {}
  },
  // Done twice is as done once, so that one which is not there may be sent again.
  look: async ({ key, isFor }, { client, signal }) => {
    const { votes } = await client.issue(key, { signal })
    return votes.mine === isFor ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: ({ key, isFor, base }) => {
    if (base === undefined) return { why: 'Whether you voted for it before is not known' }
    return { operations: base === isFor ? [] : [{ kind: 'vote', key, isFor: base, base: isFor }] }
  },
}
