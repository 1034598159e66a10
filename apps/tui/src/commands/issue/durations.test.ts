import { describe, expect, test } from 'vitest'
import { toRemaining, toStarted, toWakeTime } from './durations.ts'

test('what remains is left, counted, or set anew', () => {
  expect(['auto', 'leave', '90m'].map(toRemaining)).toEqual(['auto', 'leave', { set: '1h 30m' }])
  expect(() => toRemaining('plenty')).toThrow('auto, leave')
})

test('a start has the zone that it names, else that of the machine', () => {
  expect(toStarted('2026-11-26T09:30:00+02:00')).toBe('2026-11-26T07:30:00.000Z')
  expect(toStarted('2026-11-26')).toBe(new Date(2026, 10, 26).toISOString())
  expect(() => toStarted('yesterday')).toThrow('2026-11-26T09:30')
})

describe('the end of a snooze', () => {
  const now = () => Date.UTC(2026, 10, 26)

  test('is counted from now, or a time', () => {
    expect(toWakeTime('2h', now)).toBe(Date.UTC(2026, 10, 26, 2))
    expect(toWakeTime('1w', now)).toBe(Date.UTC(2026, 11, 3))
    expect(toWakeTime('2026-12-01T08:00Z', now)).toBe(Date.UTC(2026, 11, 1, 8))
  })

  test('is never over already', () => {
    expect(() => toWakeTime('2026-11-01', now)).toThrow('future')
    expect(() => toWakeTime('soon', now)).toThrow('2026-11-26T09:30')
  })
})
