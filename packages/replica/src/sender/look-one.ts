import { asSiteError, type SiteErrorData, toErrorData } from '../failure.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Looked } from '../operations/operation-kind.ts'
import type { StoredOperation } from '../store/store.ts'
import { over, type SenderPorts, type Turn } from './ports.ts'
import { pauseAfter, toSending } from './send-one.ts'
import { settle } from './settle.ts'
import { judgeRead } from './verdict.ts'

/** Times that one operation is sent and found not to be done before a person is asked. */
const mostTries = 5

/** What is known of an operation's outcome only as long as this process lives. */
export interface Doubt {
  /** Epoch milliseconds: before, "not there" may only mean "not there yet". */
  readonly sureAt: number
  /** Looks that failed or did not tell. */
  readonly looks: number
}

/** An outcome that nobody can find out. */
const uncertain = (why: string): SiteErrorData => ({ name: 'ReplicaError', code: 'outcome-unknown', message: why })

/** Asks the site whether an operation whose answer got lost was done, and ends it or puts it back into the queue. */
export const lookOne = async (ports: SenderPorts, stored: StoredOperation, doubt: Doubt): Promise<Turn> => {
  const { store, now } = ports
  const looked = await look(ports, stored)
  switch (looked.state) {
    case 'done':
      settle(store, stored, looked.result, now())
      return over
    case 'not-done':
      if (now() < doubt.sureAt) return { kind: 'look', at: doubt.sureAt }
      if (stored.attempts < mostTries) store.outbox.update(stored.id, { state: 'queued', notBefore: null })
      else store.outbox.update(stored.id, { state: 'failed' })
      return over
    case 'later':
      return { kind: 'look', at: now() + looked.afterMs }
    case 'unclear':
      store.outbox.update(stored.id, { state: 'failed', error: uncertain(looked.why) })
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
    const sending = await toSending(ports, stored, undefined)
    return (
      (await kindOf(stored.operation).look?.(stored.operation, sending)) ?? { state: 'unclear', why: 'No answer came' }
    )
  } catch (error) {
    return { state: 'failed', error }
  }
}

/** What hinders looking hinders everything, unless the site will not show this issue any more. */
const afterFailure = ({ store, now }: SenderPorts, stored: StoredOperation, doubt: Doubt, cause: unknown): Turn => {
  const error = asSiteError(cause)
  const verdict = judgeRead(error)
  if (verdict.kind === 'refused') {
    store.outbox.update(stored.id, {
      state: 'failed',
      error: uncertain(`No answer came, and looking is refused: ${error.message}`),
    })
    return over
  }
  const notBefore = now() + (verdict.retryAfterMs ?? pauseAfter(doubt.looks))
  store.outbox.update(stored.id, { error: toErrorData(error), notBefore })
  return { kind: 'wait', why: verdict.why, stored: { ...stored, notBefore } }
}
