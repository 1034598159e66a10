import { expect, test } from 'vitest'
import { createRequestBudget } from './request-budget.ts'

const cost = { bytes: 0, bytesSent: 0, attempt: 1 }

test('tells requests, those sent again, and bytes both ways', () => {
  const budget = createRequestBudget()
  expect(budget.describe()).toBe('0 requests')
  budget.count({ ...cost, bytes: 12_000, bytesSent: 500 })
  expect(budget.describe()).toBe('1 request · 12.5 kB')
  budget.count({ ...cost, attempt: 2 })
  budget.count()
  expect(budget.describe()).toBe('3 requests (1 sent again) · 12.5 kB')
})

test.each([
  [1, '0 kB'],
  [50, '0.1 kB'],
  [999_949, '999.9 kB'],
  [999_960, '1.0 MB'],
  [5_000_000_000, '5.0 GB'],
  [5_000_000_000_000, '5000.0 GB'],
])('%d bytes are %s', (bytes, text) => {
  const budget = createRequestBudget()
  budget.count({ ...cost, bytes })
  expect(budget.describe()).toBe(`1 request · ${text}`)
})
