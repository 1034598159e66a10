import type { IssueKey } from '@mmd/jira-api/model'
import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import type { StoredOperation } from '../store/store.ts'

/** True for operations that wait for a person's word. */
export const needsDecision = ({ state }: Pick<StoredOperation, 'state'>): boolean =>
  state === 'failed' || state === 'conflict'

/** Issues besides its own that must be there before an operation can be sent. */
export const otherIssues = (operation: Operation): readonly IssueKey[] => {
  if (operation.kind === 'link') return [operation.other]
  if (operation.kind === 'create' && operation.shown.parent) return [operation.shown.parent.key]
  return []
}

/** Open operations of an issue, oldest first. */
export type OpenOf = (key: IssueKey) => readonly StoredOperation[]

/**
 * True for a queued operation that nothing but a person sets going: an older one that touches the same was refused, or is in
 * conflict, or the issue that it is about could not be made.
 */
export const isHeld = (openOf: OpenOf, { id, operation }: Pick<StoredOperation, 'id' | 'operation'>): boolean => {
  const held = new Set<string>()
  for (const other of openOf(operation.key)) {
    if (other.id >= id) break
    const touches = kindOf(other.operation).touches(other.operation)
    if (!needsDecision(other) && !touches.some((one) => held.has(one))) continue
    if (other.operation.kind === 'create') return true
    for (const one of touches) held.add(one)
  }
  if (
    kindOf(operation)
      .touches(operation)
      .some((one) => held.has(one))
  )
    return true
  return otherIssues(operation).some((key) =>
    openOf(key).some((other) => other.operation.kind === 'create' && needsDecision(other)),
  )
}
