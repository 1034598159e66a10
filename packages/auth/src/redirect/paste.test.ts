import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAuthError } from '../errors.ts'
import { parsePastedRedirect } from './paste.ts'

const registered = 'http://localhost/oauth/redirect'
const good = `${registered}?code=c-1&state=s-1`

const outcome = (pasted: string, redirectUri = registered): string => {
  try {
    return parsePastedRedirect(pasted, redirectUri, 's-1').get('code') ?? 'nothing'
  } catch (error) {
    return isAuthError(error) ? error.code : 'another error'
  }
}

test.each([
  good,
  `  ${good}\n`,
  `<${good}>`,
  `"${good}"`,
  `${good}#_=_`,
  'http://localhost:80/oauth/redirect?state=s-1&code=c-1',
  'HTTP://LocalHost/oauth/redirect?code=c-1&state=s-1',
])('%j is the address-bar URL', (pasted) => {
  expect(outcome(pasted)).toBe('c-1')
})

test.each([
  ['', 'bad-redirect'],
  ['c-1', 'bad-redirect'],
  ['http://localhost/oauth/redirect', 'bad-redirect'],
  ['http://localhost/oauth/redirect?state=s-1', 'bad-redirect'],
  ['http://localhost/oauth/redirect?code=&state=s-1', 'bad-redirect'],
  ['http://localhost/oauth/redirect/?code=c-1&state=s-1', 'bad-redirect'],
  ['http://localhost:8080/oauth/redirect?code=c-1&state=s-1', 'bad-redirect'],
  ['https://localhost/oauth/redirect?code=c-1&state=s-1', 'bad-redirect'],
  ['http://localhost.evil.example/oauth/redirect?code=c-1&state=s-1', 'bad-redirect'],
  ['http://localhost@evil.example/oauth/redirect?code=c-1&state=s-1', 'bad-redirect'],
  ['http://me@localhost/oauth/redirect?code=c-1&state=s-1', 'bad-redirect'],
  [`${good}&code=c-2`, 'bad-redirect'],
  [`${registered}?code=c-1&sta\nte=s-1`, 'bad-redirect'],
  [`${good}&pad=${'p'.repeat(9000)}`, 'bad-redirect'],
  [`${registered}?code=c-1&state=other`, 'state-mismatch'],
  [`${registered}?code=c-1`, 'state-mismatch'],
  [`${good}&state=s-1`, 'state-mismatch'],
  [`${registered}?error=access_denied`, 'state-mismatch'],
  [`${registered}?error=access_denied&state=s-1`, 'consent-refused'],
  [`${registered}?error=invalid_scope&state=s-1`, 'invalid-scope'],
  [`${registered}?error=invalid+scope&state=s-1`, 'invalid-scope'],
  [`${registered}?error=unauthorized_client&state=s-1`, 'invalid-client'],
  [`${registered}?error=server_error&state=s-1`, 'bad-answer'],
])('%j is %s', (pasted, code) => {
  expect(outcome(pasted)).toBe(code)
})

test('a redirect URL without a path is found behind the slash that browsers add', () => {
  expect(outcome('http://localhost:34106/?code=c-1&state=s-1', 'http://localhost:34106')).toBe('c-1')
})

test('any text is refused as no redirect, or was one', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })), (text) => {
      expect(outcome(text)).toBe('bad-redirect')
      expect(['bad-redirect', 'state-mismatch']).toContain(outcome(`${registered}?${text}`))
    }),
  )
})

test('any code comes through as it was', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 500 }), fc.boolean(), (code, isFirst) => {
      const pairs = isFirst ? { code, state: 's-1' } : { state: 's-1', code }
      expect(outcome(`${registered}?${new URLSearchParams(pairs).toString()}`)).toBe(code)
    }),
  )
})
