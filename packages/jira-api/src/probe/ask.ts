import { joinUrl } from '../client/base-url.ts'
import { judgeAnswer } from '../client/judge-answer.ts'
import type { RawAnswer, Transport } from '../client/transport.ts'
import { isJiraApiError, JiraApiError } from '../errors.ts'

/** How a site answers one anonymous question: JSON, an error, or "ask there". */
export type Reply =
  | { readonly kind: 'json'; readonly json: unknown; readonly baseUrl: string }
  | { readonly kind: 'error'; readonly error: JiraApiError; readonly fromJira: boolean; readonly baseUrl: string }
  /** The site sends browsers to another path of its own, which may show its context path. */
  | { readonly kind: 'moved'; readonly to: URL; readonly error: JiraApiError }

const HOPS = 3

/** The new base URL when a redirect keeps the resource's path. */
const movedBase = (to: URL, path: readonly string[]): string | undefined => {
  const suffix = `/${path.join('/')}`
  return to.pathname.endsWith(suffix) ? to.origin + to.pathname.slice(0, -suffix.length) : undefined
}

/** Where a redirect points, if it stays on the host and does not give up TLS. */
const targetOf = (answer: RawAnswer, from: URL): URL | undefined => {
  if (answer.status < 300 || answer.status > 399) return undefined
  const to = URL.parse(answer.headers.location ?? '', from.href)
  if (to === null || to.hostname !== from.hostname || !/^https?:$/.test(to.protocol)) return undefined
  return from.protocol === 'https:' && to.protocol !== 'https:' ? undefined : to
}

const parse = (answer: RawAnswer, name: string, baseUrl: string): Reply => {
  const judged = judgeAnswer({ ...answer, request: name, credentialSent: false, now: Date.now() })
  const fromJira = 'x-arequestid' in answer.headers || 'x-ausername' in answer.headers
  if (judged !== undefined) return { kind: 'error', error: judged, fromJira, baseUrl }
  try {
    return { kind: 'json', json: JSON.parse(answer.text), baseUrl }
  } catch {
    const error = new JiraApiError('not-jira', 'This is not an answer of Jira', { request: name })
    return { kind: 'error', error, fromJira: false, baseUrl }
  }
}

/**
 * Asks one resource without a credential, following at most three redirects on the same host. Throws `JiraApiError`
 * only when the host could not be spoken to at all.
 */
export const ask = async (
  transport: Transport,
  base: string,
  path: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Reply> => {
  const name = `GET /${path.join('/')}`
  let baseUrl = base
  for (let hop = 0; ; hop += 1) {
    const url = joinUrl(baseUrl, path)
    const answer = await transport({ method: 'GET', url, signal, name })
    const reply = parse(answer, name, baseUrl)
    const to = targetOf(answer, url)
    if (to === undefined || hop === HOPS || reply.kind !== 'error') return reply
    const next = movedBase(to, path)
    if (next === undefined) return { kind: 'moved', to, error: reply.error }
    baseUrl = next
  }
}

/** True when the OAuth 2.0 provider answers; undefined when that could not be found out. */
export const isOAuth2Reachable = async (
  transport: Transport,
  baseUrl: string,
  signal: AbortSignal | undefined,
): Promise<boolean | undefined> => {
  const url = joinUrl(baseUrl, ['rest', 'oauth2', 'latest', 'authorize'])
  try {
    // Without parameters the provider redirects to its own error page; without a provider there is a 404.
    return (await transport({ method: 'GET', url, signal, name: 'GET /rest/oauth2/latest/authorize' })).status === 303
  } catch (error) {
    if (isJiraApiError(error, 'cancelled')) throw error
    return undefined
  }
}
