import type { Operation, OperationRecord } from '@mmd/replica'
import type { CommandContext } from '../invocation.ts'
import { createCounter } from '../output/counter.ts'
import type { Copy } from '../with-replica.ts'
import type { Prepared } from './write-issues.ts'
import { type Outcome, toOutcome, toUnchanged } from './write-report.ts'

/**
 * Puts everything into the outbox as one change, and waits until each is sent, refused, or waits for something that only a
 * person or time brings; another process may be the one who sends. Offline nothing is waited for, and Ctrl-C ends the
 * waiting alone: what was put there stays.
 */
export const performAll = async (
  context: CommandContext,
  copy: Copy,
  action: string,
  prepared: readonly Prepared[],
): Promise<readonly Outcome[]> => {
  context.signal.throwIfAborted()
  const operations = prepared.flatMap((one) => one.operations)
  if (operations.length === 0) return prepared.map(({ key }) => toUnchanged(key, action))
  for (const operation of operations) giveWay(copy, operation)
  const records = copy.replica.performAll(operations, '')
  const ended = await settleAll(context, copy, records)
  let at = 0
  return prepared.flatMap((one) => {
    const own = ended.slice(at, at + one.operations.length)
    at += one.operations.length
    return [own.length === 0 ? toUnchanged(one.key, action) : toOutcome(context, copy, { action, records: own })]
  })
}

/** Waits for operations that are in the outbox, and says how far it came where that was stopped. Gives them as they then are. */
export const settleAll = async (
  context: CommandContext,
  copy: Copy,
  records: readonly OperationRecord[],
): Promise<readonly OperationRecord[]> => {
  const { signal, output } = context
  const ended = await waitForAll(context, copy, records)
  if (copy.connected !== undefined && signal.aborted && !output.json) {
    output.note(`Stopped: ${sentWords(ended.map(({ state }) => state))}`)
  }
  return ended
}

/** The same without a word. */
export const waitForAll = async (
  { signal, environment }: CommandContext,
  { replica, connected }: Copy,
  records: readonly OperationRecord[],
): Promise<readonly OperationRecord[]> => {
  if (connected !== undefined && !signal.aborted) {
    const counter = createCounter(environment, 'sent', records.length)
    const all = Promise.all(records.map(({ id }) => replica.settled(id).then(() => counter.count())))
    await Promise.race([all, aborted(signal)])
    counter.stop()
  }
  return records.map((record) => replica.operation(record.id) ?? record)
}

/** How far it came when the waiting was ended. */
export const sentWords = (states: readonly string[]): string => {
  const countOf = (wanted: OperationRecord['state']): number => states.filter((state) => state === wanted).length
  const [sent, pending, conflicts] = [countOf('sent'), countOf('pending'), countOf('conflict')]
  const others = states.length - sent - pending - conflicts
  return [
    `${sent} of ${states.length} sent`,
    ...(others > 0 ? [`${others} not taken`] : []),
    ...(conflicts > 0 ? [`${conflicts} in conflict`] : []),
    `${pending} not waited for, which stay in the outbox until mmd-tui sync, or the screen, sends them`,
  ].join('; ')
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** A step that was refused is of no use once another one is to be gone: it would only hold that up. */
const giveWay = ({ replica }: Copy, { kind, key }: Operation): void => {
  if (kind !== 'transition') return
  for (const { id, operation, state, isUncertain } of replica.operations()) {
    const isRefused = (state === 'failed' && !isUncertain) || state === 'conflict'
    if (isRefused && operation.kind === kind && operation.key === key) replica.drop(id)
  }
}
