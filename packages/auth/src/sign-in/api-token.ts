import { type AuthError, isAuthError } from '../errors.ts'
import type { Identity, SignedIn, SignInPorts } from '../ports.ts'
import type { Site } from '../site.ts'
import { identify, storeAccepted } from './accept.ts'
import { askToken } from './ask-person.ts'
import { requireLogin } from './basic.ts'
import { lookUpCloudId } from './cloud-site.ts'
import { basicHeader, parseToken } from './header.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import type { SignInOptions } from './sign-in-options.ts'

interface Accepted {
  readonly user: Identity
  /** Set for a token that only the gateway takes. */
  readonly cloudId?: string
}

/** A classic token works at the site's own address alone, a scoped one at the gateway alone; nothing shows which it is. */
const tryBoth = async (site: Site, header: string, ports: SignInPorts, options: SignInOptions): Promise<Accepted> => {
  const authorize = async (): Promise<string> => header
  const { transport, signal } = options
  const { cloudId: _, ...rest } = site.cloud ?? {}
  let refusal: AuthError
  try {
    return { user: await identify({ ...site, cloud: rest }, authorize, ports, signal) }
  } catch (error) {
    if (!isAuthError(error, 'bad-token')) throw error
    refusal = error
  }
  const cloudId = await lookUpCloudId(site, { transport, signal }).catch((error: unknown) => {
    throw isAuthError(error, 'bad-answer') ? refusal : error
  })
  const scoped = { ...site, cloud: { ...site.cloud, cloudId } }
  return { user: await identify(scoped, authorize, ports, signal), cloudId }
}

/**
 * Signs in to the cloud with e-mail address and API token, classic or scoped, stored once the cloud accepts them.
 * Throws `bad-token`, and what `verify` throws.
 */
export const signInByApiToken = async (
  site: Site,
  ports: SignInPorts,
  options: SignInOptions = {},
): Promise<SignedIn> => {
  refuseUnsafe(site)
  const login = requireLogin(site)
  const token = parseToken(await askToken({ kind: 'api-token', login }, ports, options))
  ports.report({ kind: 'verifying' })
  const { user, cloudId } = await tryBoth(site, basicHeader(login, token), ports, options)
  const { cloudId: _, ...hosts } = site.cloud ?? {}
  const learned = { cloud: { ...hosts, ...(cloudId === undefined ? {} : { cloudId }) } }
  const located = { ...site, ...learned }
  const stored = await storeAccepted(located, { method: 'api-token', login, token }, ports, options.signal)
  return { user, ...stored, learned }
}
