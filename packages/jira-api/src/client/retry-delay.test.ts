import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { retryAfterOf, retryDelay } from './retry-delay.ts'

describe('retryDelay', () => {
  test('doubles with each attempt', () => {
    expect(retryDelay({ attempt: 1, status: 503 }, 0)).toBe(300)
    expect(retryDelay({ attempt: 2, status: 503 }, 0)).toBe(600)
  })

  test('waits two seconds, then four, then eight, more or less, when the rate is limited, also for Retry-After: 0', () => {
    expect(retryDelay({ attempt: 1, status: 429, retryAfter: 0 }, 0.5)).toBe(2_000)
    expect(retryDelay({ attempt: 2, status: 429 }, 0.5)).toBe(4_000)
    expect(retryDelay({ attempt: 3, status: 429 }, 0.5)).toBe(8_000)
    expect(retryDelay({ attempt: 1, status: 429 }, 0)).toBe(1_400)
    expect(retryDelay({ attempt: 1, status: 429, retryAfter: 7 }, 0)).toBe(7_000)
  })

  test.each([
    { attempt: 3, status: 503 },
    { attempt: 4, status: 429 },
    { attempt: 1, status: 429, retryAfter: 60 },
    { attempt: 1, status: 500 },
    { attempt: 1, status: 404 },
    { attempt: 1, reason: 'ENOTFOUND' },
    { attempt: 1, reason: 'CERT_HAS_EXPIRED' },
    { attempt: 1 },
  ])('leaves %j to the caller', (failed) => {
    expect(retryDelay(failed, 0)).toBeUndefined()
  })

  test('is never shorter than what was asked for, nor endless', () => {
    fc.assert(
      fc.property(
        fc.record({
          attempt: fc.integer({ min: 1, max: 2 }),
          status: fc.constantFrom(429, 502, 503, 504),
          retryAfter: fc.double({ min: 0, max: 20, noNaN: true }),
        }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failed, random) => {
          const delay = retryDelay(failed, random)
          expect(delay).toBeGreaterThanOrEqual(Math.floor(failed.retryAfter * 1_000))
          expect(delay).toBeLessThanOrEqual(21_000)
        },
      ),
    )
  })
})

describe('retryAfterOf', () => {
  const now = Date.parse('2026-11-22T08:00:00Z')

  test.each([
    [{ 'retry-after': '12' }, 12],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Sun, 22 Nov 2026 08:00:30 GMT' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 07:00:00 GMT' }, 0],
    [{ 'retry-after': 'Sunday, 22-Nov-26 08:00:30 GMT' }, 30],
    [{ 'retry-after': 'Sun Nov 22 08:00:30 2026' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 20:00:30 GMT', date: 'Sun, 22 Nov 2026 20:00:00 GMT' }, 30],
    [{ 'retry-after': 'Sun, 22 Nov 2026 08:00:30 GMT', date: 'nonsense' }, 30],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': 'in 9999' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '1e9' }, undefined],
    [{ 'retry-after': '9999-12-31' }, undefined],
    [{ 'retry-after': '31536000' }, 86_400],
    [{ 'retry-after': 'Mon, 22 Nov 2027 08:00:30 GMT' }, 86_400],
    [{}, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-fillrate': '5', 'x-ratelimit-interval-seconds': '10' }, 2],
    [{ 'retry-after': '0', 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '60' }, 60],
    [{ 'retry-after': '0', 'x-ratelimit-remaining': '3', 'x-ratelimit-interval-seconds': '60' }, 0],
  ])('reads %j as %s seconds', (headers, seconds) => {
    expect(retryAfterOf(headers, now)).toBe(seconds)
  })
})
