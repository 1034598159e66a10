import * as oauth from 'oauth4webapi'
import { cleanServerText } from '../clean.ts'
import type { ClientCredential, NewCredential, OAuth2Credential } from '../credential.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'
import { send } from '../http.ts'
import { parseJson } from '../json.ts'
import type { Secret } from '../secret.ts'
import type { OAuth2Settings, Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { serverOf } from './oauth2-server.ts'
import { refuseOddStatus } from './odd-status.ts'
import { tidyAnswer } from './tidy-answer.ts'

/** One site's token endpoint with the client's own credentials. */
export interface TokenEndpoint {
  readonly site: Site
  readonly settings: OAuth2Settings
  readonly clientSecret: Secret
  readonly transport?: Transport | undefined
  readonly signal?: AbortSignal | undefined
  readonly now: () => number
}

type Grant = 'code' | 'refresh' | 'client' | 'revoke'

/**
 * What an OAuth error means for us; the status does not tell. Jira sends `invalid_request` for a code that it no longer
 * knows. The cloud says `access_denied` to a wrong client secret, and `unauthorized_client` to a dead refresh token.
 */
const codeOf = (error: string, grant: Grant, isCloud: boolean): AuthErrorCode => {
  const name = error.trim().replaceAll(' ', '_')
  if (isCloud && name === 'access_denied') return 'invalid-client'
  if (isCloud && name === 'unauthorized_client' && grant === 'refresh') return 'sign-in-needed'
  if (name === 'invalid_grant') return grant === 'code' ? 'code-expired' : 'sign-in-needed'
  if (name === 'invalid_request' && grant === 'code') return 'code-expired'
  if (name === 'invalid_client' || name === 'unauthorized_client') return 'invalid-client'
  if (name === 'invalid_scope') return 'invalid-scope'
  return 'bad-answer'
}

const words: Partial<Record<AuthErrorCode, string>> = {
  'code-expired': 'The site no longer takes this code: it was used, or too old',
  'sign-in-needed': 'The site refused to renew the credential',
  'invalid-client': 'The site does not accept the client id, the client secret or the redirect URL',
  'invalid-scope': 'The site does not grant this scope to the client',
}

const refusal = (error: oauth.ResponseBodyError, asked: Asked): AuthError => {
  const { grant, site, secrets } = asked
  const code = codeOf(error.error, grant, site.deployment === 'cloud')
  const said = typeof error.error_description === 'string' ? `${error.error}: ${error.error_description}` : error.error
  return new AuthError(code, words[code] ?? 'The site refused the request', cleanServerText(said, secrets))
}

/** The answer without oddities that would cost its tokens; one that is no JSON object is left to be refused. */
const withoutOddities = async (response: Response): Promise<Response> => {
  const text = await response.text()
  const { status, headers } = response
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return new Response(text, { status, headers })
  return Response.json(tidyAnswer(body), { status })
}

/** One call of the endpoint, as far as its errors need to know. */
interface Asked {
  readonly grant: Grant
  readonly site: Site
  /** What must not appear in an error, in case the server echoes it. */
  readonly secrets: readonly string[]
}

const withoutChallenge = (response: Response): Response => {
  // A challenge header would hide the error in the body, which says more.
  response.headers.delete('www-authenticate')
  return response
}

const callOptions = (endpoint: TokenEndpoint) => ({
  [oauth.customFetch]: async (
    url: string,
    init: oauth.CustomFetchOptions<'POST', URLSearchParams>,
  ): Promise<Response> => {
    const { 'content-type': _, ...headers } = init.headers
    // The cloud documents JSON, Data Center fails on it.
    const body = endpoint.site.deployment === 'cloud' ? { json: Object.fromEntries(init.body) } : { form: init.body }
    const { transport, signal, site } = endpoint
    return withoutChallenge(
      await send(
        { method: 'POST', url: new URL(url), headers, ...body },
        { transport, insecureHttp: site.insecureHttp, signal },
      ),
    )
  },
  // Whether plain http is allowed is decided for each request by `send`.
  [oauth.allowInsecureRequests]: true,
})

const translating = async <T>(work: () => Promise<T>, asked: Asked, url: string): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AuthError) throw error
    if (error instanceof oauth.ResponseBodyError) throw refusal(error, asked)
    // The library's errors hold the answer, and with it tokens: nothing of them is passed on.
    throw new AuthError('bad-answer', `${new URL(url).host} did not answer as an OAuth 2.0 server does`)
  }
}

/** The answer, once it comes from a token endpoint in working order. */
const usableAnswer = async (response: Response, url: string): Promise<Response> => {
  refuseOddStatus(response, new URL(url).host)
  return withoutOddities(response)
}

const lifeOf = (answer: oauth.TokenEndpointResponse, now: number) => {
  if (!/^[\u0021-\u007e]+$/u.test(answer.access_token)) {
    throw new AuthError('bad-answer', 'The site gave a token that cannot stand in a header')
  }
  const ends = answer.expires_in === undefined ? {} : { expiresAt: now + answer.expires_in * 1000 }
  return { accessToken: answer.access_token, obtainedAt: now, ...ends }
}

