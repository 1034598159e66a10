import type { Answer, Exchange, Route } from '../../exchange.ts'
import type { Cloud } from '../cloud.ts'
import { noStore, tokenError } from './answers.ts'
import { clientOf, wrongSecret } from './client-authentication.ts'
import { readFields } from './fields.ts'

const discovery = ({ authUrl }: Cloud): Answer => ({
  status: 200,
  json: {
    issuer: authUrl,
    authorization_endpoint: `${authUrl}/authorize`,
    token_endpoint: `${authUrl}/oauth/token`,
    device_authorization_endpoint: `${authUrl}/oauth/device/code`,
    userinfo_endpoint: `${authUrl}/userinfo`,
    jwks_uri: `${authUrl}/.well-known/jwks.json`,
    registration_endpoint: `${authUrl}/oidc/register`,
    revocation_endpoint: `${authUrl}/oauth/revoke`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  },
})

const revoke = (cloud: Cloud, exchange: Exchange): Answer => {
  const fields = readFields(exchange)
  if (fields === undefined) return tokenError(400, 'invalid_request', 'The body is neither JSON nor a form.')
  const client = clientOf(cloud, exchange, fields)
  if (client === undefined) return wrongSecret(cloud)
  if (cloud.switches.revocation === 'refused') {
    return tokenError(403, 'unauthorized_client', 'The client may not revoke tokens.')
  }
  const token = fields.get('token') ?? ''
  const grant = cloud.refreshTokens.grantOf(token) ?? cloud.accessTokens.find(token)?.grant
  if (grant !== undefined && grant.clientId === client.clientId) {
    cloud.refreshTokens.end((other) => other === grant)
    cloud.accessTokens.revoke((other) => other === grant)
  }
  // An unknown token is no error (RFC 7009 section 2.2).
  return { status: 200, headers: noStore }
}

/** What else the authorization server offers: its description, revocation, and a device login that no app may use. */
export const otherAuthRoutes = (cloud: Cloud): readonly Route[] => [
  { method: 'GET', path: '/.well-known/openid-configuration', handle: () => discovery(cloud) },
  { method: 'POST', path: '/oauth/revoke', handle: (exchange) => revoke(cloud, exchange) },
  {
    method: 'POST',
    path: '/oauth/device/code',
    handle: () => tokenError(400, 'unauthorized_client', 'The grant type is not enabled for the client.'),
  },
]
