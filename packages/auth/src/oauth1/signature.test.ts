import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePrivateKey } from './key-pair.ts'
import {
  baseStringUri,
  normalizeParameters,
  type Parameter,
  percentEncode,
  type SignedRequest,
  signatureBaseString,
  signRsaSha1,
} from './signature.ts'
import { publishedCertificate, publishedKey } from './testing.ts'

// Sources: RFC 5849; the "Test Cases" page of the OAuth community's wiki (sections 5.1, 9.1.1, 9.1.3 and 9.3 there); and
// the RSA-SHA1 cases of signet, which come from the community's public test server term.ie.

test.each([
  ['abcABC123', 'abcABC123'],
  ['-._~', '-._~'],
  ['%', '%25'],
  ['+', '%2B'],
  ['&=*', '%26%3D%2A'],
  ['\u000a', '%0A'],
  ['\u0020', '%20'],
  ['\u007f', '%7F'],
  ['\u0080', '%C2%80'],
  ['\u3001', '%E3%80%81'],
  ["!'()", '%21%27%28%29'],
  ['\u{1f511}', '%F0%9F%94%91'],
  ['half a pair \ud83d', 'half%20a%20pair%20%EF%BF%BD'],
])('%j is encoded as %s', (text, encoded) => {
  expect(percentEncode(text)).toBe(encoded)
})

test('encoding leaves only unreserved characters and can be undone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(percentEncode(text)).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/u)
      expect(decodeURIComponent(percentEncode(text))).toBe(text.toWellFormed())
    }),
  )
})

test.each([
  ['name', 'name='],
  ['a=b', 'a=b'],
  ['a=b&c=d', 'a=b&c=d'],
  ['a=x!y&a=x+y', 'a=x%20y&a=x%21y'],
  ['x!y=a&x=a', 'x=a&x%21y=a'],
  ['a=1&c=hi%20there&f=a&f=50&f=25&z=t&z=p', 'a=1&c=hi%20there&f=25&f=50&f=a&z=p&z=t'],
])('the form %s is normalized as %s', (form, normalized) => {
  expect(normalizeParameters(new URLSearchParams(form))).toBe(normalized)
})

test.each([
  ['HTTP://EXAMPLE.COM:80/r%20v/X?id=123', 'http://example.com/r%20v/X'],
  ['https://www.example.net:8080/?q=1', 'https://www.example.net:8080/'],
  ['https://Jira.Example:443/Jira/rest', 'https://jira.example/Jira/rest'],
  ['https://jira.example:80/', 'https://jira.example:80/'],
  ['http://example.com', 'http://example.com/'],
  ['https://user:word@jira.example/x#part', 'https://jira.example/x'],
])('the address %s is signed as %s', (url, uri) => {
  expect(baseStringUri(new URL(url))).toBe(uri)
})

test('the base string is that of RFC 5849 section 3.4.1.1', () => {
  const request = {
    method: 'post',
    url: new URL('http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b'),
    form: new URLSearchParams('c2&a3=2+q'),
  }
  const protocol: readonly Parameter[] = [
    ['oauth_consumer_key', '9djdj82h48djs9d2'],
    ['oauth_token', 'kkk9d7dh3k39sjv7'],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', '137131201'],
    ['oauth_nonce', '7d8f3e4a'],
    ['oauth_signature', 'bYT5CMsGcbgUdFHObYMEfcx6bsw='],
  ]
  expect(signatureBaseString(request, protocol)).toBe(
    'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
  )
})

test.each([
  ['GET', 'http://example.com?n=v', 'GET&http%3A%2F%2Fexample.com%2F&n%3Dv'],
  [
    'POST',
    'https://photos.example.net/request_token?oauth_version=1.0&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_timestamp=1191242090&oauth_nonce=hsu94j3884jdopsl&oauth_signature_method=PLAINTEXT&oauth_signature=ignored',
    'POST&https%3A%2F%2Fphotos.example.net%2Frequest_token&oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dhsu94j3884jdopsl%26oauth_signature_method%3DPLAINTEXT%26oauth_timestamp%3D1191242090%26oauth_version%3D1.0',
  ],
  [
    'GET',
    'http://photos.example.net/photos?file=vacation.jpg&size=original&oauth_version=1.0&oauth_consumer_key=dpf43f3p2l4k3l03&oauth_token=nnch734d00sl2jdk&oauth_timestamp=1191242096&oauth_nonce=kllo9940pd9333jh&oauth_signature=ignored&oauth_signature_method=HMAC-SHA1',
    'GET&http%3A%2F%2Fphotos.example.net%2Fphotos&file%3Dvacation.jpg%26oauth_consumer_key%3Ddpf43f3p2l4k3l03%26oauth_nonce%3Dkllo9940pd9333jh%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1191242096%26oauth_token%3Dnnch734d00sl2jdk%26oauth_version%3D1.0%26size%3Doriginal',
  ],
])('the base string of the wiki’s %s of %s', (method, url, baseString) => {
  expect(signatureBaseString({ method, url: new URL(url) }, [])).toBe(baseString)
})

const stamp = (consumerKey: string, timestamp: string, nonce: string): readonly Parameter[] => [
  ['oauth_consumer_key', consumerKey],
  ['oauth_signature_method', 'RSA-SHA1'],
  ['oauth_timestamp', timestamp],
  ['oauth_nonce', nonce],
  ['oauth_version', '1.0'],
]

