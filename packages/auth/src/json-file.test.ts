import { expect, test } from 'vitest'
import { AuthError } from './errors.ts'
import { brokenLine, parseJsonFile } from './json-file.ts'

test.each([
  ['{"a": 1,\n "b": nonsense\n}', 2],
  ['{\n "a": 1\n "b": 2\n}', 3],
  ['{\n "a": [1,\n 2\n', 4],
  ['{\n"a": "never\nclosed"\n}', 2],
  ['}', 1],
  ['{"a": 1}\n\ntrailing', 3],
])('the line of the mistake is found in %j', (text, line) => {
  expect(brokenLine(text)).toBe(line)
})

test('a broken file is named with its line and without its content', () => {
  const read = (): unknown => parseJsonFile('{\n"token": "abc" oops\n}', '/home/mira/secrets.json')
  const message = 'The file is not valid JSON, see line 2'
  expect(read).toThrow(new AuthError('bad-file', message, '/home/mira/secrets.json'))
})

test('a byte-order mark is no mistake', () => {
  expect(parseJsonFile('\ufeff{"a":1}', 'x')).toEqual({ a: 1 })
})
