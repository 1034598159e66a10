import type { IssueKey } from '@mmd/jira-api/model'
import { inheritIssue } from '../history/inherit.ts'
import { isLocalKey, localKey } from '../operations/local-key.ts'
import type { CreateOperation, Operation } from '../operations/operation.ts'
import type { Store } from '../store/store.ts'

/** Where the copy counts the issues that were made here. */
const counter = 'local-keys'

/**
 * Gives issues that are to be made local keys of their own, unless they have them, also in what else the same change does with
 * them. Belongs into the transaction of the change.
 */
export const withLocalKeys = <T extends { readonly operation: Operation; readonly undoes?: number }>(
  store: Store,
  items: readonly T[],
): readonly T[] => {
  const keys = new Map<IssueKey, IssueKey>()
  const given = new Set<IssueKey>()
  return items.map((item) => {
    const { operation } = item
    if (operation.kind === 'create') {
      const isOwn = isFree(store, operation.key) && !given.has(operation.key)
      const key = isOwn ? operation.key : nextKey(store, operation, given)
      keys.set(operation.key, key)
      const gone = inheritIssue(store, item.undoes, key)
      if (gone !== null) keys.set(gone, key)
      given.add(key)
    }
    return keys.size === 0 ? item : { ...item, operation: renamed(operation, keys) }
  })
}

const isFree = (store: Store, key: IssueKey): boolean =>
  isLocalKey(key) && store.issues.row(key) === undefined && store.outbox.openOf(key).length === 0

const nextKey = (store: Store, { shown }: CreateOperation, given: ReadonlySet<IssueKey>): IssueKey => {
  const counted = store.catalogues.get(counter)?.value
  for (let n = typeof counted === 'number' ? counted + 1 : 1; ; n += 1) {
    const key = localKey(shown.project.key, n)
    if (!isFree(store, key) || given.has(key)) continue
    store.catalogues.put(counter, n, 0)
    return key
  }
}

const renamed = (operation: Operation, keys: ReadonlyMap<IssueKey, IssueKey>): Operation => {
  const moved = { ...operation, key: keys.get(operation.key) ?? operation.key }
  if (moved.kind === 'link') return { ...moved, other: keys.get(moved.other) ?? moved.other }
  if (moved.kind !== 'create' || !moved.shown.parent) return moved
  const { parent } = moved.shown
  return { ...moved, shown: { ...moved.shown, parent: { ...parent, key: keys.get(parent.key) ?? parent.key } } }
}
