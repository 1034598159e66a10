import type { Operation, Replica } from '@mmd/replica'

/** What cannot be taken back of these, and why, a line each. */
export const closedWays = (replica: Replica, operations: readonly Operation[]): readonly string[] =>
  operations.flatMap((operation) => {
    const way = replica.wayBack(operation)
    return 'closed' in way ? [`${operation.key}: ${way.closed}`] : []
  })
