import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expandHome } from './home-path.ts'
import { parseDays } from './mint-words.ts'
import { parseProxy } from './proxy.ts'
import { checkRedirect, redirectAdvice } from './redirect-advice.ts'
import { networkOffers, tlsReason } from './tls-trouble.ts'

test.each([
  ['http://localhost:8734/oauth/redirect', /comes back to port 8734/],
  ['http://localhost/oauth/redirect', /port 80.*a browser window of our own/],
  ['https://localhost/oauth/redirect', /Nothing on this machine can listen there/],
  ['https://jira.example.com/cb', /Nothing on this machine can listen there/],
  ['http://127.0.0.1:8734/cb', /for the word localhost only/],
  ['htt', /^$/],
  ['ftp://localhost/', /^$/],
])('what the redirect URL %j means is told', (text, words) => {
  expect(redirectAdvice(text, 'datacenter')).toMatch(words)
})

test('in the cloud 127.0.0.1 is as good as localhost', () => {
  expect(redirectAdvice('http://127.0.0.1:8734/cb', 'cloud')).toContain('port 8734')
})

test.each(['', 'localhost', 'ftp://localhost/', 'http://localhost/#x', 'http://['])('%j is no redirect URL', (text) => {
  expect(checkRedirect(text)).not.toBe('')
})

test.each([
  ['proxy.example.com:3128', { proxy: 'http://proxy.example.com:3128' }],
  ['http://proxy.example.com:3128/', { proxy: 'http://proxy.example.com:3128' }],
  ['none', { proxy: 'none' }],
  ['http://mia:a%3Ab@p:1', { proxy: 'http://p:1', proxyLogin: 'mia:a:b' }],
  ['http://mia:100%@p:1', { proxy: 'http://p:1', proxyLogin: 'mia:100%' }],
])('%j is the proxy %j', (text, proxy) => {
  expect(parseProxy(text)).toEqual(proxy)
})

test('any text is a proxy or is said not to be one, and a login never stays in the address', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
      const parsed = parseProxy(text)
      if ('wrong' in parsed) expect(parsed.wrong).not.toBe('')
      else expect(parsed.proxy).toMatch(/^(?:none|https?:\/\/[^@/]+)$/)
    }),
  )
})

test('paths are understood as people have them', () => {
  expect(expandHome(' ~/ca.pem ', '/home/mira')).toBe('/home/mira/ca.pem')
  expect(expandHome("'/a b/c.pem'", undefined)).toBe('/a b/c.pem')
  expect(expandHome('file:///a/c.pem', undefined)).toBe('/a/c.pem')
  expect(expandHome('~x', '/home/mira')).toBe(join(process.cwd(), '~x'))
  expect(expandHome('~', '/home/mira')).toBe('/home/mira')
})

test('days are a whole number, or nothing', () => {
  expect(parseDays(' 30 ')).toEqual({ days: 30 })
  expect(parseDays('')).toEqual({})
  for (const text of ['0', '-1', '1.5', '1e3', 'x', '99999']) expect(parseDays(text)).toHaveProperty('wrong')
})

test('what is wrong with a certificate is said, and the way out that fits it comes first', () => {
  expect(tlsReason('SELF_SIGNED_CERT_IN_CHAIN')).toContain('an authority that this machine does not know')
  expect(tlsReason('CERT_HAS_EXPIRED')).toContain('expired')
  expect(tlsReason('ERR_TLS_CERT_ALTNAME_INVALID')).toContain('another name')
  expect(tlsReason('WHATEVER')).toBe('')
  expect(networkOffers('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')[0]?.id).toBe('certificate')
  expect(networkOffers()[0]?.id).toBe('system')
})
