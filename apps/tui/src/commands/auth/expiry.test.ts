import { expect, test } from 'vitest'
import { describeExpiry } from './expiry.ts'

const now = Date.parse('2026-11-26T10:00:00.000Z')
const after = (seconds: number): string => describeExpiry(now + seconds * 1000, now)

test.each([
  [45, 'in 45 seconds'],
  [54 * 60, 'in 54 minutes'],
  [3 * 3600 + 1800, 'in 3 hours'],
  [90 * 86_400, 'in 90 days'],
  [-7200, '2 hours ago'],
])('%s seconds from now is said as %s', (seconds, words) => {
  expect(after(seconds)).toBe(`${words} (${new Date(now + seconds * 1000).toISOString()})`)
})

test('an end that the site did not say is not made up', () => {
  expect(describeExpiry(undefined, now)).toBe('at a time that is not known')
})