test.each([
  [
    'the wiki’s section 9.3',
    'http://photos.example.net/photos?file=vacaction.jpg&size=original',
    stamp('dpf43f3p2l4k3l03', '1196666512', '13917289812797014437'),
    'jvTp/wX1TYtByB1m+Pbyo0lnCOLIsyGCH7wke8AUs3BpnwZJtAuEJkvQL2/9n4s5wUmUl4aCI4BwpraNx4RtEXMe5qg5T1LVTGliMRpKasKsW//e+RinhejgCuzoH26dyF8iY2ZZ/5D1ilgeijhV/vBka5twt399mXwaYdCwFYE=',
  ],
  [
    'term.ie’s request token',
    'http://term.ie/oauth/example/request_token.php',
    stamp('key', '1377815426', 'c3839c47cb204a20e042b11a5cc9f971'),
    'P72T4RS8dVBneQPJSY71D3iLEjge2tiivxEasPVoaoDldDgPdwpQfhS1q0th19jB3B3+9P6tBWjpWaVPxrNZe3ssBCiwS/EmXZ/6VCJGU3YoDHMtz+0jCd36NjHj5I6TpLVQ8/rtfy6+EzpdUMz7ydnhKXYqJFPOWnNv8HM1W7I=',
  ],
  [
    'term.ie’s access token',
    'http://term.ie/oauth/example/access_token.php',
    [...stamp('key', '1377815426', '8ae9ac8192dd3cd7372e0324bf879602'), ['oauth_token', 'requestkey']] as const,
    'Q1O7Ovi0jdacl/OTJoH3MAyOO/9H/tTXmoJzP/YqiKEJ+/wfShXo1RXX0xmlcjDR1XYxB1RMgHkFWQYYwz1qGCUhkXlH1c/to2qxPksptfPHRe7PJTxRClrdqLFOlhN7w2kO7tHVCeEp8IJIKON9q7cdXroTP7ctPPS+Q883SS0=',
  ],
])('the RSA-SHA1 signature of %s', (_, url, protocol, signature) => {
  const baseString = signatureBaseString({ method: 'GET', url: new URL(url) }, protocol)
  expect(signRsaSha1(baseString, parsePrivateKey(publishedKey))).toBe(signature)
})

const anyParameters = fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
  maxLength: 8,
})

test('the order of parameters, and where they stand, do not matter', () => {
  const shuffled = anyParameters.chain((parameters) =>
    fc.tuple(
      fc.constant(parameters),
      fc.shuffledSubarray(parameters, { minLength: parameters.length }),
      fc.nat(parameters.length),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([parameters, others, cut]) => {
      const url = new URL('https://jira.example/rest/api/2/search')
      const query = new URL(url)
      query.search = new URLSearchParams(others.slice(0, cut)).toString()
      expect(signatureBaseString({ method: 'GET', url: query, form: others.slice(cut) }, [])).toBe(
        signatureBaseString({ method: 'GET', url }, parameters),
      )
    }),
  )
})

interface Signed extends SignedRequest {
  readonly form: readonly Parameter[]
  readonly protocol: readonly Parameter[]
}

const baseStringOf = (signed: Signed): string => signatureBaseString(signed, signed.protocol)

const changes: readonly (readonly [string, (signed: Signed) => Signed])[] = [
  ['method', (signed) => ({ ...signed, method: 'DELETE' })],
  ['scheme', (signed) => ({ ...signed, url: new URL(signed.url.href.replace('https:', 'http:')) })],
  ['host', (signed) => ({ ...signed, url: new URL(signed.url.href.replace('jira', 'evil')) })],
  ['port', (signed) => ({ ...signed, url: new URL(signed.url.href.replace('.example', '.example:8443')) })],
  ['path', (signed) => ({ ...signed, url: new URL(signed.url.href.replace('/PAY-1', '/PAY-2')) })],
  ['query', (signed) => ({ ...signed, url: new URL(`${signed.url.href}&more=`) })],
  ['form', (signed) => ({ ...signed, form: [...signed.form, ['more', '']] })],
  ['nonce', (signed) => ({ ...signed, protocol: signed.protocol.map(([name, value]) => [name, `${value}0`]) })],
]

test.each(changes)('a signature is right for its request and wrong when the %s changes', (_, change) => {
  const key = parsePrivateKey(publishedKey)
  const isRight = (signed: Signed, signature: string): boolean =>
    verify(
      'RSA-SHA1',
      Buffer.from(baseStringOf(signed)),
      createPublicKey(publishedCertificate),
      Buffer.from(signature, 'base64'),
    )
  fc.assert(
    fc.property(anyParameters, anyParameters, fc.string({ unit: 'grapheme-ascii' }), (query, form, nonce) => {
      const url = new URL(`https://jira.example/rest/api/2/issue/PAY-1?a=&${new URLSearchParams(query).toString()}`)
      const signed: Signed = { method: 'GET', url, form, protocol: [['oauth_nonce', nonce]] }
      const signature = signRsaSha1(baseStringOf(signed), key)
      expect(isRight(signed, signature)).toBe(true)
      expect(isRight(change(signed), signature)).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('a key that cannot make this signature is told as an AuthError', () => {
  const { privateKey } = generateKeyPairSync('x25519')
  expect(() => signRsaSha1('text', privateKey)).toThrow(
    expect.objectContaining({ code: 'bad-certificate', message: expect.stringContaining('RSA-SHA1') }),
  )
})
