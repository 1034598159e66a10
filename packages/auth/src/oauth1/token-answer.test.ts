import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseForm, parseTokenAnswer } from './token-answer.ts'

test('an answer of Jira is understood', () => {
  const body =
    'oauth_token=t%2F1&oauth_token_secret=s-1&oauth_expires_in=157680000&oauth_session_handle=h-1&oauth_authorization_expires_in=160272000\n'
  expect(parseTokenAnswer(parseForm(body) ?? new URLSearchParams())).toEqual({
    token: 't/1',
    tokenSecret: 's-1',
    isCallbackConfirmed: false,
    sessionHandle: 'h-1',
    expiresIn: 157_680_000,
  })
})

test.each([
  ['true', true],
  ['false', false],
  ['TRUE', false],
  ['1', false],
])('a callback with %s for its confirmation is confirmed: %s', (value, isCallbackConfirmed) => {
  const form = new URLSearchParams(`oauth_token=t&oauth_token_secret=&oauth_callback_confirmed=${value}`)
  expect(parseTokenAnswer(form)).toStrictEqual({ token: 't', tokenSecret: '', isCallbackConfirmed })
})

test('an empty session handle is none', () => {
  const form = new URLSearchParams('oauth_token=t&oauth_token_secret=s&oauth_session_handle=')
  expect(parseTokenAnswer(form)).toStrictEqual({ token: 't', tokenSecret: 's', isCallbackConfirmed: false })
})

test('a life of nothing is none that was said', () => {
  const form = new URLSearchParams('oauth_token=t&oauth_token_secret=s&oauth_expires_in=0')
  expect(parseTokenAnswer(form)).toStrictEqual({ token: 't', tokenSecret: 's', isCallbackConfirmed: false })
})

test('values up to 1024 characters, and answers up to 8 KB, are taken', () => {
  const token = 't'.repeat(1024)
  expect(parseTokenAnswer(new URLSearchParams({ oauth_token: token, oauth_token_secret: '' })).token).toBe(token)
  expect(parseForm(`a=${'b'.repeat(8190)}`)?.get('a')).toHaveLength(8190)
})

test.each([
  '',
  '<html>Log in</html>',
  '{"oauth_token":"t"}',
  'oauth_token',
  'oauth_token: t',
  'oauth_token=t oauth_token_secret=s',
  `oauth_token=${'t'.repeat(8181)}`,
])('%j is no form', (body) => {
  expect(parseForm(body)).toBeUndefined()
})

test.each([
  ['no token', 'oauth_token_secret=s', 'gave no token'],
  ['an empty token', 'oauth_token=&oauth_token_secret=s', 'gave no token'],
  ['no secret', 'oauth_token=t', 'without its secret'],
  ['two tokens', 'oauth_token=t&oauth_token=u&oauth_token_secret=s', 'oauth_token twice'],
  ['two secrets', 'oauth_token=t&oauth_token_secret=s&oauth_token_secret=s', 'oauth_token_secret twice'],
  [
    'two confirmations',
    'oauth_token=t&oauth_token_secret=s&oauth_callback_confirmed=true&oauth_callback_confirmed=true',
    'oauth_callback_confirmed twice',
  ],
  ['a line break in the token', 'oauth_token=secret-t%0D%0A&oauth_token_secret=s', 'unusable oauth_token'],
  ['a blank in the secret', 'oauth_token=t&oauth_token_secret=secret+s', 'unusable oauth_token_secret'],
  ['an endless token', `oauth_token=${'t'.repeat(1025)}&oauth_token_secret=s`, 'oauth_token that is far too long'],
  ['words for a life', 'oauth_token=t&oauth_token_secret=s&oauth_expires_in=secret-x', 'unusable oauth_expires_in'],
  ['a negative life', 'oauth_token=t&oauth_token_secret=s&oauth_expires_in=-5', 'unusable oauth_expires_in'],
  ['an endless life', `oauth_token=t&oauth_token_secret=s&oauth_expires_in=${'9'.repeat(13)}`, 'unusable'],
])('an answer with %s is refused without quoting it', (_, body, reason) => {
  const parse = (): unknown => parseTokenAnswer(new URLSearchParams(body))
  expect(parse).toThrow(expect.objectContaining({ code: 'bad-answer', message: expect.stringContaining(reason) }))
  expect(parse).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret-') }))
})

test('any form gives a usable token or is refused', () => {
  const names = fc.constantFrom('oauth_token', 'oauth_token_secret', 'oauth_expires_in', 'oauth_session_handle')
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string({ unit: 'binary' }))), (fields) => {
      try {
        const answer = parseTokenAnswer(new URLSearchParams(fields))
        expect(`${answer.token}${answer.tokenSecret}${answer.sessionHandle ?? ''}`).toMatch(/^[\u0021-\u007e]+$/u)
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad-answer' })
      }
    }),
  )
})
