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
  /** Try a renewed credential when the site does not accept the one that is stored. */
  readonly renews: boolean
}

/** OAuth credentials of a cloud site belong to nobody, and a sign-in says so: no resource tells who they are. */
const isNobodys = ({ method, user, oauth2 }: Site): boolean =>
  method === 'client-credentials' && user !== undefined && user.id === oauth2?.clientId

const identify = async (site: Site, { credential, verify, renews }: UseStoredOptions): Promise<Identity> => {
  if (site.user !== undefined && isNobodys(site)) {
    // That a new token is given out is all that can be found out.
    await (renews ? credential.renew() : credential.authorization())
    return site.user
  }
  let seen = ''
  const authorize = async (request: RequestLine): Promise<string> => {
    seen = await credential.authorization(request)
    return seen
  }
  const who = (): Promise<Identity> => verify({ apiBaseUrl: apiBaseUrl(site), authorize })
  return who().catch(async (error: unknown) => {
    if (!renews || !isAuthError(error, 'bad-token')) throw error
    await credential.renew(seen)
    return who()
  })
}

/**
 * Asks the site who we are with the credential that is there. Throws `sign-in-needed` when there is none or it cannot be
 * renewed, `bad-token` when the site does not accept it, and what the network throws.
 */
export const useStored = async (site: Site, options: UseStoredOptions): Promise<SignedIn> => {
  const user = await identify(site, options)
  const { where, refreshable, expiresAt } = await options.credential.status()
  return { user, where, refreshable, ...(expiresAt === undefined ? {} : { expiresAt }) }
}
