import type { NewCredential, OAuth1Credential } from '../credential.ts'
import { AuthError } from '../errors.ts'
import { send } from '../http.ts'
import { refuseOddStatus } from '../sign-in/odd-status.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { type Consumer, signRequest } from './authorize.ts'
import { endpointsOf } from './endpoints.ts'
import { type Problem, problemAmong, problemError, problemInChallenge, type Step } from './problem.ts'
import type { Parameter } from './signature.ts'
import { parseForm, parseTokenAnswer, type TokenAnswer } from './token-answer.ts'

/** One site's provider, and in whose name it is asked. */
export interface Provider {
  readonly site: Site
  readonly consumer: Consumer
  readonly transport?: Transport | undefined
  readonly signal?: AbortSignal | undefined
}

/** An access token that is not stored yet. */
export type OAuth1Token = Extract<NewCredential, Pick<OAuth1Credential, 'method'>>

const problemOf = (form: URLSearchParams | undefined, challenge: string | null): Problem | undefined =>
  (form === undefined ? undefined : problemAmong(form)) ??
  (challenge === null ? undefined : problemInChallenge(challenge))

/** Asks for a token, with everything of the protocol in the header (RFC 5849 section 3.5.1) and nothing in the body. */
const ask = async (
  { site, consumer, transport, signal }: Provider,
  { step, url, extra }: { readonly step: Step; readonly url: URL; readonly extra: readonly Parameter[] },
): Promise<TokenAnswer> => {
  const authorization = signRequest(consumer, { method: 'POST', url }, extra)
  const headers = { authorization, accept: '*/*' }
  const { insecureHttp } = site
  const response = await send({ method: 'POST', url, headers }, { transport, signal, insecureHttp })
  refuseOddStatus(response, url.host)
  const form = parseForm(await response.text())
  const problem = problemOf(form, response.headers.get('www-authenticate'))
  if (problem !== undefined) {
    const clocks = { now: consumer.now(), serverDate: response.headers.get('date') }
    const secrets = extra.filter(([name]) => name !== 'oauth_callback').map(([, value]) => value)
    throw problemError(problem, step, { clocks, secrets })
  }
  if (response.status !== 200 || form === undefined) {
    throw new AuthError(
      'bad-answer',
      `${url.host} did not answer as an OAuth 1.0a provider does`,
      `HTTP ${response.status}`,
    )
  }
  return parseTokenAnswer(form)
}

/**
 * Gets a request token for one sign-in (RFC 5849 section 2.1); `callback` is the address that the browser is sent to, or
 * `oob`. A provider that does not confirm the callback speaks OAuth 1.0, where a stranger can have somebody else give
 * consent to his sign-in, and is refused. Throws `invalid-client`, `clock-skew`, `bad-answer`, `network`, `cancelled`,
 * `insecure-url`.
 */
export const askRequestToken = async (provider: Provider, callback: string): Promise<string> => {
  const url = endpointsOf(provider.site.baseUrl).requestToken
  const answer = await ask(provider, { step: 'request-token', url, extra: [['oauth_callback', callback]] })
  if (answer.isCallbackConfirmed) return answer.token
  throw new AuthError('bad-answer', `${url.host} speaks OAuth 1.0, which is not safe: it did not confirm the callback`)
}

/** Swaps the verifier for an access token (RFC 5849 section 2.3). Throws like `askRequestToken`, `code-expired`, `consent-refused`. */
export const askAccessToken = async (
  provider: Provider,
  { requestToken, verifier }: { readonly requestToken: string; readonly verifier: string },
): Promise<OAuth1Token> => {
  const url = endpointsOf(provider.site.baseUrl).accessToken
  const extra: readonly Parameter[] = [
    ['oauth_token', requestToken],
    ['oauth_verifier', verifier],
  ]
  const { token, tokenSecret, sessionHandle, expiresIn } = await ask(provider, { step: 'access-token', url, extra })
  const obtainedAt = provider.consumer.now()
  return {
    method: 'oauth1',
    token,
    tokenSecret,
    obtainedAt,
    ...(sessionHandle === undefined ? {} : { sessionHandle }),
    ...(expiresIn === undefined ? {} : { expiresAt: obtainedAt + expiresIn * 1000 }),
  }
}
