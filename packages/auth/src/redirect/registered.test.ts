import { expect, test } from 'vitest'
import { parseRegistered, portOf } from './registered.ts'

test.each([
  ['http://localhost/oauth/redirect', 80],
  ['http://localhost:8734/', 8734],
  ['https://localhost/cb', 443],
  ['https://app.example:8443/cb?x=1', 8443],
])('%s is gone to at port %d', (text, port) => {
  expect(portOf(parseRegistered(text))).toBe(port)
})

test.each(['', 'oob', '/oauth/redirect', 'mmd-tui://cb', 'ftp://localhost/cb', 'http://localhost/cb#part'])(
  '%j cannot be registered',
  (text) => {
    expect(() => parseRegistered(text)).toThrow(
      expect.objectContaining({ code: 'bad-site', message: expect.stringContaining('redirect URL'), detail: text }),
    )
  },
)
