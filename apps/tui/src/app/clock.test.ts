import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createClock } from './clock.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const minute = 60_000

test('who listens is told twice a minute, until that is ended', () => {
  const clock = createClock()
  const told = vi.fn()
  const stop = clock.subscribe(told)
  vi.advanceTimersByTime(minute)
  expect(told).toHaveBeenCalledTimes(2)
  stop()
  vi.advanceTimersByTime(minute)
  expect(told).toHaveBeenCalledTimes(2)
  expect(vi.getTimerCount()).toBe(0)
})

test('the clock stands while nobody looks, and tells at once when somebody does again', () => {
  const clock = createClock()
  const told = vi.fn()
  clock.subscribe(told)
  clock.look(false)
  vi.advanceTimersByTime(10 * minute)
  expect(told).not.toHaveBeenCalled()
  clock.look(true)
  expect(told).toHaveBeenCalledTimes(1)
  clock.look(true)
  expect(told).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(minute)
  expect(told).toHaveBeenCalledTimes(3)
})

test('a clock does not keep the process alive', () => {
  vi.useRealTimers()
  const before = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const stop = createClock().subscribe(() => undefined)
  expect(process.getActiveResourcesInfo().filter((name) => name === 'Timeout')).toHaveLength(before)
  stop()
})
