import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { baseString } from './base-string.ts'
import { percentEncode } from './parameters.ts'
import { verifiesRsaSha1 } from './signature.ts'

test('The base string is that of the example in RFC 5849 section 3.4.1.1', () => {
  const parameters = [
    ...new URLSearchParams('b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
    ...new URLSearchParams('c2&a3=2+q'),
    ['oauth_consumer_key', '9djdj82h48djs9d2'],
    ['oauth_token', 'kkk9d7dh3k39sjv7'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '137131201'],
    ['oauth_nonce', '7d8f3e4a'],
  ] as const
  expect(baseString({ method: 'post', uri: 'http://example.com/request', parameters })).toBe(
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26' +
      'c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
      'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  )
})

// The RSA-SHA1 example among the test cases that the authors of OAuth 1.0 published.
const publishedKey = createPublicKey(`-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC0YjCwIfYoprq/FQO6lb3asXrx
LlJFuCvtinTF5p0GxvQGu5O3gYytUvtC2JlYzypSRjVxwxrsuRcP3e641SdASwfr
mzyvIgP08N4S0IFzEURkV1wp/IpH7kH41EtbmUmrXSwfNZsnQRE5SYSOhh+LcK2w
yQkdgcMv11l4KoBkcwIDAQAB
-----END PUBLIC KEY-----`)
const publishedSignature =
  'jvTp/wX1TYtByB1m+Pbyo0lnCOLIsyGCH7wke8AUs3BpnwZJtAuEJkvQL2/9n4s5wUmUl4aCI4BwpraNx4RtEXMe5qg5T1LVTGliMRpKasKsW//e' +
  '+RinhejgCuzoH26dyF8iY2ZZ/5D1ilgeijhV/vBka5twt399mXwaYdCwFYE='

const photoRequest = (size: string): string =>
  baseString({
    method: 'GET',
    uri: 'http://photos.example.net/photos',
    parameters: [
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_nonce', '13917289812797014437'],
      ['oauth_signature_method', 'RSA-SHA1'],
      ['oauth_timestamp', '1196666512'],
      ['oauth_version', '1.0'],
      ['file', 'vacaction.jpg'],
      ['size', size],
    ],
  })

test('A published signature verifies', () => {
  expect(verifiesRsaSha1(publishedKey, photoRequest('original'), publishedSignature)).toBe(true)
})

test('It does not verify for another request, nor when a character of it changes', () => {
  expect(verifiesRsaSha1(publishedKey, photoRequest('large'), publishedSignature)).toBe(false)
  expect(verifiesRsaSha1(publishedKey, photoRequest('original'), publishedSignature.replace('j', 'k'))).toBe(false)
})

test.each(['', 'no base64!', publishedSignature.slice(0, -1), ` ${publishedSignature}`])(
  'A signature that is no base64 is none: %j',
  (signature) => {
    expect(verifiesRsaSha1(publishedKey, photoRequest('original'), signature)).toBe(false)
  },
)

test('Everything but letters, digits and four marks is escaped, in UTF-8', () => {
  expect(percentEncode("aZ0-._~ !*'()&+%é☃")).toBe('aZ0-._~%20%21%2A%27%28%29%26%2B%25%C3%A9%E2%98%83')
})
