import type { SecretStore } from '../ports.ts'
import type { Site } from '../site.ts'
import type { Transport } from '../transport.ts'
import { requireConsumer, requireOAuth1 } from './consumer.ts'
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
  const consumer = await requireConsumer(site, secrets, now)
  await askRequestToken({ site, consumer, transport, signal }, requireOAuth1(site).callback)
}
