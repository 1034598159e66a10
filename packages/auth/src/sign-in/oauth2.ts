import type { SignedIn, SignInPorts } from '../ports.ts'
import { expectState, refuseErrorAnswer } from '../redirect/callback.ts'
import { parsePastedRedirect } from '../redirect/paste.ts'
import { parseRegistered } from '../redirect/registered.ts'
import { waitForRedirect } from '../redirect/wait-for-redirect.ts'
import type { Site } from '../site.ts'
import { createAttempt, requireOAuth2 } from './attempt.ts'
import { findClientSecret } from './client-secret.ts'
import { redeem } from './redeem.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'

/**
 * Signs in with an authorization code, PKCE and the client secret (RFC 6749 section 4.1, RFC 7636), at Data Center's own
 * provider or at Atlassian's for the cloud. Stores nothing unless the site accepts the token. Throws `AuthError`, and
 * what `ports.verify` throws.
 */
export const signInByOAuth2 = async (
  site: Site,
  ports: SignInPorts,
  options: SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const clientSecret = await findClientSecret(site, ports, options)
  const { redirectUri } = requireOAuth2(site)
  const registered = parseRegistered(redirectUri)
  const attempt = await createAttempt(site)
  const wait = {
    authorizeUrl: attempt.url,
    redirectUri,
    judge: expectState(attempt.state, registered),
    parsePasted: (pasted: string) => parsePastedRedirect(pasted, redirectUri, attempt.state),
  }
  const query = await waitForRedirect(wait, ports, options)
  refuseErrorAnswer(query)
  const { transport, signal } = options
  return redeem(site, query, attempt, ports, { clientSecret, transport, signal })
}
