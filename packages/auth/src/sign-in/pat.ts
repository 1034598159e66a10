import type { SignedIn, SignInPorts } from '../ports.ts'
import type { Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { askToken } from './ask-person.ts'
import { parseToken } from './header.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'

/** A token that the program made, with what is known of it. */
export interface KnownToken {
  readonly tokenId?: number
  /** Epoch milliseconds. */
  readonly expiresAt?: number
}

/** Signs in with a personal access token, stored once the site accepts it. Throws `bad-token`, and what `verify` throws. */
export const signInByPat = async (
  site: Site,
  ports: Pick<SignInPorts, 'secrets' | 'report' | 'verify' | 'ask'>,
  options: SignInOptions = {},
  known: KnownToken = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const accessToken = parseToken(await askToken({ kind: 'token' }, ports, options))
  ports.report({ kind: 'verifying' })
  const user = await identify(site, async () => `Bearer ${accessToken}`, ports, options.signal)
  return { user, ...(await storeAccepted(site, { method: 'pat', accessToken, ...known }, ports, options.signal)) }
}
