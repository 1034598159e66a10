import type { User } from '@mmd/jira-api/model'
import { keepFile } from '../face/keep-file.ts'
import { overwrites } from '../history/supersede.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import { pendingId } from '../operations/pending-id.ts'
import { provisionalIssue } from '../operations/provisional-issue.ts'
import type { EditRefusal } from '../replica.ts'
import { isShown, shownRows } from '../rows/shown.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { dropOperation, isDroppable } from './drop-operation.ts'
import { rebaseOnto } from './rebase.ts'

/** What a decision about an operation works with. */
export interface Deciding {
  readonly store: Store
  readonly me: User
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** A person's choice for each field in conflict, by the field's id. */
export type Choices = Readonly<Record<string, 'mine' | 'theirs'>>

const again = { state: 'queued', error: null, notBefore: null, conflicts: null } as const

/** Puts a failed operation back into the queue; false: it is not failed. One that is outdated by a newer one is dropped. */
export const retryOperation = ({ store, me, now }: Deciding, id: number): boolean =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored?.state !== 'failed') return false
    // Sent behind a newer value of its field, it would undo that.
    if (isOutdated(store, stored)) dropOperation(store, stored, { me, now: now() })
    else {
      store.outbox.update(id, again)
      rebaseOnto(store, stored, undefined)
    }
    return true
  })

const isOutdated = (store: Store, { id, operation }: StoredOperation): boolean => {
  const { outbox } = store
  const others = [...outbox.openOf(operation.key), ...outbox.settledAfter(0, operation.key)]
  return others.some((other) => other.id > id && other.state !== 'failed' && overwrites(other.operation, operation))
}

/** Gives up an operation; false: it is being sent, or over. */
export const giveUp = ({ store, me, now }: Deciding, id: number): boolean =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored === undefined || !isDroppable(stored, now())) return false
    dropOperation(store, stored, { me, now: now() })
    return true
  })

const refusals: Readonly<Record<StoredOperation['state'], EditRefusal | null>> = {
  queued: null,
  failed: null,
  sending: 'on-its-way',
  unknown: 'on-its-way',
  conflict: 'conflict',
  sent: 'sent',
  dropped: 'gone',
}

/** Puts another operation in the place of a queued or failed one; any other stays as it is, and why is said. */
export const editOperation = ({ store, now }: Deciding, id: number, operation: Operation): EditRefusal | null =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored === undefined) return 'gone'
    const refusal = refusals[stored.state]
    if (refusal !== null) return refusal
    if (stored.operation.key !== operation.key) throw new TypeError('an operation stays with its issue')
    if (operation.kind === 'create') {
      store.issues.putRow(provisionalIssue(operation, pendingId(stored.mark)), now())
    }
    const rows = shownRows(store, operation.key, id)
    const kept = operation.kind === 'attach' ? keepFile(store.folder, stored.mark, operation) : operation
    const prepared = rows ? kindOf(kept).prepare(kept, rows) : kept
    store.outbox.update(id, { ...again, operation: prepared })
    rebaseOnto(store, { ...stored, operation: prepared }, isShown(stored) ? stored : undefined)
    return null
  })

/** Ends a conflict by a person's choices; false: there is none. */
export const resolveConflict = ({ store, me, now }: Deciding, id: number, choices: Choices): boolean =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored?.state !== 'conflict') return false
    const { operation, conflicts } = stored
    const resolved = kindOf(operation).resolve?.(operation, conflicts ?? [], choices) ?? null
    if (resolved === null) dropOperation(store, stored, { me, now: now() })
    else store.outbox.update(id, { ...again, operation: resolved })
    return true
  })
