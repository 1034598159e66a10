import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateFactsOf } from './rate-facts.ts'

const now = Date.parse('2026-11-26T08:00:00Z')

const bucketHeaders = {
  'x-ratelimit-limit': '50',
  'x-ratelimit-remaining': '0',
  'x-ratelimit-fillrate': '5',
  'x-ratelimit-interval-seconds': '10',
}

test('reads the bucket of Data Center, which says how long until there is a token', () => {
  expect(rateFactsOf(429, { ...bucketHeaders, 'retry-after': '0' }, now)).toEqual({
    status: 429,
    waitMs: 2_000,
    reason: 'unsaid',
    bucket: { limit: 50, remaining: 0, refillMs: 2_000 },
    isNearLimit: true,
  })
})

test('takes what Cloud says for no bucket', () => {
  const headers = { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '12', 'x-ratelimit-nearlimit': 'true' }
  expect(rateFactsOf(200, headers, now)).toEqual({
    status: 200,
    waitMs: undefined,
    reason: 'unsaid',
    bucket: undefined,
    isNearLimit: true,
  })
})

test.each([
  [{ 'retry-after': '7' }, 7_000],
  [{ 'retry-after': 'Thu, 26 Nov 2026 08:00:30 GMT' }, 30_000],
  [{ 'x-ratelimit-reset': '2026-11-26T08:00:12Z' }, 12_000],
  [{ 'retry-after': '7', 'x-ratelimit-reset': '2026-11-26T08:00:12.500Z' }, 12_500],
  [{ 'x-ratelimit-reset': '2026-11-26T07:00:00Z' }, undefined],
  [{ 'x-ratelimit-reset': '1764144000' }, undefined],
  // Clocks differ, and ours stands still while the machine sleeps: the site's own time is what counts.
  [{ 'x-ratelimit-reset': '2026-11-26T20:00:12Z', date: 'Thu, 26 Nov 2026 20:00:00 GMT' }, 12_000],
  [{ 'beta-retry-after': '9' }, 9_000],
  [{ 'retry-after': '3', 'beta-retry-after': '900' }, 3_000],
  [{ 'retry-after': '999999999' }, 3_600_000],
  [{ 'x-failure-category': 'FAILURE_CLIENT_RATE_LIMIT' }, undefined],
])('reads %j as a wait of %s ms', (headers, waitMs) => {
  expect(rateFactsOf(429, headers, now).waitMs).toBe(waitMs)
})

test('a success asks for no wait, whatever it says', () => {
  expect(
    rateFactsOf(200, { 'retry-after': '30', 'x-ratelimit-reset': '2026-11-26T09:00:00Z' }, now).waitMs,
  ).toBeUndefined()
})

test.each([
  ['jira-burst-based', 'burst'],
  ['jira-quota-global-based', 'quota'],
  ['jira-quota-tenant-based', 'quota'],
  ['jira-per-issue-on-write', 'issue-writes'],
  ['jira-cost-based', 'unsaid'],
])('takes the reason %s for %s', (text, reason) => {
  expect(rateFactsOf(429, { 'ratelimit-reason': text }, now).reason).toBe(reason)
})

test('survives any header and never waits longer than an hour', () => {
  const value = fc.oneof(
    fc.string(),
    fc.double().map(String),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )
  const names = [
    ...Object.keys(bucketHeaders),
    'retry-after',
    'x-ratelimit-reset',
    'ratelimit-reason',
    'beta-retry-after',
  ]
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), value), (headers) => {
      const { waitMs = 0, bucket } = rateFactsOf(429, headers, now)
      expect(waitMs).toBeGreaterThanOrEqual(0)
      expect(waitMs).toBeLessThanOrEqual(3_600_000)
      if (bucket !== undefined) expect(bucket.refillMs).toBeLessThanOrEqual(3_600_000)
    }),
  )
})
