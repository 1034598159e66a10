import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { createConsumerKey, parsePrivateKey, publicKeyOf } from './key-pair.ts'
import { publishedCertificate, publishedKey } from './testing.ts'

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()

test('a new key is an RSA key of 2048 bits in PKCS #8, each time another', async () => {
  const [one, other] = [await createConsumerKey(), await createConsumerKey()]
  expect(one.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/u)
  expect(parsePrivateKey(one.privateKey).asymmetricKeyDetails).toMatchObject({ modulusLength: 2048 })
  expect(publicKeyOf(one.privateKey)).not.toBe(publicKeyOf(other.privateKey))
})

test('the public key is the one of the published certificate, as an admin pastes it', () => {
  const { publicKey } = new X509Certificate(publishedCertificate)
  expect(publicKeyOf(publishedKey)).toBe(publicKey.export({ type: 'spki', format: 'pem' }))
  expect(publicKeyOf(publishedKey)).toMatch(/^-----BEGIN PUBLIC KEY-----\n/u)
})

const encrypted = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'word' },
}).privateKey

test.each([
  ['an elliptic curve key', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey), 'not an RSA key'],
  ['an Ed25519 key', pem(generateKeyPairSync('ed25519').privateKey), 'not an RSA key'],
  [
    'a key for RSA-PSS alone',
    pem(generateKeyPairSync('rsa-pss', { modulusLength: 1024 }).privateKey),
    'not an RSA key',
  ],
  ['a key of 512 bits', pem(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey), 'less than 1024 bits'],
  ['an encrypted key', encrypted, 'cannot be read'],
  ['nonsense', 'secret nonsense', 'cannot be read'],
  ['nothing', '', 'cannot be read'],
])('%s is refused', (_, text, reason) => {
  for (const read of [parsePrivateKey, publicKeyOf]) {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'bad-certificate', message: expect.stringContaining(reason) }),
    )
  }
})

test('the public half alone cannot sign', () => {
  expect(() => parsePrivateKey(publicKeyOf(publishedKey))).toThrow(expect.objectContaining({ code: 'bad-certificate' }))
  expect(createPublicKey(publicKeyOf(publishedKey)).asymmetricKeyType).toBe('rsa')
})

test('an error quotes nothing of the key', () => {
  const broken = publishedKey.replaceAll('A', 'B')
  try {
    parsePrivateKey(broken)
    expect.unreachable()
  } catch (error) {
    const shown = inspect(error, { depth: 9, showHidden: true })
    for (const line of broken.split('\n').filter((line) => line.length > 8)) expect(shown).not.toContain(line)
  }
})
