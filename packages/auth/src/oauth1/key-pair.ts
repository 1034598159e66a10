import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { AuthError } from '../errors.ts'

/** Below this nobody may rely on a signature; Atlassian's own guide shows 1024. Bits. */
const shortestKey = 1024

const bad = (message: string): AuthError => new AuthError('bad-certificate', message)

const requireRsa = (read: () => KeyObject): KeyObject => {
  let key: KeyObject
  try {
    key = read()
  } catch {
    // What the parser says may quote the file.
    throw bad('The key of the consumer cannot be read: it is not an unencrypted PEM key')
  }
  if (key.asymmetricKeyType !== 'rsa') throw bad('The key of the consumer is not an RSA key')
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < shortestKey) {
    throw bad(`The RSA key of the consumer has less than ${shortestKey} bits`)
  }
  return key
}

/** A new RSA key of 2048 bits for one site's application link: PKCS #8, PEM. */
export const createConsumerKey = async (): Promise<{ readonly privateKey: string }> => {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  return { privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** The key to sign with. Throws `bad-certificate` for anything but an unencrypted RSA key in PEM. */
export const parsePrivateKey = (pem: string): KeyObject => requireRsa(() => createPrivateKey(pem))

/** What the admin pastes into the application link: SubjectPublicKeyInfo, PEM. Throws like `parsePrivateKey`. */
export const publicKeyOf = (privateKeyPem: string): string =>
  createPublicKey(parsePrivateKey(privateKeyPem)).export({ type: 'spki', format: 'pem' }).toString()
