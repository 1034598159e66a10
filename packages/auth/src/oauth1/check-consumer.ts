import { AuthError } from '../errors.ts'
import type { SecretStore } from '../ports.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { parsePrivateKey } from './key-pair.ts'
import { askRequestToken } from './token-requests.ts'

export interface CheckConsumerOptions {
  readonly secrets: Pick<SecretStore, 'get'>
  readonly transport?: Transport
  readonly signal?: AbortSignal
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/**
 * Has the site judge our application link before anybody signs in: asks for a request token, which is then forgotten.
 * Resolves when consumer key, public key, callback and clock are right. Throws `bad-site` without OAuth 1.0a settings,
 * `invalid-client` when the private key is not stored here, and like `askRequestToken`.
 */
export const checkConsumer = async (
  site: Site,
  { secrets, transport, signal, now = Date.now }: CheckConsumerOptions,
): Promise<void> => {
  if (site.oauth1 === undefined) throw new AuthError('bad-site', `"${site.name}" has no OAuth 1.0a consumer key`)
  const { consumerKey, callback } = site.oauth1
  const privateKey = await secrets.get(secretKeys(site.name).privateKey)
  if (privateKey === undefined) {
    throw new AuthError('invalid-client', `The private key of "${site.name}" is not stored on this machine`)
  }
  const consumer = { consumerKey, privateKey: parsePrivateKey(privateKey), now }
  await askRequestToken({ site, consumer, transport, signal }, callback)
}
