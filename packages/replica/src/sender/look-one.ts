import { asSiteError, type SiteErrorData, toErrorData } from '../failure.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Looked } from '../operations/operation-kind.ts'
import type { StoredOperation } from '../store/store.ts'
import { advance } from './advance.ts'
import { over, type SenderPorts, type Turn } from './ports.ts'
import { pauseAfter, toSending } from './send-one.ts'
import { settle } from './settle.ts'
import { judgeRead } from './verdict.ts'

/** Times that the answer to one operation gets lost, and it is found not to be done, before a person is asked. */
const mostLosses = 5

/** What is known of an operation's outcome only as long as this process lives. */
export interface Doubt {
  /** Before, by `elapsed`, "not there" may only mean "not there yet". */
  readonly sureAt: number
  /** Looks that failed or did not tell. */
  readonly looks: number
  /** Answers to it that got lost. */
  readonly losses: number
}

/** An outcome that nobody can find out. */
const uncertain = (why: string): SiteErrorData => ({ name: 'ReplicaError', code: 'outcome-unknown', message: why })

/** Asks the site whether an operation whose answer got lost was done, and ends it or puts it back into the queue. */
export const lookOne = async (ports: SenderPorts, stored: StoredOperation, doubt: Doubt): Promise<Turn> => {
  const { store, now, elapsed } = ports
  // What the site was asked first it answered first: a request may have arrived behind that.
  const began = elapsed()
  const looked = await look(ports, stored)
  switch (looked.state) {
    case 'done':
      settle(store, stored.id, looked.result, now())
      return over
    case 'not-done': {
      const afterMs = doubt.sureAt - began
      if (afterMs > 0) return { kind: 'look', afterMs }
      const isHopeless = doubt.losses >= mostLosses
      advance(store, stored.id, 'unknown', isHopeless ? { state: 'failed' } : { state: 'queued', notBefore: null })
      return over
    }
    case 'later':
      return { kind: 'look', afterMs: looked.afterMs }
    case 'unclear':
      advance(store, stored.id, 'unknown', { state: 'failed', error: uncertain(looked.why) })
      return over
    case 'failed':
      return afterFailure(ports, stored, doubt, looked.error)
  }
}

const look = async (
  ports: SenderPorts,
  stored: StoredOperation,
): Promise<Looked | { readonly state: 'failed'; readonly error: unknown }> => {
  try {
    const sending = toSending(ports, stored, await ports.me(), undefined)
    return (
      (await kindOf(stored.operation).look?.(stored.operation, sending)) ?? { state: 'unclear', why: 'No answer came' }
    )
  } catch (error) {
    return { state: 'failed', error }
  }
}

/** What hinders looking hinders everything, unless the site will not show this issue any more. */
const afterFailure = (
  { store, now, signal }: SenderPorts,
  stored: StoredOperation,
  doubt: Doubt,
  cause: unknown,
): Turn => {
  // It is our own doing, and tells nothing.
  if (signal.aborted) return over
  const error = asSiteError(cause)
  const verdict = judgeRead(error)
  if (verdict.kind === 'refused') {
    advance(store, stored.id, 'unknown', {
      state: 'failed',
      error: uncertain(`No answer came, and looking is refused: ${error.message}`),
    })
    return over
  }
  const { why, isOfIssue, retryAfterMs } = verdict
  const notBefore = now() + (retryAfterMs ?? pauseAfter(doubt.looks))
  advance(store, stored.id, 'unknown', { error: toErrorData(error), notBefore })
  return { kind: 'wait', why, isOfIssue, notBefore }
}
