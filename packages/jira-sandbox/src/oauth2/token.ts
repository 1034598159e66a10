import type { Answer, Exchange } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'
import { noStore, type TokenErrorCode, tokenError } from './answers.ts'
import { grantByCredentials } from './client-credentials.ts'
import type { OAuthClient } from './clients.ts'
import { missingField } from './fields.ts'
import type { TokenPair } from './grants.ts'
import { verifies } from './pkce.ts'

const formType = 'application/x-www-form-urlencoded'

/** The form of a request; undefined when it is not one. */
export const readForm = ({ headers, body }: Exchange): URLSearchParams | undefined =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase() === formType
    ? new URLSearchParams(body.toString())
    : undefined

/** What Jira answers to JSON where it wants a form. */
export const notAForm: Answer = {
  status: 500,
  json: {
    message: `Form parameters can be read only from a request of type ${formType}.`,
    'status-code': 500,
    'stack-trace':
      'java.lang.IllegalStateException\n\tat com.example.oauth2.TokenResource.token(TokenResource.java:90)',
  },
}

/** True when the form carries the client's secret, or the site does not care. */
export const knowsSecret = (site: Site, client: OAuthClient, form: URLSearchParams): boolean =>
  !site.persona.clientSecretChecked || form.get('client_secret') === client.clientSecret

const issued = (site: Site, pair: TokenPair): Answer => ({
  status: 200,
  headers: noStore,
  json: {
    access_token: pair.accessToken,
    token_type: 'Bearer',
    expires_in: site.grants.lifetimes.accessSeconds,
    refresh_token: pair.refreshToken,
    scope: pair.scope,
    created_at: Math.floor(pair.createdAt / 1000),
  },
})

const exchangeCode = (site: Site, form: URLSearchParams): Answer => {
  const missing = missingField(site.persona, form, ['code', 'redirect_uri', 'client_id'])
  if (missing !== undefined) return missing
  const code = form.get('code') ?? ''
  if (site.grants.wasRedeemed(code)) {
    site.grants.revoke((pair) => pair.code === code)
    return tokenError(site.persona, 'invalid_grant', 'The code has been used already.')
  }
  const record = site.grants.findCode(code)
  if (record === undefined) return tokenError(site.persona, 'invalid_request', 'The code is unknown or too old.')
  const client = site.clients.find(form.get('client_id') ?? '')
  // The order is Jira's: the secret comes last, and PKCE does not take its place.
  const checks: readonly (readonly [passes: boolean, error: TokenErrorCode, text: string])[] = [
    [record.redirectUri === form.get('redirect_uri'), 'invalid_grant', 'The redirect_uri is not that of the code.'],
    [client?.redirectUri === record.redirectUri, 'invalid_client', 'The redirect_uri is no longer registered.'],
    [record.clientId === client?.clientId, 'invalid_grant', 'The code was given to another client.'],
    [verifies(record.challenge, form.get('code_verifier') ?? ''), 'invalid_grant', 'The code_verifier does not match.'],
    [client !== undefined && knowsSecret(site, client, form), 'invalid_client', 'The client_secret is wrong.'],
  ]
  const failed = checks.find(([passes]) => !passes)
  return failed === undefined
    ? issued(site, site.grants.redeem(record))
    : tokenError(site.persona, failed[1], failed[2])
}

const refresh = (site: Site, form: URLSearchParams): Answer => {
  const missing = missingField(site.persona, form, ['refresh_token', 'client_id'])
  if (missing !== undefined) return missing
  const client = site.clients.find(form.get('client_id') ?? '')
  if (client === undefined) return tokenError(site.persona, 'invalid_client', 'The client is unknown.')
  const pair = site.grants.findByRefreshToken(form.get('refresh_token') ?? '')
  if (pair === undefined || pair.clientId !== client.clientId) {
    return tokenError(site.persona, 'invalid_grant', 'The refresh token is unknown.')
  }
  // Sources disagree whether Jira asks for it here; the strict reading finds clients that forget it.
  if (site.strictRefreshRedirectUri && form.get('redirect_uri') !== pair.redirectUri) {
    return tokenError(site.persona, 'invalid_grant', 'The redirect_uri is missing or not that of the grant.')
  }
  if (!knowsSecret(site, client, form)) return tokenError(site.persona, 'invalid_client', 'The client_secret is wrong.')
  return issued(site, site.grants.rotate(pair))
}

/** `POST /rest/oauth2/latest/token`: a code or a refresh token for a new pair of tokens, or a service account's secret. */
export const tokenRoute = (site: Site): SiteRoute => ({
  method: 'POST',
  path: '/rest/oauth2/latest/token',
  unguarded: true,
  handle: (exchange) => {
    const form = readForm(exchange)
    if (form === undefined) return notAForm
    const missing = missingField(site.persona, form, ['grant_type'])
    if (missing !== undefined) return missing
    const grantType = form.get('grant_type')
    if (grantType === 'authorization_code') return exchangeCode(site, form)
    if (grantType === 'refresh_token') return refresh(site, form)
    if (grantType === 'client_credentials' && site.persona.serviceAccounts) return grantByCredentials(site, form)
    return tokenError(site.persona, 'unsupported_grant_type', 'The grant type is not supported.')
  },
})
