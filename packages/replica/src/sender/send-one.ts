import type { IssueDetail, User } from '@mmd/jira-api/model'
import { asSiteError, type SiteError, toErrorData } from '../failure.ts'
import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'
import type { OperationResult, Sending } from '../operations/operation-kind.ts'
import { readCurrent } from '../operations/read-current.ts'
import { withSubject } from '../operations/with-subject.ts'
import { readCatalogue } from '../refresher/catalogues.ts'
import { putDetails } from '../refresher/put-rows.ts'
import { beginRead, type ReadMoment } from '../refresher/read-moment.ts'
import { learntTransitions } from '../refresher/transitions.ts'
import { customColumnIds } from '../rows/columns.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { advance } from './advance.ts'
import { toPerformed } from './performed.ts'
import { over, type SenderPorts, type Turn } from './ports.ts'
import { settle } from './settle.ts'
import { judgeRead, judgeWrite, type Verdict } from './verdict.ts'

/** A step that was chosen from what the site offered so lately is checked by the site's own workflow. */
const freshMs = 10_000

/** First waits between tries, ms; then a minute. */
const pauses = [1_000, 2_000, 5_000, 15_000, 30_000] as const

export const pauseAfter = (attempts: number): number => pauses[attempts - 1] ?? 60_000

/**
 * Takes a queued operation to its end, or back into the queue. What the copy throws goes through: nothing may be concluded from
 * it, and what is in hand is looked for once the copy can be written.
 */
export const sendOne = async (ports: SenderPorts, id: number): Promise<Turn> => {
  const claimed = claim(ports, id)
  if (claimed === null) return over
  const asked = await ask(ports, claimed)
  if ('error' in asked) return putBack(ports, claimed, asked.error)
  const stored = makeReady(ports, id, asked)
  if (stored === null) return over
  return write(ports, stored, toSending(ports, stored, asked.me, asked.compared))
}

/** Takes it in hand, durably, before any request leaves; null: somebody has taken it back. */
const claim = ({ store }: SenderPorts, id: number): StoredOperation | null =>
  store.transaction(() => {
    const stored = store.outbox.get(id)
    if (stored?.state !== 'queued') return null
    store.outbox.update(id, { state: 'sending', attempts: stored.attempts + 1, error: null, notBefore: null })
    return store.outbox.get(id) ?? null
  })

interface Asked {
  readonly me: User
  readonly moment: ReadMoment
  /** What is there now, where that matters. */
  readonly current: IssueDetail | undefined
  /** The same with what it is compared with, which may be more. */
  readonly compared: IssueDetail | undefined
}

/** What must be known before the write: of what is there now one GET, and one for a comment or worklog that did not come along. */
const ask = async (
  ports: SenderPorts,
  { operation, performedAt, firstSentAt }: StoredOperation,
): Promise<Asked | { readonly error: SiteError }> => {
  const { client, store, signal, now } = ports
  const kind = kindOf(operation)
  const age = now() - performedAt
  const isFresh = operation.kind === 'transition' && firstSentAt === null && age >= 0 && age < freshMs
  const needsLook = (kind.conflicts !== undefined && !isFresh) || kind.remember !== undefined
  try {
    const me = await ports.me()
    const moment = beginRead(ports)
    const columns = customColumnIds(store, operation.key)
    const current = needsLook ? await readCurrent(client, operation, signal, columns) : undefined
    const compared = current && (await withSubject(client, operation, current, signal))
    signal.throwIfAborted()
    return { me, moment, current, compared }
  } catch (error) {
    return { error: asSiteError(error) }
  }
}

/**
 * Compares with the site, and writes down what it was made from and that it may have been done from here on: durably, before
 * the request leaves. Null: it is in conflict now, or done already, or not to be sent any more.
 */
