import { expect, test } from 'vitest'
import { testCertificates } from '../testing/certificates.ts'
import { type ConsumerRegistration, createConsumerBook } from './consumers.ts'
import { keyPair, makeKeyPair } from './testing.ts'

const good: ConsumerRegistration = { key: 'mmd-tui', name: 'mmd-tui', publicKey: keyPair.publicKey }
const refusal = (field: string): object => expect.objectContaining({ code: 'registration-refused', field }) as object

test.each([
  ['an empty key', { key: ' ' }, 'key'],
  ['no name', { name: '' }, 'name'],
  ['a callback that no browser can open', { callback: 'mmd-tui://callback' }, 'callback'],
  ['a text that is no key', { publicKey: 'AAAA' }, 'publicKey'],
  ['a key that is cut off', { publicKey: keyPair.publicKey.slice(0, 200) }, 'publicKey'],
  ['the private key by mistake', { publicKey: keyPair.privateKey }, 'publicKey'],
  ['a certificate of another kind of key', { publicKey: testCertificates.server.cert }, 'publicKey'],
])('A consumer with %s is refused', (_what, changes, field) => {
  expect(() => createConsumerBook(0).register({ ...good, ...changes })).toThrow(refusal(field))
})

test('A key names one consumer', () => {
  const book = createConsumerBook(0)
  book.register(good)
  expect(() => book.register({ ...good, name: 'Another' })).toThrow(refusal('key'))
})

test('A short key is refused where the site is set to do so', () => {
  const short = { ...good, publicKey: makeKeyPair(1024).publicKey }
  expect(() => createConsumerBook(0).register(short)).not.toThrow()
  expect(() => createConsumerBook(2048).register(short)).toThrow(refusal('publicKey'))
})
