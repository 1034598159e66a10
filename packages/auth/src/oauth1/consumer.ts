import { AuthError } from '../errors.ts'
import type { SecretStore } from '../ports.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { OAuth1Settings, Site } from '../site.ts'
import type { Consumer } from './authorize.ts'
import { parsePrivateKey } from './key-pair.ts'

/** The site's OAuth 1.0a settings; throws `bad-site` when it signs in another way. */
export const requireOAuth1 = (site: Site): OAuth1Settings => {
  if (site.oauth1 !== undefined) return site.oauth1
  throw new AuthError('bad-site', `"${site.name}" has no OAuth 1.0a consumer key`)
}

/**
 * In whose name this machine signs requests to the site; `undefined` when its private key is not stored here. Throws
 * `bad-site`, and `bad-certificate` for a key that cannot sign.
 */
export const storedConsumer = async (
  site: Site,
  secrets: Pick<SecretStore, 'get'>,
  now: () => number,
): Promise<Consumer | undefined> => {
  const { consumerKey } = requireOAuth1(site)
  const privateKey = await secrets.get(secretKeys(site.name).privateKey)
  return privateKey === undefined ? undefined : { consumerKey, privateKey: parsePrivateKey(privateKey), now }
}

/** The same; throws `invalid-client` when the private key is not stored here. */
export const requireConsumer = async (
  site: Site,
  secrets: Pick<SecretStore, 'get'>,
  now: () => number,
): Promise<Consumer> => {
  const consumer = await storedConsumer(site, secrets, now)
  if (consumer !== undefined) return consumer
  throw new AuthError('invalid-client', `The private key of "${site.name}" is not stored on this machine`)
}
