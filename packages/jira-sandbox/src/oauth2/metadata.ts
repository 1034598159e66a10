import type { Site, SiteRoute } from '../site.ts'
import { scopes } from './scopes.ts'

/** What the provider tells about itself (RFC 8414), where a site has it at all; it does not mention PKCE. */
export const metadataRoutes = ({ persona, baseUrl }: Site): readonly SiteRoute[] => {
  const { metadataPath: path, serviceAccounts } = persona
  if (path === undefined) return []
  const provider = `${baseUrl}/rest/oauth2/latest`
  const json = {
    issuer: baseUrl,
    authorization_endpoint: `${provider}/authorize`,
    token_endpoint: `${provider}/token`,
    revocation_endpoint: `${provider}/revoke`,
    scopes_supported: scopes,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', ...(serviceAccounts ? ['client_credentials'] : [])],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    revocation_endpoint_auth_methods_supported: ['client_secret_post'],
  }
  return [{ method: 'GET', path, unguarded: true, handle: () => ({ status: 200, json }) }]
}
