import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOAuth1, percentEncode, readAuthorization } from './parameters.ts'

test('The parameters of a header are decoded, and the realm is left out', () => {
  expect(readAuthorization('OAuth realm="a, b=c",oauth_token="x%2By%20z" ,  oauth_verifier=""')).toEqual([
    ['oauth_token', 'x+y z'],
    ['oauth_verifier', ''],
  ])
})

test('The name of the scheme may be written in any case, but it is a word of its own', () => {
  expect(['OAuth a="b"', 'oauth a="b"', 'OAuth2 a', 'OAuth', 'Bearer x', undefined].map(isOAuth1)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
})

test.each([
  'OAuth oauth_token',
  'OAuth oauth_token=x',
  'OAuth oauth_token="x',
  'OAuth oauth_token="x" oauth_nonce="y"',
  'OAuth oauth_signature="a+b="',
  'OAuth oauth_token="%"',
  'OAuth oauth_token="%ff"',
  'OAuth =""',
])('A header that is not well formed has no parameters: %s', (header) => {
  expect(readAuthorization(header)).toBeUndefined()
})

test('Whatever is escaped into a header is read out of it again', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          text.map((name) => `oauth_${name}`),
          text,
        ),
      ),
      (parameters) => {
        const members = parameters.map(([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`)
        expect(readAuthorization(`OAuth ${members.join(', ')}`)).toEqual(parameters)
      },
    ),
  )
})
