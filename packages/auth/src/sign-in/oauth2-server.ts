import type * as oauth from 'oauth4webapi'
import { cloudHosts } from '../api-base-url.ts'
import type { Site } from '../site.ts'

/** An authorization server as far as we speak to it. Neither publishes metadata that could be relied on. */
export interface OAuth2Server extends oauth.AuthorizationServer {
  readonly authorization_endpoint: string
  readonly token_endpoint: string
  readonly revocation_endpoint: string
}

/** Jira Data Center's own provider: fixed paths under the base URL. */
const dataCenterServer = (baseUrl: string): OAuth2Server => ({
  issuer: baseUrl,
  authorization_endpoint: `${baseUrl}/rest/oauth2/latest/authorize`,
  token_endpoint: `${baseUrl}/rest/oauth2/latest/token`,
  revocation_endpoint: `${baseUrl}/rest/oauth2/latest/revoke`,
})

/** Atlassian's authorization server, one for all cloud sites. */
const cloudServer = (authUrl: string): OAuth2Server => ({
  issuer: authUrl,
  authorization_endpoint: `${authUrl}/authorize`,
  token_endpoint: `${authUrl}/oauth/token`,
  revocation_endpoint: `${authUrl}/oauth/revoke`,
})

/** The authorization server that signs people in to this site. */
export const serverOf = (site: Site): OAuth2Server =>
  site.deployment === 'cloud' ? cloudServer(cloudHosts(site.cloud).authUrl) : dataCenterServer(site.baseUrl)

/** What the authorize address needs besides what RFC 6749 and RFC 7636 ask for. */
export const extraParameters = (site: Site): Readonly<Record<string, string>> =>
  site.deployment === 'cloud' ? { audience: 'api.atlassian.com', prompt: 'consent' } : {}
