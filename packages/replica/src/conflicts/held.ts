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

/** Open operations by their issues. */
export const groupByIssue = (open: readonly StoredOperation[]): OpenOf => {
  const byKey = Map.groupBy(open, ({ operation }) => operation.key)
  return (key) => byKey.get(key) ?? []
}

/**
 * What a queued operation waits behind when nothing but a person sets it going: an older one that touches the same and was
 * refused, or is in conflict, or the making of the issue that it is about. Undefined: nothing holds it.
 */
export const holderOf = (
  openOf: OpenOf,
  { id, operation, state }: Pick<StoredOperation, 'id' | 'operation' | 'state'>,
): StoredOperation | undefined => {
  if (state !== 'queued') return undefined
  const holders = new Map<string, StoredOperation>()
  const holderAmong = (touches: readonly string[]): StoredOperation | undefined =>
    touches.map((one) => holders.get(one)).find((one) => one !== undefined)
  for (const other of openOf(operation.key)) {
    if (other.id >= id) break
    const touches = kindOf(other.operation).touches(other.operation)
    const holder = needsDecision(other) ? other : holderAmong(touches)
    if (holder === undefined) continue
    if (other.operation.kind === 'create') return holder
    for (const one of touches) if (!holders.has(one)) holders.set(one, holder)
  }
  return holderAmong(kindOf(operation).touches(operation)) ?? unmade(openOf, operation)
}

/** The making of another issue that an operation needs, when it was refused. */
const unmade = (openOf: OpenOf, operation: Operation): StoredOperation | undefined =>
  otherIssues(operation)
    .flatMap((key) => openOf(key))
    .find((other) => other.operation.kind === 'create' && needsDecision(other))
