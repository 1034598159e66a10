import { expect, test } from 'vitest'
import { isAuthError } from '../errors.ts'
import { expectState, hasRegisteredQuery, isAnswer, isSameSecret, refuseErrorAnswer } from './callback.ts'

const query = (text: string): URLSearchParams => new URLSearchParams(text)
const judge = expectState('s-1', new URL('http://localhost:8734/cb?tenant=7&tenant=8&x=y'))
const registered = 'tenant=7&tenant=8&x=y'

test.each([
  [`code=c&state=s-1&${registered}`, { kind: 'answer', refused: false }],
  [`error=access_denied&state=s-1&${registered}`, { kind: 'answer', refused: true }],
  [`code=c&state=s-2&${registered}`, { kind: 'foreign', reason: 'another state' }],
  [`code=c&state=&${registered}`, { kind: 'foreign', reason: 'another state' }],
  [`code=c&state=s-1&state=s-1&${registered}`, { kind: 'foreign', reason: 'another state' }],
  [`code=c&${registered}`, { kind: 'foreign', reason: 'no state' }],
  [`state=s-1&${registered}`, { kind: 'foreign', reason: 'neither one code nor one error' }],
  ['code=c&state=s-1&tenant=7&x=y', { kind: 'foreign', reason: 'neither one code nor one error' }],
])('%s is judged', (text, verdict) => {
  expect(judge(query(text))).toEqual(verdict)
})

test.each([
  ['code=c', true],
  ['error=e', true],
  ['code=', false],
  ['', false],
  ['code=c&code=c', false],
  ['error=e&error=e', false],
  ['code=c&error=e', false],
])('%j is an answer: %s', (text, is) => {
  expect(isAnswer(query(text))).toBe(is)
})

test('a registered query has to come back whole, in any order', () => {
  const address = new URL('http://localhost/cb?a=1&b=2')
  expect(hasRegisteredQuery(query('code=c&b=2&a=1'), address)).toBe(true)
  expect(hasRegisteredQuery(query('a=1'), address)).toBe(false)
  expect(hasRegisteredQuery(query('a=1&b=3'), address)).toBe(false)
  expect(hasRegisteredQuery(query(''), new URL('http://localhost/cb'))).toBe(true)
})

test('secrets are the same only when they are, whatever their length', () => {
  expect(isSameSecret('abc', 'abc')).toBe(true)
  expect(isSameSecret('abc', 'abd')).toBe(false)
  expect(isSameSecret('abc', 'abcd')).toBe(false)
  expect(isSameSecret('', 'a')).toBe(false)
})

test.each([
  ['error=access_denied', 'consent-refused', 'Access was refused in the browser', 'access_denied'],
  ['error=invalid_scope', 'invalid-scope', 'does not grant this scope', 'invalid_scope'],
  ['error=invalid%20scope', 'invalid-scope', 'does not grant this scope', 'invalid scope'],
  ['error=unauthorized_client', 'invalid-client', 'does not let this client', 'unauthorized_client'],
  ['error=invalid_client', 'invalid-client', 'does not know this client', 'invalid_client'],
  ['error=constructor', 'bad-answer', 'refused to sign in', 'constructor'],
  ['error=__proto__', 'bad-answer', 'refused to sign in', '__proto__'],
  ['error=teapot&error_description=No%1B%5B2J%0Atea', 'bad-answer', 'refused to sign in', 'teapot: No [2J tea'],
])('%s is refused', (text, code, message, detail) => {
  let failure: unknown
  try {
    refuseErrorAnswer(query(text))
  } catch (error) {
    failure = error
  }
  expect(isAuthError(failure)).toBe(true)
  expect(failure).toMatchObject({ code, message: expect.stringContaining(message), detail })
})

test('a code is no refusal', () => {
  expect(() => refuseErrorAnswer(query('code=c'))).not.toThrow()
})
