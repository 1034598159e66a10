import type { WatchOperation } from './operation.ts'
import type { OperationKind } from './operation-kind.ts'
import { patchDetail } from './patch-rows.ts'

/** Makes somebody follow an issue, or no longer. */
export const watchKind: OperationKind<WatchOperation> = {
  describe: ({ isWatching, user }) => {
    if (user === null) return isWatching ? 'watch' : 'stop watching'
    return isWatching ? `add ${user.name} to the watchers` : `take ${user.name} off the watchers`
  },
  touches: ({ user }) => [user === null ? 'watching' : `watcher:${user.id}`],
  prepare: (operation, { detail }) =>
    operation.base !== undefined || operation.user !== null || detail === undefined
      ? operation
      : { ...operation, base: detail.watchers.mine },
  apply: (rows, { isWatching, user }) =>
    patchDetail(rows, ({ watchers }) => {
      // Whether somebody else is among those counted is not known here.
      if (user !== null || watchers.mine === isWatching) return {}
      return { watchers: { count: Math.max(0, watchers.count + (isWatching ? 1 : -1)), mine: isWatching } }
    }),
  isDone: ({ isWatching, user }, { watchers }) => user === null && watchers.mine === isWatching,
  send: async ({ key, isWatching, user }, { client, me, signal }) => {
    if (isWatching) await client.watch(key, user?.id ?? null, { signal })
    else await client.unwatch(key, user?.id ?? me.id, { signal })
    return {}
  },
  // Done twice is as done once, so that one which is not there may be sent again.
  look: async ({ key, isWatching, user }, { client, signal }) => {
    const { count, mine, users } = await client.watchers(key, { signal })
    // Those who may not see the watchers are shown none.
    const isKnown = user === null || users.length > 0 || count === 0
    const isThere = user === null ? mine : users.some(({ id }) => id === user.id)
    return isKnown && isThere === isWatching ? { state: 'done', result: {} } : { state: 'not-done' }
  },
  invert: ({ key, isWatching, user, base }) => {
    if (base === undefined) return { why: `Whether ${user?.name ?? 'you'} watched it before is not known` }
    if (base === isWatching) return { operations: [] }
    return { operations: [{ kind: 'watch', key, isWatching: base, user, base: isWatching }] }
  },
}
