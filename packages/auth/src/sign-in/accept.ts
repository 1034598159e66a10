import { apiBaseUrl } from '../api-base-url.ts'
import { expiryOf, isRenewable, type NewCredential, writeCredential } from '../credential.ts'
import { whileUnchanged } from '../credential-lock.ts'
import type { Authorize, Identity, SignedIn, SignInPorts } from '../ports.ts'
import type { Site } from '../site.ts'
import { refuseAborted, unlessAborted } from './wait.ts'

/** Asks the site who we are. Throws what `verify` throws, and `cancelled` as soon as the sign-in is given up. */
export const identify = (
  site: Site,
  authorize: Authorize,
  { verify }: Pick<SignInPorts, 'verify'>,
  signal: AbortSignal | undefined,
): Promise<Identity> => unlessAborted(verify({ apiBaseUrl: apiBaseUrl(site), authorize }), signal)

/** Stores a credential that the site accepts, unless the sign-in was given up meanwhile; says what is known of it. */
export const storeAccepted = async (
  site: Site,
  credential: NewCredential,
  { secrets }: Pick<SignInPorts, 'secrets'>,
  signal: AbortSignal | undefined,
): Promise<Omit<SignedIn, 'user'>> => {
  refuseAborted(signal)
  await whileUnchanged(secrets, site.name, () => writeCredential(site, secrets, credential))
  const expiresAt = expiryOf(credential)
  const ends = expiresAt === undefined ? {} : { expiresAt }
  return { where: secrets.where, refreshable: isRenewable(credential), ...ends }
}
