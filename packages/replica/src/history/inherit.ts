import type { Operation } from '../operations/operation.ts'
import type { OperationResult } from '../operations/operation-kind.ts'
import type { Store, StoredOperation } from '../store/store.ts'

/** Something on an issue that gets a new number when it is made again. */
interface Part {
  readonly name: 'comment' | 'worklog' | 'remote-link'
  readonly id: string
}

const takenAwayBy = (operation: Operation): Part | undefined => {
  if (operation.kind === 'delete-comment') return { name: 'comment', id: operation.id }
  if (operation.kind === 'delete-worklog') return { name: 'worklog', id: operation.id }
  if (operation.kind === 'delete-remote-link') return { name: 'remote-link', id: operation.link.id }
  return undefined
}

const idIn = ({ comment, worklog, remoteLinkId }: OperationResult, name: Part['name']): string | undefined => {
  if (name === 'comment') return comment?.id
  return name === 'worklog' ? worklog?.id : remoteLinkId
}

/** What an operation takes back, also over others that were dropped before they were sent. */
const takenBackBy = ({ outbox }: Store, undoes: number | null | undefined): StoredOperation | undefined => {
  for (let id = undoes ?? null; id !== null; ) {
    const before = outbox.get(id)
    if (before?.state !== 'dropped') return before
    id = before.undoes
  }
  return undefined
}

const withId = (operation: Operation, { name, id }: Part, now: string): Operation => {
  switch (operation.kind) {
    case 'edit-comment':
    case 'delete-comment': {
      const { base } = operation
      if (name !== 'comment' || operation.id !== id) return operation
      return { ...operation, id: now, ...(base === undefined ? {} : { base: { ...base, id: now } }) }
    }
    case 'edit-worklog':
    case 'delete-worklog': {
      const { base } = operation
      if (name !== 'worklog' || operation.id !== id) return operation
      return { ...operation, id: now, ...(base === undefined ? {} : { base: { ...base, id: now } }) }
    }
    case 'delete-remote-link': {
      const { link } = operation
      return name === 'remote-link' && link.id === id ? { ...operation, link: { ...link, id: now } } : operation
    }
    case 'put-remote-link': {
      const { base } = operation
      return name === 'remote-link' && base?.id === id ? { ...operation, base: { ...base, id: now } } : operation
    }
    default:
      return operation
  }
}

const resultWithId = (result: OperationResult, { name, id }: Part, now: string): OperationResult => {
  if (idIn(result, name) !== id) return result
  if (result.comment !== undefined) return { ...result, comment: { ...result.comment, id: now } }
  if (result.worklog !== undefined) return { ...result, worklog: { ...result.worklog, id: now } }
  return { ...result, remoteLinkId: now }
}

/**
 * What was taken away and is made again has another number: whatever was done to it before, and may be taken back or done again,
 * is about the new one. Belongs into the transaction in which the site has taken it.
 */
export const inherit = (store: Store, { operation: { key }, undoes }: StoredOperation, made: OperationResult): void => {
  const gone = takenBackBy(store, undoes)
  const part = gone && takenAwayBy(gone.operation)
  const now = part && idIn(made, part.name)
  if (part === undefined || now === undefined || now === part.id) return
  for (const { id, operation, result } of [...store.outbox.openOf(key), ...store.outbox.settledAfter(0, key)]) {
    // What was taken away stays so.
    if (id === gone?.id) continue
    const renamed = withId(operation, part, now)
    const told = result && resultWithId(result, part, now)
    if (renamed !== operation || told !== result) store.outbox.update(id, { operation: renamed, result: told })
  }
}

/** An issue that was deleted is made again, under a local key so far: what was done to it is about the new one. */
export const inheritIssue = (
  store: Store,
  undoes: number | undefined,
  localKey: Operation['key'],
): Operation['key'] | null => {
  const gone = takenBackBy(store, undoes)
  if (gone?.operation.kind !== 'delete-issue') return null
  const { id, operation } = gone
  store.outbox.rename(operation.key, localKey)
  // What was deleted stays so.
  store.outbox.update(id, { operation })
  return operation.key
}
