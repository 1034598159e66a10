import type { Replica } from '../replica.ts'
import { pressOf } from './press.ts'
import { splitKey } from './qualified-key.ts'
import { type Router, withKey } from './router.ts'

/** What is done. */
export type Acting = Pick<
  Replica,
  | 'perform'
  | 'performAll'
  | 'settled'
  | 'retry'
  | 'drop'
  | 'edit'
  | 'resolve'
  | 'wayBack'
  | 'markRead'
  | 'visit'
  | 'putDraft'
>

/** What is done to a row goes to its own site; several rows become one change on each of their sites. */
export const combinedActing = (router: Router): Acting => ({
  perform: (operation) => {
    const { key, ...member } = router.of(operation.key)
    return router.toRecord(member, member.replica.perform(withKey(operation, key)))
  },
  performAll: (operations, title) => {
    const groups = [...Map.groupBy(operations, ({ key }) => router.of(key).site).values()]
    const press = pressOf(groups)
    return groups.flatMap((group) => {
      const [first] = group
      if (first === undefined) return []
      const member = router.of(first.key)
      const plain = group.map((operation) => withKey(operation, splitKey(operation.key).key))
      return member.replica.performAll(plain, title, press).map((record) => router.toRecord(member, record))
    })
  },
  settled: async (qualified) => {
    const { id, ...member } = router.ofId(qualified)
    return router.toRecord(member, await member.replica.settled(id))
  },
  retry: (qualified) => {
    const { id, replica } = router.ofId(qualified)
    replica.retry(id)
  },
  drop: (qualified) => {
    const { id, replica } = router.ofId(qualified)
    return replica.drop(id)
  },
  edit: (qualified, operation) => {
    const { id, replica } = router.ofId(qualified)
    return replica.edit(id, withKey(operation, splitKey(operation.key).key))
  },
  resolve: (qualified, choices) => {
    const { id, replica } = router.ofId(qualified)
    replica.resolve(id, choices)
  },
  wayBack: (operation) => {
    const { key, replica } = router.of(operation.key)
    return replica.wayBack(withKey(operation, key))
  },
  visit: (qualified) => {
    const { key, replica } = router.of(qualified)
    replica.visit(key)
  },
  markRead: (keys) => {
    for (const [{ replica }, plain] of router.group(keys)) replica.markRead(plain)
  },
  // A draft's name says what it is for, its site included, so that any copy may keep it.
  putDraft: (name, text) => {
    const keeper = router.members.find(({ replica }) => replica.draft(name) !== '') ?? router.members[0]
    keeper?.replica.putDraft(name, text)
  },
})
