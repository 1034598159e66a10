import { isJiraApiError } from '../errors.ts'
import { joinUrl } from './base-url.ts'
import { callContext } from './call-context.ts'
import { abortable } from './call-scope.ts'
import { endpointOf, writtenIssueOf } from './endpoint.ts'
import type { EtagCache, KeptAnswer } from './etag-cache.ts'
import type { Authorize, Call, HttpPorts } from './http.ts'
import { judgeAnswer } from './judge-answer.ts'
import type { Pass } from './limiter.ts'
import { maskCredential } from './mask-credential.ts'
import { rateFactsOf } from './rate-facts.ts'
import type { Outcome, TryNumber } from './retries.ts'
import type { RawAnswer, StreamBody, TextBody } from './transport.ts'

/** What one try needs besides the call. */
export interface Try extends TryNumber {
  readonly authorize: Authorize
}

/** A call as errors and logs name it. */
export const nameOf = (call: Pick<Call, 'method' | 'path'>): string => `${call.method} /${call.path.join('/')}`

const bodyOf = ({ json, body }: Call): TextBody | StreamBody | undefined =>
  json === undefined ? body : { type: 'application/json', text: JSON.stringify(json) }

const lengthOf = (body: TextBody | StreamBody | undefined): number => {
  if (body === undefined) return 0
  return 'text' in body ? Buffer.byteLength(body.text) : body.length
}

/** Waits for a slot at the host, telling who wants to know why. */
export const admit = (ports: HttpPorts, call: Call): Promise<Pass> => {
  const { method, path, signal } = call
  const endpoint = endpointOf(method, path)
  const { priority, patienceMs } = callContext()
  return ports.limiter.enter({
    priority,
    endpoint,
    issue: writtenIssueOf(method, path),
    name: nameOf(call),
    signal,
    patienceMs,
    onWait: ports.waits.track({ endpoint, priority }),
  })
}

/** What an answer is kept under; undefined for a call whose answer never is. */
const keyOf = ({ method, headers = {} }: Call, url: URL): string | undefined =>
  method === 'GET' ? `${url.href} ${JSON.stringify(headers)}` : undefined

/** The answer that a 304 means is the one that was asked about; the new headers say who the site saw. */
const fresh = (
  etags: EtagCache,
  key: string | undefined,
  kept: KeptAnswer | undefined,
  answer: RawAnswer,
): RawAnswer => {
  if (answer.status === 304 && kept !== undefined)
    return { ...answer, status: 200, headers: { ...answer.headers, ...kept.headers }, text: kept.text }
  if (answer.status === 200 && key !== undefined) etags.put(key, answer)
  return answer
}

/** Some sites, and proxies, echo what they refuse. */
const withoutCredential = (answer: RawAnswer, authorization: string | undefined): RawAnswer => ({
  ...answer,
  headers: Object.fromEntries(
    Object.entries(answer.headers).map(([name, value]) => [
      name,
      typeof value === 'string' ? maskCredential(value, authorization) : value,
    ]),
  ),
  text: maskCredential(answer.text, authorization),
})

/** Sends a call once. Throws what `authorize` throws. */
export const attempt = async (
  ports: HttpPorts,
  call: Call,
  { authorize, count, since }: Try,
): Promise<Outcome<RawAnswer>> => {
  const { method, path, signal, maxBytes } = call
  const request = nameOf(call)
  const url = joinUrl(ports.baseUrl, path, call.query)
  const body = bodyOf(call)
  let authorization: string | undefined
  let pass: Pass | undefined
  let sentAt: number | undefined
  const entry = (status: number | undefined, bytes: number): void => {
    if (sentAt === undefined) return
    ports.onRequest?.({
      method,
      path: `/${path.join('/')}`,
      endpoint: endpointOf(method, path),
      status,
      bytes,
      bytesSent: lengthOf(body),
      ms: Math.round(ports.now() - sentAt),
      waitMs: Math.round(sentAt - since),
      attempt: count,
    })
  }
  try {
    pass = await admit(ports, call)
    authorization = await abortable(authorize({ method, url }), { signal, request })
    const key = keyOf(call, url)
    const kept = key === undefined ? undefined : ports.etags.get(key)
    const headers = { ...call.headers, ...(kept === undefined ? {} : { 'if-none-match': kept.etag }) }
    sentAt = ports.now()
    const answer = await ports.transport({ method, url, authorization, headers, body, maxBytes, signal, name: request })
    pass.done(rateFactsOf(answer.status, answer.headers, ports.now()))
    entry(answer.status, answer.bytes)
    const meant = fresh(ports.etags, key, kept, answer)
    const credentialSent = authorization !== undefined
    const told = meant.status < 400 ? meant : withoutCredential(meant, authorization)
    const error = judgeAnswer({ ...told, request, credentialSent, now: ports.now() })
    return error === undefined
      ? { answer: meant, status: meant.status, authorization }
      : { error, status: meant.status, authorization }
  } catch (error) {
    // What went wrong before the transport had it is none of its own errors, but for those of the wait.
    if (!isJiraApiError(error) || (sentAt === undefined && error.details.reason !== 'NOT_SENT')) throw error
    entry(error.details.status, 0)
    return { error, status: undefined, authorization }
  } finally {
    pass?.done()
  }
}
