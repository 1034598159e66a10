import { expect, test } from 'vitest'
import { basicHeader, parseToken } from './header.ts'

test.each([
  [' abc\n', 'abc'],
  ['NjM0OTk:x/y+z=', 'NjM0OTk:x/y+z='],
  ['!~', '!~'],
  ['x'.repeat(4096), 'x'.repeat(4096)],
])('%j is the token %j', (text, token) => {
  expect(parseToken(text)).toBe(token)
})

test.each([
  ['', 'is empty'],
  [' \t\n', 'is empty'],
  ['two words', 'blank or a line break'],
  ['two\nlines', 'blank or a line break'],
  ['ümlaut', 'a character that no token has'],
  ['esc\u001b[2J', 'a character that no token has'],
  ['del\u007f', 'a character that no token has'],
  ['x'.repeat(4097), 'far too long'],
])('%j is no token', (text, message) => {
  const refusal = { code: 'bad-token', message: expect.stringContaining(message) }
  expect(() => parseToken(text)).toThrow(expect.objectContaining(refusal))
})

test('user name and password go out as UTF-8 with a colon between them', () => {
  expect(basicHeader('Aladdin', 'open sesame')).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==')
  expect(basicHeader('test', '123£')).toBe('Basic dGVzdDoxMjPCow==')
  expect(basicHeader('a', 'b:c')).toBe('Basic YTpiOmM=')
})

test('a user name with a colon would be another one', () => {
  const refusal = { code: 'bad-token', message: expect.stringContaining('colon') }
  expect(() => basicHeader('a:b', 'c')).toThrow(expect.objectContaining(refusal))
})
