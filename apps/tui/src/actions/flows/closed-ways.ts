import type { Operation, Replica } from '@mmd/replica'

/** Something that cannot be taken back. */
export interface ClosedWay {
  readonly key: Operation['key']
  /** As a sentence without its full stop. */
  readonly why: string
}

/** What cannot be taken back of these, and why. */
export const closedWays = (replica: Pick<Replica, 'wayBack'>, operations: readonly Operation[]): readonly ClosedWay[] =>
  operations.flatMap((operation) => {
    const way = replica.wayBack(operation)
    return 'closed' in way ? [{ key: operation.key, why: way.closed }] : []
  })