const toCredential = (answer: oauth.TokenEndpointResponse, { site, now }: TokenEndpoint): OAuth2Tokens => ({
  method: site.deployment === 'cloud' ? 'oauth2-cloud' : 'oauth2',
  ...lifeOf(answer, now()),
  ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
  ...(answer.scope === undefined ? {} : { scope: answer.scope }),
})

/** A pair of tokens that is not stored yet. */
export type OAuth2Tokens = Extract<NewCredential, Pick<OAuth2Credential, 'method'>>

/** Swaps the code of a validated callback for tokens. Throws `code-expired`, `invalid-client`, `bad-answer`, `network`. */
export const exchangeCode = (
  endpoint: TokenEndpoint,
  callback: URLSearchParams,
  check: { readonly state: string; readonly codeVerifier: string },
): Promise<OAuth2Tokens> => {
  const { site, settings, clientSecret } = endpoint
  const [server, client] = [serverOf(site), { client_id: settings.clientId }]
  const secrets = [clientSecret.reveal(), check.codeVerifier, callback.get('code') ?? '']
  return translating(
    async () => {
      const validated = oauth.validateAuthResponse(server, client, callback, check.state)
      const response = await oauth.authorizationCodeGrantRequest(
        server,
        client,
        oauth.ClientSecretPost(clientSecret.reveal()),
        validated,
        settings.redirectUri,
        check.codeVerifier,
        callOptions(endpoint),
      )
      const answer = await usableAnswer(response, server.token_endpoint)
      return toCredential(await oauth.processAuthorizationCodeResponse(server, client, answer), endpoint)
    },
    { grant: 'code', site, secrets },
    server.token_endpoint,
  )
}

/**
 * Swaps a refresh token for a new pair (RFC 6749 section 6). Throws `sign-in-needed` (`invalid_grant`),
 * `invalid-client`, `bad-answer`, `network`.
 */
export const exchangeRefreshToken = (endpoint: TokenEndpoint, refreshToken: string): Promise<OAuth2Tokens> => {
  const { site, settings, clientSecret } = endpoint
  const [server, client] = [serverOf(site), { client_id: settings.clientId }]
  return translating(
    async () => {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        oauth.ClientSecretPost(clientSecret.reveal()),
        refreshToken,
        // Some versions of Jira refuse a renewal without it.
        { ...callOptions(endpoint), additionalParameters: { redirect_uri: settings.redirectUri } },
      )
      const answer = await usableAnswer(response, server.token_endpoint)
      return toCredential(await oauth.processRefreshTokenResponse(server, client, answer), endpoint)
    },
    { grant: 'refresh', site, secrets: [clientSecret.reveal(), refreshToken] },
    server.token_endpoint,
  )
}

/** What a client gets for itself, not stored yet. */
export type ClientTokens = Extract<NewCredential, Pick<ClientCredential, 'method'>>

/**
 * Gets a token for the client itself (RFC 6749 section 4.4), from `tokenUrl` where the cloud has more than one endpoint.
 * Throws `invalid-client`, `invalid-scope`, `bad-answer`, `network`.
 */
export const exchangeClientCredentials = (endpoint: TokenEndpoint, tokenUrl?: string): Promise<ClientTokens> => {
  const { site, settings, clientSecret, now } = endpoint
  const server = { ...serverOf(site), ...(tokenUrl === undefined ? {} : { token_endpoint: tokenUrl }) }
  const client = { client_id: settings.clientId }
  const isCloud = site.deployment === 'cloud'
  const parameters = isCloud ? { audience: 'api.atlassian.com' } : { scope: settings.scope }
  return translating(
    async () => {
      const response = await oauth.clientCredentialsGrantRequest(
        server,
        client,
        oauth.ClientSecretPost(clientSecret.reveal()),
        parameters,
        callOptions(endpoint),
      )
      const answer = await usableAnswer(response, server.token_endpoint)
      const tokens = await oauth.processClientCredentialsResponse(server, client, answer)
      const from = isCloud ? { tokenUrl: server.token_endpoint } : {}
      return { method: 'client-credentials', ...lifeOf(tokens, now()), ...from }
    },
    { grant: 'client', site, secrets: [clientSecret.reveal()] },
    server.token_endpoint,
  )
}

/** Makes the site forget a token (RFC 7009). Throws like the exchanges. */
export const revokeToken = (
  endpoint: TokenEndpoint,
  token: string,
  hint: 'access_token' | 'refresh_token',
): Promise<void> => {
  const { site, settings, clientSecret } = endpoint
  const server = serverOf(site)
  return translating(
    async () => {
      const response = await oauth.revocationRequest(
        server,
        { client_id: settings.clientId },
        oauth.ClientSecretPost(clientSecret.reveal()),
        token,
        { ...callOptions(endpoint), additionalParameters: { token_type_hint: hint } },
      )
      refuseOddStatus(response, new URL(server.revocation_endpoint).host)
      await oauth.processRevocationResponse(response)
    },
    { grant: 'revoke', site, secrets: [clientSecret.reveal(), token] },
    server.revocation_endpoint,
  )
}