const makeReady = (
  { store, now }: SenderPorts,
  id: number,
  { current, compared, moment }: Omit<Asked, 'me'>,
): StoredOperation | null =>
  store.transaction(() => {
    if (current !== undefined) putDetails(store, [current], { moment, arrivals: 'read' })
    // Only now: its issue may have got another key by that.
    const stored = store.outbox.get(id)
    if (stored?.state !== 'sending') return null
    if (compared !== undefined && isHalted(store, stored, compared, now())) return null
    const operation = compared === undefined ? stored.operation : madeFrom(stored, compared)
    const firstSentAt = stored.firstSentAt ?? now()
    store.outbox.update(id, { operation, firstSentAt })
    return { ...stored, operation, firstSentAt }
  })

/** True when there is nothing to be sent: somebody else has changed the same, or it is as it should be. */
const isHalted = (store: Store, stored: StoredOperation, current: IssueDetail, now: number): boolean => {
  const { id, operation, firstSentAt } = stored
  const kind = kindOf(operation)
  const conflicts = kind.conflicts?.(operation, current) ?? []
  if (conflicts.length > 0) {
    store.outbox.update(id, { state: 'conflict', conflicts })
    return true
  }
  if (kind.isDone?.(operation, current) !== true) return false
  // Taking it back then has nothing to do, rather than no way.
  if (firstSentAt === null) store.outbox.update(id, { operation: madeFrom(stored, current) })
  settle(store, id, {}, now)
  return true
}

/** The operation with what it was made from, and what looking for it will have to know. */
const madeFrom = ({ operation, firstSentAt }: StoredOperation, current: IssueDetail): Operation => {
  const prepared = kindOf(operation).prepare(operation, { issue: current, detail: current, remoteLinks: undefined })
  const remember = firstSentAt === null ? kindOf(prepared).remember : undefined
  return remember?.(prepared, current) ?? prepared
}

export const toSending = (
  { client, deployment, signal, store, now }: SenderPorts,
  stored: StoredOperation,
  me: User,
  current: IssueDetail | undefined,
): Sending => ({
  ...toPerformed(stored),
  client: { ...client, transitions: learntTransitions({ client, store, now }) },
  deployment,
  me,
  signal,
  catalogue: (name) => readCatalogue({ client, store, now }, name, { signal }),
  current: current ?? store.issues.detail(stored.operation.key)?.value,
  firstSentAt: stored.firstSentAt === null ? null : new Date(stored.firstSentAt).toISOString(),
})

const write = async (ports: SenderPorts, stored: StoredOperation, sending: Sending): Promise<Turn> => {
  const { store, now, graces } = ports
  let result: OperationResult
  try {
    result = (await kindOf(stored.operation).send?.(stored.operation, sending)) ?? {}
  } catch (cause) {
    // A value that cannot be written is found out before anything is sent.
    const error = asSiteError(cause)
    const verdict: Verdict = cause instanceof TypeError ? { kind: 'refused' } : judgeWrite(error, graces)
    if (verdict.kind !== 'unknown') return putDown(ports, stored, error, verdict)
    advance(store, stored.id, 'sending', { state: 'unknown', error: toErrorData(error) })
    return { kind: 'lost', graceMs: verdict.graceMs }
  }
  settle(store, stored.id, result, now())
  return over
}

/** After a request that only looked, so that nothing was sent. */
const putBack = (ports: SenderPorts, stored: StoredOperation, error: SiteError): Turn => {
  if (!ports.signal.aborted) return putDown(ports, stored, error, judgeRead(error))
  // It is our own doing, and no reason to wait.
  advance(ports.store, stored.id, 'sending', { state: 'queued' })
  return over
}

const putDown = (
  { store, now }: SenderPorts,
  stored: StoredOperation,
  error: SiteError,
  verdict: Exclude<Verdict, { readonly kind: 'unknown' }>,
): Turn => {
  const data = toErrorData(error)
  if (verdict.kind === 'refused') {
    advance(store, stored.id, 'sending', { state: 'failed', error: data })
    return over
  }
  const { why, isOfIssue, retryAfterMs } = verdict
  const notBefore = now() + (retryAfterMs ?? pauseAfter(stored.attempts))
  advance(store, stored.id, 'sending', { state: 'queued', error: data, notBefore })
  return { kind: 'wait', why, isOfIssue, notBefore }
}
