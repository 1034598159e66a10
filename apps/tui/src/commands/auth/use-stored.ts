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
import { isJiraApiError } from '@mmd/jira-api'

export interface UseStoredOptions {
  readonly credential: CredentialSource
  /** Asks the site who we are. */
  readonly verify: SignInPorts['verify']
  /** Try a renewed credential when the site does not accept the one that is stored. */
  readonly renews: boolean
}

/**
 * Asks the site who we are with the credential that is there. Throws `sign-in-needed` when there is none or it cannot be
 * renewed, `bad-token` when the site does not accept it, and what the network throws.
 */
export const useStored = async (site: Site, { credential, verify, renews }: UseStoredOptions): Promise<SignedIn> => {
  let seen = ''
  const authorize = async (request: RequestLine): Promise<string> => {
    seen = await credential.authorization(request)
    return seen
  }
  const who = () => identify(site, () => verify({ apiBaseUrl: apiBaseUrl(site), authorize }))
  const user = await who().catch(async (error: unknown) => {
    if (!renews || !isAuthError(error, 'bad-token')) throw error
    await credential.renew(seen)
    return who()
  })
  const { where, refreshable, expiresAt } = await credential.status()
  return { user, where, refreshable, ...(expiresAt === undefined ? {} : { expiresAt }) }
}

/** OAuth credentials of a cloud site are accepted and belong to nobody: who they are cannot be asked. */
const identify = async ({ method, user, oauth2 }: Site, ask: () => Promise<Identity>): Promise<Identity> => {
  try {
    return await ask()
  } catch (error) {
    if (method !== 'client-credentials' || !isJiraApiError(error, 'scope-missing')) throw error
    return user ?? { id: oauth2?.clientId ?? '', name: 'OAuth credentials' }
  }
}
