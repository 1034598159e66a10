import { JiraApiError } from '../errors.ts'
import { nameOf } from './attempt.ts'
import { callContext } from './call-context.ts'
import { abortable } from './call-scope.ts'
import { endpointOf } from './endpoint.ts'
import type { Authorize, Call, HttpPorts } from './http.ts'
import { retryDelay } from './retry-delay.ts'

/** How a try ended. `status` is undefined when no answer came; `authorization` is what was sent. */
export type Outcome<A> = { readonly authorization: string | undefined } & (
  | { readonly answer: A; readonly error?: undefined; readonly status: number }
  | { readonly error: JiraApiError; readonly status: number | undefined }
)

/** Which try it is. */
export interface TryNumber {
  /** 1 for the first. */
  readonly count: number
  /** When the call began, or the try before was over; epoch milliseconds. */
  readonly since: number
}

const isSafe = (call: Call): boolean => call.method === 'GET' || call.safe === true

/**
 * What was turned away for the rate was not done, whatever it was. All else is sent again only when it changes nothing: a
 * 503 too may come from a proxy that had passed the request on.
 */
const mayRetry = (call: Call, status: number | undefined): boolean => isSafe(call) || status === 429

/** False when the signal ended the wait. */
const paused = async (ports: HttpPorts, ms: number, call: Call): Promise<boolean> => {
  const told = ports.waits.track({ endpoint: endpointOf(call.method, call.path), priority: callContext().priority })
  told?.({ why: 'retry', until: ports.now() + ms })
  try {
    await abortable(ports.pause(ms, call.signal), { signal: call.signal, request: nameOf(call) })
    return true
  } catch {
    return false
  } finally {
    told?.(undefined)
  }
}

const cancelled = (call: Call): JiraApiError =>
  new JiraApiError('cancelled', 'The request was cancelled', { request: nameOf(call), reason: 'NOT_SENT' })

/** Sends calls again after passing troubles. */
export const withRetries = async <A>(
  ports: HttpPorts,
  call: Call,
  tryOnce: (number: TryNumber) => Promise<Outcome<A>>,
): Promise<Outcome<A>> => {
  const { patienceMs = Number.POSITIVE_INFINITY } = callContext()
  let since = ports.now()
  let waited = 0
  for (let count = 1; ; count += 1) {
    const outcome = await tryOnce({ count, since })
    if (outcome.error === undefined || !mayRetry(call, outcome.status)) return outcome
    const { reason, retryAfter } = outcome.error.details
    const delay = retryDelay({ attempt: count, status: outcome.status, reason, retryAfter }, ports.random())
    if (delay === undefined || waited + delay > patienceMs) return outcome
    waited += delay
    since = ports.now()
    if (!(await paused(ports, delay, call)))
      return { error: cancelled(call), status: undefined, authorization: outcome.authorization }
  }
}

/** So long none is asked for after the site did not take a new one: another would end the same. Milliseconds. */
const fruitlessFor = 60_000

/** A write is known not to have happened only when the site turned the caller away. */
const mayRepeat = (call: Call, status: number | undefined): boolean =>
  isSafe(call) || (status !== undefined && status >= 400)

/** Makes a call with whichever credential the site takes. */
export type WithCredential = <A>(
  call: Call,
  tries: (authorize: Authorize) => Promise<Outcome<A>>,
) => Promise<Outcome<A>>

/** Asks once a call for a new credential when the site treats one as nobody's. */
export const createCredentialRule = ({
  authorize,
  onDeadCredential,
  now,
}: Pick<HttpPorts, 'authorize' | 'onDeadCredential' | 'now'>): WithCredential => {
  /** The newest credential, where the site did not take it either. */
  let fruitless: { readonly header: string; readonly at: number } | undefined
  const isFruitless = (header: string): boolean => fruitless?.header === header && now() - fruitless.at < fruitlessFor

  return async (call, tries) => {
    const outcome = await tries(authorize)
    const { authorization } = outcome
    const isDead = outcome.error?.code === 'signed-out' && authorization !== undefined && !isFruitless(authorization)
    if (!isDead || onDeadCredential === undefined) return outcome
    const renewed = await abortable(onDeadCredential(authorization), { signal: call.signal, request: nameOf(call) })
    if (renewed === undefined || renewed === authorization || !mayRepeat(call, outcome.status)) return outcome
    const second = await tries(async () => renewed)
    if (second.error?.code === 'signed-out') fruitless = { header: renewed, at: now() }
    return second
  }
}
