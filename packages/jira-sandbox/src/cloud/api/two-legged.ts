import type { Answer, Route } from '../../exchange.ts'
import { tokenError } from '../auth/answers.ts'
import { clientOf, wrongSecret } from '../auth/client-authentication.ts'
import { readFields } from '../auth/fields.ts'
import { issueTokens } from '../auth/issue-tokens.ts'
import type { SiteCredentials } from '../clients.ts'
import type { Cloud } from '../cloud.ts'
import type { AccessGrant } from '../tokens/access-tokens.ts'

const forSite = (cloud: Cloud, client: SiteCredentials, fields: URLSearchParams): Answer => {
  const { twoLeggedAudience, twoLeggedLifetimeSeconds } = cloud.switches
  const audience = fields.get('audience') ?? ''
  if (audience !== 'api.atlassian.com' && (audience !== '' || twoLeggedAudience === 'required')) {
    return tokenError(403, 'access_denied', 'The audience is not known.')
  }
  const grant: AccessGrant = {
    kind: 'site-credentials',
    clientId: client.clientId,
    userKey: undefined,
    scopes: client.scopes,
    cloudIds: undefined,
  }
  return issueTokens(cloud, grant, twoLeggedLifetimeSeconds, undefined)
}

/** `POST /oauth/token` of the API host: for the OAuth credentials of a site (2LO), which act for nobody. */
export const twoLeggedRoute = (cloud: Cloud): Route => ({
  method: 'POST',
  path: '/oauth/token',
  handle: (exchange) => {
    const fields = readFields(exchange)
    if (fields?.get('grant_type') !== 'client_credentials') {
      return tokenError(400, 'invalid_request', 'grant_type must be client_credentials')
    }
    const client = clientOf(cloud, exchange, fields)
    return client?.kind === 'site-credentials' ? forSite(cloud, client, fields) : wrongSecret(cloud)
  },
})
