import type { IssueDetail } from '@mmd/jira-api/model'
import { asSiteError, type SiteError, toErrorData } from '../failure.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Sending } from '../operations/operation-kind.ts'
import { readCurrent } from '../operations/read-current.ts'
import { putDetails } from '../refresher/put-rows.ts'
import type { StoredOperation } from '../store/store.ts'
import { toPerformed } from './performed.ts'
import { over, type SenderPorts, type Turn } from './ports.ts'
import { settle } from './settle.ts'
import { judgeRead, judgeWrite, type Verdict } from './verdict.ts'

/** A step that was chosen from what the site offered so lately is checked by the site's own workflow. */
const freshMs = 10_000

/** First waits between tries, ms; then a minute. */
const pauses = [1_000, 2_000, 5_000, 15_000, 30_000] as const

export const pauseAfter = (attempts: number): number => pauses[attempts - 1] ?? 60_000

/** Takes a queued operation to its end, or back into the queue. */
export const sendOne = async (ports: SenderPorts, id: number): Promise<Turn> => {
  const claimed = claim(ports, id)
  if (claimed === null) return over
  let stored: StoredOperation
  let current: IssueDetail | undefined
  try {
    current = needsLook(claimed, ports.now())
      ? await readCurrent(ports.client, claimed.operation, ports.signal)
      : undefined
    const checked = current === undefined ? claimed : check(ports, claimed, current)
    if (checked === null) return over
    stored = checked
    const sending = await toSending(ports, stored, current)
    ports.signal.throwIfAborted()
    return await write(ports, markSent(ports, stored), sending)
  } catch (error) {
    return putBack(ports, claimed, asSiteError(error))
  }
}

/** Takes it in hand, durably, before any request leaves; null: somebody has taken it back. */
const claim = ({ store }: SenderPorts, id: number): StoredOperation | null =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored?.state !== 'queued') return null
    store.outbox.update(id, { state: 'sending', attempts: stored.attempts + 1, error: null, notBefore: null })
    return store.outbox.get(id) ?? null
  })

/** One GET before the write: what is there must be what the change was made from. */
const needsLook = ({ operation, performedAt, firstSentAt }: StoredOperation, now: number): boolean => {
  const kind = kindOf(operation)
  const isFresh = operation.kind === 'transition' && firstSentAt === null && now - performedAt < freshMs
  return (kind.conflicts !== undefined && !isFresh) || kind.remember !== undefined
}

/** Compares with the site; null: it is in conflict now, or done already. What it was made from is filled in. */
const check = ({ store, now }: SenderPorts, stored: StoredOperation, current: IssueDetail): StoredOperation | null =>
  store.transaction(() => {
    const moment = { order: store.outbox.lastOrder(), askedAt: now() }
    putDetails(store, [current], { moment, arrivals: 'read' })
    const kind = kindOf(stored.operation)
    const conflicts = kind.conflicts?.(stored.operation, current) ?? []
    if (conflicts.length > 0) {
      store.outbox.update(stored.id, { state: 'conflict', conflicts })
      return null
    }
    if (kind.isDone?.(stored.operation, current) === true) {
      settle(store, stored, {}, now())
      return null
    }
    const prepared = kind.prepare(stored.operation, { issue: current, detail: current, remoteLinks: undefined })
    const remember = stored.firstSentAt === null ? kindOf(prepared).remember : undefined
    const operation = remember?.(prepared, current) ?? prepared
    store.outbox.update(stored.id, { operation })
    return { ...stored, operation }
  })

export const toSending = async (
  ports: SenderPorts,
  stored: StoredOperation,
  current: IssueDetail | undefined,
): Promise<Sending> => ({
  ...toPerformed(stored),
  client: ports.client,
  deployment: ports.deployment,
  me: await ports.me(),
  signal: ports.signal,
  current: current ?? ports.store.issues.detail(stored.operation.key)?.value,
  firstSentAt: stored.firstSentAt === null ? null : new Date(stored.firstSentAt).toISOString(),
})

/** From here on it may have been done: durably, before the request leaves. */
const markSent = ({ store, now }: SenderPorts, stored: StoredOperation): StoredOperation => {
  const firstSentAt = stored.firstSentAt ?? now()
  store.outbox.update(stored.id, { firstSentAt })
  return { ...stored, firstSentAt }
}

const write = async (ports: SenderPorts, stored: StoredOperation, sending: Sending): Promise<Turn> => {
  const { store, now } = ports
  const kind = kindOf(stored.operation)
  try {
    const result = await kind.send?.(stored.operation, sending)
    settle(store, stored, result ?? {}, now())
    return over
  } catch (cause) {
    // A value that cannot be written is found out before anything is sent.
    const error = asSiteError(cause)
    const verdict: Verdict = cause instanceof TypeError ? { kind: 'refused' } : judgeWrite(error)
    if (verdict.kind !== 'unknown') return putDown(ports, stored, error, verdict)
    store.outbox.update(stored.id, { state: 'unknown', error: toErrorData(error) })
    return { kind: 'look', at: now() + verdict.graceMs }
  }
}

/** After a request that only looked, so that nothing was sent. */
const putBack = (ports: SenderPorts, stored: StoredOperation, error: SiteError): Turn =>
  putDown(ports, stored, error, judgeRead(error))

export const putDown = (
  { store, now }: SenderPorts,
  stored: StoredOperation,
  error: SiteError,
  verdict: Exclude<Verdict, { readonly kind: 'unknown' }>,
): Turn => {
  const data = toErrorData(error)
  if (verdict.kind === 'refused') {
    store.outbox.update(stored.id, { state: 'failed', error: data })
    return over
  }
  const notBefore = now() + (verdict.retryAfterMs ?? pauseAfter(stored.attempts))
  store.outbox.update(stored.id, { state: 'queued', error: data, notBefore })
  return { kind: 'wait', why: verdict.why, stored: { ...stored, notBefore } }
}
