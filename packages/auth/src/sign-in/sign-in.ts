import type { SignedIn, SignInPorts } from '../ports.ts'
import type { SignInMethod, Site } from '../site.ts'
import { signInByApiToken } from './api-token.ts'
import { signInByPassword } from './basic.ts'
import { signInByClientCredentials } from './client-credentials.ts'
import { signInByOAuth1 } from './oauth1.ts'
import { signInByOAuth2 } from './oauth2.ts'
import { signInByPat } from './pat.ts'
import type { SignInOptions } from './sign-in-options.ts'

type SignInBy = (site: Site, ports: SignInPorts, options: SignInOptions) => Promise<SignedIn>

const methods: Readonly<Record<SignInMethod, SignInBy>> = {
  oauth2: signInByOAuth2,
  'oauth2-cloud': signInByOAuth2,
  oauth1: signInByOAuth1,
  pat: (site, ports, options) => signInByPat(site, ports, options),
  'api-token': signInByApiToken,
  basic: signInByPassword,
  'client-credentials': signInByClientCredentials,
}

/**
 * Signs in by the site's own method and stores the credential once the site accepts it. The caller saves who that was
 * and what was `learned` of the site. Throws `AuthError`, and what `ports.verify` throws.
 */
export const signIn = (site: Site, ports: SignInPorts, options: SignInOptions = {}): Promise<SignedIn> =>
  methods[site.method](site, ports, options)
