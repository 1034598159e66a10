import type { OperationRecord } from '@mmd/replica'
import { presentError } from '../../present-error.ts'
import type { BulkModal, BulkRow } from './bulk-modal.ts'

/** How an issue of a change stands. */
export interface RowOutcome {
  readonly state: 'sent' | 'pending' | 'conflict' | 'failed' | 'stopped'
  /** What the site said, or why it waits. */
  readonly why: string
  /** Its operations that were refused. */
  readonly failed: readonly OperationRecord[]
}

/** What is not over yet, by id: looked up once for all rows. */
export type Outstanding = ReadonlyMap<number, OperationRecord>

export const outstandingOf = ({ run }: BulkModal): Outstanding =>
  new Map((run?.replica.operations() ?? []).map((record) => [record.id, record]))

const whyOf = ({ error, isUncertain, waitsBehind }: OperationRecord): string => {
  if (error !== null) {
    const { what, fields } = presentError(error, { isUncertain })
    const named = Object.values(fields).filter((words) => !what.includes(words))
    return [what, ...named].join(' · ')
  }
  return waitsBehind === null ? '' : 'It waits behind a change that was not taken'
}

/** What became of an issue; undefined for one that was left out. */
export const outcomeOf = ({ run }: BulkModal, { key }: BulkRow, outstanding: Outstanding): RowOutcome | undefined => {
  const ids = run?.ids.get(key)
  if (ids === undefined) return undefined
  const open = ids.flatMap((id) => outstanding.get(id) ?? [])
  const failed = open.filter(({ state }) => state === 'failed')
  const [refused] = failed
  if (refused !== undefined) return { state: 'failed', why: whyOf(refused), failed }
  if (open.some(({ state }) => state === 'conflict'))
    return { state: 'conflict', why: 'Somebody else changed the same meanwhile', failed: [] }
  const [waiting] = open
  if (waiting !== undefined) return { state: 'pending', why: whyOf(waiting), failed: [] }
  const stopped = ids.filter((id) => run?.stopped.has(id) === true)
  if (stopped.length === 0) return { state: 'sent', why: '', failed: [] }
  return {
    state: 'stopped',
    why: stopped.length === ids.length ? 'It was stopped before this' : 'It was stopped in the middle of this',
    failed: [],
  }
}

/** How many stand how. */
export type Tally = Readonly<Record<RowOutcome['state'], number>>

export const tallyOf = (modal: BulkModal, outstanding: Outstanding): Tally => {
  const tally = { sent: 0, pending: 0, conflict: 0, failed: 0, stopped: 0 }
  for (const row of modal.rows) {
    const outcome = outcomeOf(modal, row, outstanding)
    if (outcome !== undefined) tally[outcome.state] += 1
  }
  return tally
}
