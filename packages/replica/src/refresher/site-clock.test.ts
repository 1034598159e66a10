import { expect, test } from 'vitest'
import { skewOf } from './site-clock.ts'

const fetchedAt = Date.parse('2026-11-26T08:00:00Z')

const knowing = (value: unknown): Parameters<typeof skewOf>[0] => ({
  store: { catalogues: { get: () => ({ value, fetchedAt }), put: () => undefined } },
})

test('the difference of the clocks is what the site said less when it was asked', () => {
  expect(skewOf(knowing({ time: '2026-11-26T11:00:00.000Z' }))).toBe(3 * 60 * 60_000)
  expect(skewOf(knowing({ time: '2026-11-26T07:59:30.000Z' }))).toBe(-30_000)
})

test('a site that was not asked, or does not tell, is taken to have our time', () => {
  expect(skewOf({ store: { catalogues: { get: () => undefined, put: () => undefined } } })).toBe(0)
  for (const value of [{}, null, { time: 7 }, { time: 'soon' }, 'x']) expect(skewOf(knowing(value))).toBe(0)
})
