import { AuthError } from '../errors.ts'
import type { SecretStore, SignInPorts } from '../ports.ts'
import { revealed, Secret } from '../secret.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { askPerson } from './ask-person.ts'
import type { SignInOptions } from './sign-in-options.ts'

const missing = (site: Site): AuthError =>
  new AuthError('invalid-client', `The client secret of "${site.name}" is not stored on this machine`)

/** The stored client secret. Throws `invalid-client` when there is none. */
export const storedClientSecret = async (site: Site, secrets: SecretStore): Promise<Secret> => {
  const secret = await secrets.get(secretKeys(site.name).clientSecret)
  if (secret === undefined || secret === '') throw missing(site)
  return new Secret(secret)
}

/** The client secret given, else the stored one, else what the person says. Throws `invalid-client` when it is empty, `cancelled`. */
export const findClientSecret = async (
  site: Site,
  ports: Pick<SignInPorts, 'secrets' | 'ask'>,
  { clientSecret, signal }: Pick<SignInOptions, 'clientSecret' | 'signal'>,
): Promise<Secret> => {
  const known =
    clientSecret === undefined ? await ports.secrets.get(secretKeys(site.name).clientSecret) : revealed(clientSecret)
  const secret = known === undefined || known === '' ? await askPerson({ kind: 'client-secret' }, ports, signal) : known
  if (secret.trim() === '') throw missing(site)
  return new Secret(secret)
}
