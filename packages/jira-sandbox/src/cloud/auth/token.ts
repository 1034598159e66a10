import type { Answer, Route } from '../../exchange.ts'
import { verifies } from '../../oauth2/pkce.ts'
import type { CloudApp, ServiceAccount } from '../clients.ts'
import type { Cloud } from '../cloud.ts'
import { offlineAccess } from '../scopes.ts'
import type { AccessGrant } from '../tokens/access-tokens.ts'
import { tokenError } from './answers.ts'
import { clientOf, wrongSecret } from './client-authentication.ts'
import { readFields } from './fields.ts'
import { issueTokens } from './issue-tokens.ts'

const wrongGrantType = tokenError(
  400,
  'invalid_request',
  'grant_type must be one of [authorization_code|refresh_token|client_credentials]',
)

const notForThisClient = (status: number): Answer =>
  tokenError(status, 'unauthorized_client', 'The grant type is not enabled for the client.')

const invalidCode = tokenError(403, 'invalid_grant', 'Invalid authorization code')

const exchangeCode = (cloud: Cloud, app: CloudApp, fields: URLSearchParams): Answer => {
  const missing = ['code', 'redirect_uri'].find((name) => (fields.get(name) ?? '') === '')
  if (missing !== undefined) return tokenError(400, 'invalid_request', `The field ${missing} is missing.`)
  const code = fields.get('code') ?? ''
  const record = cloud.codes.find(code)
  if (record === undefined || record.grant.clientId !== app.clientId) return invalidCode
  if (record.redirectUri !== fields.get('redirect_uri')) return invalidCode
  const asked = cloud.switches.pkce === 'enforced' && record.challenge !== undefined
  if (asked && !verifies(record.challenge, fields.get('code_verifier') ?? '')) {
    return tokenError(403, 'invalid_grant', 'Failed to verify code verifier')
  }
  cloud.codes.use(code)
  const { grant } = record
  const refreshToken = grant.scopes.includes(offlineAccess) ? cloud.refreshTokens.start(grant) : undefined
  return issueTokens(cloud, grant, cloud.accessTokenLifetime, refreshToken)
}

const deadRefreshToken = ({ switches }: Cloud): Answer => {
  switch (switches.deadRefreshError) {
    case 'unauthorized-client':
      return tokenError(403, 'unauthorized_client', 'refresh_token is invalid')
    case 'invalid-grant':
      return tokenError(403, 'invalid_grant', 'Unknown or invalid refresh token.')
    case 'revoked':
      return tokenError(403, 'invalid_grant', 'Token was globally revoked')
  }
}

const refresh = (cloud: Cloud, app: CloudApp, fields: URLSearchParams): Answer => {
  const token = fields.get('refresh_token') ?? ''
  if (token === '') return tokenError(400, 'invalid_request', 'The field refresh_token is missing.')
  const owner = cloud.people.userByKey(cloud.refreshTokens.grantOf(token)?.userKey ?? null)
  if (owner?.active !== true) return deadRefreshToken(cloud)
  const exchanged = cloud.refreshTokens.exchange(token, app.clientId)
  if (exchanged === undefined) return deadRefreshToken(cloud)
  return issueTokens(cloud, exchanged.grant, cloud.accessTokenLifetime, exchanged.next)
}

const forServiceAccount = (cloud: Cloud, { clientId, userKey, scopes }: ServiceAccount): Answer => {
  const grant: AccessGrant = { kind: 'service-account', clientId, userKey, scopes, cloudIds: undefined }
  return issueTokens(cloud, grant, cloud.accessTokenLifetime, undefined)
}

const grantTypes = new Set(['authorization_code', 'refresh_token', 'client_credentials'])
const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

const answerFor = (cloud: Cloud, client: CloudApp | ServiceAccount, fields: URLSearchParams): Answer => {
  const grantType = fields.get('grant_type')
  if (grantType === 'client_credentials') {
    return client.kind === 'service-account' ? forServiceAccount(cloud, client) : notForThisClient(403)
  }
  if (client.kind !== 'app') return notForThisClient(403)
  return grantType === 'refresh_token' ? refresh(cloud, client, fields) : exchangeCode(cloud, client, fields)
}

/** `POST /oauth/token` of the authorization server: for apps and service accounts. */
export const tokenRoute = (cloud: Cloud): Route => ({
  method: 'POST',
  path: '/oauth/token',
  handle: (exchange) => {
    const fields = readFields(exchange)
    const grantType = fields?.get('grant_type') ?? ''
    if (fields !== undefined && grantType === deviceGrant) return notForThisClient(400)
    if (fields === undefined || !grantTypes.has(grantType)) return wrongGrantType
    const client = clientOf(cloud, exchange, fields)
    // Credentials of a site belong to the other host.
    if (client === undefined || client.kind === 'site-credentials') return wrongSecret(cloud)
    return answerFor(cloud, client, fields)
  },
})
