import * as oauth from 'oauth4webapi'
import { cleanServerText } from '../clean.ts'
import type { OAuth2Credential } from '../credential.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'
import { postForm, type Transport } from '../http.ts'
import type { Secret } from '../secret.ts'
import type { OAuth2Settings, Site } from '../site.ts'

/** Jira Data Center's OAuth 2.0 provider publishes no metadata: its paths under the base URL are fixed. */
export const endpointsOf = (baseUrl: string): oauth.AuthorizationServer & { authorization_endpoint: string } => ({
  issuer: baseUrl,
  authorization_endpoint: `${baseUrl}/rest/oauth2/latest/authorize`,
  token_endpoint: `${baseUrl}/rest/oauth2/latest/token`,
  revocation_endpoint: `${baseUrl}/rest/oauth2/latest/revoke`,
})

/** One site's token endpoint with the client's own credentials. */
export interface TokenEndpoint {
  readonly site: Site
  readonly settings: OAuth2Settings
  readonly clientSecret: Secret
  readonly transport?: Transport | undefined
  readonly signal?: AbortSignal | undefined
  readonly now: () => number
}

type Grant = 'code' | 'refresh' | 'revoke'

/** What an OAuth error means for us. Jira sends `invalid_request` for a code that it no longer knows. */
const codeOf = (error: string, grant: Grant): AuthErrorCode => {
  const name = error.trim().replaceAll(' ', '_')
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

const refusal = (error: oauth.ResponseBodyError, grant: Grant, secrets: readonly string[]): AuthError => {
  const code = codeOf(error.error, grant)
  const said = typeof error.error_description === 'string' ? `${error.error}: ${error.error_description}` : error.error
  return new AuthError(code, words[code] ?? 'The site refused the request', cleanServerText(said, secrets))
}

/** Throws for answers that do not come from a token endpoint in working order. */
const refuseOddStatus = (response: Response, host: string): void => {
  const { status } = response
  if (status >= 300 && status < 400) {
    const target = response.headers.get('location') ?? ''
    const to = URL.canParse(target) ? ` to ${cleanServerText(new URL(target).host)}` : ''
    throw new AuthError(
      'bad-answer',
      `${host} answered with a redirect${to}; the base URL may be wrong`,
      String(status),
    )
  }
  if (status >= 500 || status === 429) {
    throw new AuthError('network', `${host} cannot serve the request now`, `HTTP ${status}`)
  }
}

/** Some servers write `null` for what they leave out, or add an id token that was not asked for. */
const withoutOddities = async (response: Response): Promise<Response> => {
  const text = await response.text()
  const { status, headers } = response
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return new Response(text, { status, headers })
    const kept = Object.entries(body).filter(([name, value]) => value !== null && name !== 'id_token')
    return Response.json(Object.fromEntries(kept), { status })
  } catch {
    return new Response(text, { status, headers })
  }
}

const callOptions = (endpoint: TokenEndpoint) => ({
  [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> =>
    postForm(new URL(url), init.body, init.headers, {
      transport: endpoint.transport,
      insecureHttp: endpoint.site.insecureHttp,
      signal: endpoint.signal,
    }),
  // Whether plain http is allowed is decided for each request by `postForm`.
  [oauth.allowInsecureRequests]: true,
})

const translating = async <T>(work: () => Promise<T>, grant: Grant, host: string, secrets: readonly string[]) => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AuthError) throw error
    if (error instanceof oauth.ResponseBodyError) throw refusal(error, grant, secrets)
    // The library's errors hold the answer, and with it tokens: nothing of them is passed on.
    throw new AuthError('bad-answer', `${host} did not answer as an OAuth 2.0 server does`)
  }
}

const toCredential = (answer: oauth.TokenEndpointResponse, endpoint: TokenEndpoint): OAuth2Credential => {
  const obtainedAt = endpoint.now()
  if (!/^[\u0021-\u007e]+$/u.test(answer.access_token)) {
    throw new AuthError('bad-answer', 'The site gave a token that cannot stand in a header')
  }
  return {
    method: 'oauth2',
    baseUrl: endpoint.site.baseUrl,
    accessToken: answer.access_token,
    obtainedAt,
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(answer.expires_in === undefined ? {} : { expiresAt: obtainedAt + answer.expires_in * 1000 }),
    ...(answer.scope === undefined ? {} : { scope: answer.scope }),
  }
}

/** Swaps the code of a validated callback for tokens. Throws `code-expired`, `invalid-client`, `bad-answer`, `network`. */
export const exchangeCode = (
  endpoint: TokenEndpoint,
  callback: URLSearchParams,
  check: { readonly state: string; readonly codeVerifier: string },
): Promise<OAuth2Credential> => {
  const { site, settings, clientSecret } = endpoint
  const [server, client] = [endpointsOf(site.baseUrl), { client_id: settings.clientId }]
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
      refuseOddStatus(response, new URL(site.baseUrl).host)
      const answer = await withoutOddities(response)
      return toCredential(await oauth.processAuthorizationCodeResponse(server, client, answer), endpoint)
    },
    'code',
    new URL(site.baseUrl).host,
    secrets,
  )
}

/**
 * Swaps a refresh token for a new pair (RFC 6749 section 6). Throws `sign-in-needed` (`invalid_grant`),
 * `invalid-client`, `bad-answer`, `network`.
 */
export const exchangeRefreshToken = (endpoint: TokenEndpoint, refreshToken: string): Promise<OAuth2Credential> => {
  const { site, settings, clientSecret } = endpoint
  const [server, client] = [endpointsOf(site.baseUrl), { client_id: settings.clientId }]
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
      refuseOddStatus(response, new URL(site.baseUrl).host)
      const answer = await withoutOddities(response)
      return toCredential(await oauth.processRefreshTokenResponse(server, client, answer), endpoint)
    },
    'refresh',
    new URL(site.baseUrl).host,
    [clientSecret.reveal(), refreshToken],
  )
}

/** Makes the site forget a token (RFC 7009). Throws like the exchanges. */
export const revokeToken = (
  endpoint: TokenEndpoint,
  token: string,
  hint: 'access_token' | 'refresh_token',
): Promise<void> => {
  const { site, settings, clientSecret } = endpoint
  return translating(
    async () => {
      const response = await oauth.revocationRequest(
        endpointsOf(site.baseUrl),
        { client_id: settings.clientId },
        oauth.ClientSecretPost(clientSecret.reveal()),
        token,
        { ...callOptions(endpoint), additionalParameters: { token_type_hint: hint } },
      )
      refuseOddStatus(response, new URL(site.baseUrl).host)
      await oauth.processRevocationResponse(response)
    },
    'revoke',
    new URL(site.baseUrl).host,
    [clientSecret.reveal(), token],
  )
}
