import { AuthError } from '../errors.ts'
import type { Secret } from '../secret.ts'
import type { Invite } from './invite.ts'
import { sharedSecretOf } from './method-needs.ts'
import { unseal } from './seal.ts'
import { fromSealedContent } from './sealed-content.ts'

/**
 * Opens the sealed part: afterwards all of the invite is known to come, unchanged, from somebody who knew the
 * passphrase. The secret is the client's, or for `oauth1` the RSA key in PKCS #8 PEM; other methods share none. Takes
 * about half a second.
 *
 * `passphrase` is `undefined` when the person was given none. One that was given for an invite that is not sealed means
 * that the seal was cut off. Throws `wrong-passphrase`, `invite-tampered` and `not-an-invite`.
 */
export const openInvite = async (
  { file }: Invite,
  passphrase: string | undefined,
): Promise<{ readonly secret?: Secret }> => {
  const { sealed, ...header } = file
  if (sealed === undefined) {
    if (passphrase === undefined) return {}
    throw new AuthError('invite-tampered', 'A passphrase was given for the invite, and its sealed part is missing')
  }
  if (passphrase === undefined) throw new AuthError('wrong-passphrase', 'The invite opens with a passphrase only')
  const secret = fromSealedContent(await unseal(header, sealed, passphrase))
  if ((secret !== undefined) !== (sharedSecretOf(file.site.method) !== undefined)) {
    throw new AuthError('not-an-invite', 'What the invite has sealed does not fit its sign-in method')
  }
  return secret === undefined ? {} : { secret }
}
