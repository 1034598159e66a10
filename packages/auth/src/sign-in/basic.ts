import { AuthError } from '../errors.ts'
import type { SignedIn, SignInPorts } from '../ports.ts'
import type { Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { askToken } from './ask-person.ts'
import { basicHeader } from './header.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'

/** Who logs in. Throws `bad-site` when the site does not say. */
export const requireLogin = (site: Site): string => {
  if (site.login !== undefined) return site.login
  throw new AuthError('bad-site', `"${site.name}" has no user name`)
}

/**
 * Signs in with user name and password, which are sent once: each wrong try brings the account nearer to a CAPTCHA.
 * Stored once the site accepts them. Throws `bad-token`, and what `verify` throws (`login-denied` for a CAPTCHA).
 */
export const signInByPassword = async (
  site: Site,
  ports: SignInPorts,
  options: SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const login = requireLogin(site)
  const password = await askToken({ kind: 'password', login }, ports, options)
  if (password === '') throw new AuthError('bad-token', 'The password is empty')
  const header = basicHeader(login, password)
  ports.report({ kind: 'verifying' })
  const user = await identify(site, async () => header, ports, options.signal)
  return { user, ...(await storeAccepted(site, { method: 'basic', login, password }, ports, options.signal)) }
}
