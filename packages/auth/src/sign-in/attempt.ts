import * as oauth from 'oauth4webapi'
import { AuthError } from '../errors.ts'
import type { OAuth2Settings, Site } from '../site.ts'
import { extraParameters, serverOf } from './oauth2-server.ts'

/** One try to sign in: its secrets, and the page where the person gives consent. */
export interface Attempt {
  readonly url: string
  readonly state: string
  readonly codeVerifier: string
}

/** The site's OAuth settings; throws `bad-site` when it signs in another way. */
export const requireOAuth2 = (site: Site): OAuth2Settings => {
  if (site.oauth2 !== undefined) return site.oauth2
  throw new AuthError('bad-site', `"${site.name}" has no OAuth client id and redirect URL`)
}

/**
 * A new attempt with 256-bit state and PKCE verifier (RFC 7636, S256). The registered redirect URL goes into the
 * address as it is: the site compares it letter by letter.
 */
export const createAttempt = async (site: Site): Promise<Attempt> => {
  const { clientId, redirectUri, scope } = requireOAuth2(site)
  const [state, codeVerifier] = [oauth.generateRandomState(), oauth.generateRandomCodeVerifier()]
  const url = new URL(serverOf(site).authorization_endpoint)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...extraParameters(site),
  }).toString()
  return { url: url.href, state, codeVerifier }
}
