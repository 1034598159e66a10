import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildOAuthHeader, parseOAuthHeader } from './oauth-header.ts'

test('a header is written as in RFC 5849 section 3.5.1', () => {
  expect(
    buildOAuthHeader([
      ['oauth_consumer_key', '0685bd9184jfhq22'],
      ['oauth_signature', 'wOJIO9A2W5mFwDgiDvZbTSMK/PY='],
    ]),
  ).toBe('OAuth oauth_consumer_key="0685bd9184jfhq22", oauth_signature="wOJIO9A2W5mFwDgiDvZbTSMK%2FPY%3D"')
})

test('what is written can be read', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 })
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { minLength: 1 }), (parameters) => {
      const header = buildOAuthHeader(parameters)
      expect(header).toMatch(/^[\u0020-\u007e]*$/u)
      expect(parseOAuthHeader(header)).toEqual(parameters)
    }),
  )
})

test.each([
  ['OAuth realm="https%3A%2F%2Fjira.example", oauth_problem="token_rejected"'],
  ['oauth  realm="https%3A%2F%2Fjira.example",oauth_problem="token_rejected"'],
  ['Basic realm="x", OAuth realm="https%3A%2F%2Fjira.example", oauth_problem="token_rejected", Negotiate'],
])('the challenge %s is understood', (header) => {
  expect(parseOAuthHeader(header)).toEqual([
    ['realm', 'https://jira.example'],
    ['oauth_problem', 'token_rejected'],
  ])
})

test.each(['', 'Basic realm="x"', 'XOAuth a="b"', 'Bearer OAuth'])('%j has no OAuth part', (header) => {
  expect(parseOAuthHeader(header)).toBeUndefined()
})

test.each(['OAuth a=b', 'OAuth a="b', 'OAuth a="%"', 'OAuth %="b"', 'OAuth a b="c"'])(
  'reading %s ends where it is broken',
  (header) => {
    expect(parseOAuthHeader(header)).toEqual([])
  },
)

test('any text can be read without an error', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseOAuthHeader(`OAuth ${text}`)).toBeInstanceOf(Array)
    }),
  )
})
