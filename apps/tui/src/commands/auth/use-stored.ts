import {
  apiBaseUrl,
  type CredentialSource,
  type Identity,
  isAuthError,
  type RequestLine,
  type SignedIn,
  type SignInPorts,
  type Site,
} from '@mmd/auth'

export interface UseStoredOptions {
  readonly credential: CredentialSource
  /** Asks the site who we are. */
  readonly verify: SignInPorts['verify']
}

/** OAuth credentials of a cloud site belong to nobody, and a sign-in says so: no resource tells who they are. */
export const isNobodys = ({ method, user, oauth2 }: Site): boolean =>
  method === 'client-credentials' && user !== undefined && user.id === oauth2?.clientId

const identify = async (site: Site, { credential, verify }: UseStoredOptions): Promise<Identity> => {
  if (site.user !== undefined && isNobodys(site)) {
    // That a new token is given out is all that can be found out.
    await (site.oauth === 'off' ? credential.authorization() : credential.renew())
    return site.user
  }
  let seen = ''
  const authorize = async (request: RequestLine): Promise<string> => {
    seen = await credential.authorization(request)
    return seen
  }
  const who = (): Promise<Identity> => verify({ apiBaseUrl: apiBaseUrl(site), authorize })
  return who().catch(async (error: unknown) => {
    if (!isAuthError(error, 'bad-token')) throw error
    await credential.renew(seen)
    return who()
  })
}

/**
 * Asks the site who we are with the credential that is there, renewed when the site does not accept it. Throws
 * `sign-in-needed` when there is none, it cannot be renewed or renewing is switched off, `bad-token` when a renewed one is
 * not accepted either, and what the network throws.
 */
export const useStored = async (site: Site, options: UseStoredOptions): Promise<SignedIn> => {
  const user = await identify(site, options)
  const { where, refreshable, expiresAt } = await options.credential.status()
  return { user, where, refreshable, ...(expiresAt === undefined ? {} : { expiresAt }) }
}
