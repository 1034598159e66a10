import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { isJiraApiError } from '../errors.ts'
import { type Admission, createLimiter, type Limiter, type Pass } from './limiter.ts'
import type { RateFacts } from './rate-facts.ts'

const limited = (waitMs: number | undefined): RateFacts => ({
  status: 429,
  waitMs,
  reason: 'unsaid',
  bucket: undefined,
  isNearLimit: false,
})

/** Lets everything that is settled be heard. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A clock that goes on when it is told to, and pauses that end with it. */
const handClock = () => {
  let now = 1_000_000
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  return {
    ports: {
      now: () => now,
      random: () => 0.5,
      pause: (ms: number, signal: AbortSignal | undefined) =>
        new Promise<void>((resolve, reject) => {
          const sleeper = { at: now + ms, wake: () => resolve() }
          sleepers.add(sleeper)
          signal?.addEventListener('abort', () => {
            sleepers.delete(sleeper)
            reject(new Error('stopped'))
          })
        }),
    },
    sleepers,
    jump: (ms: number) => {
      now += ms
    },
    go: async (ms: number) => {
      now += ms
      for (const sleeper of sleepers) {
        if (sleeper.at > now) continue
        sleepers.delete(sleeper)
        sleeper.wake()
      }
      await settled()
    },
  }
}

const enter = (limiter: Limiter, more: Partial<Admission> = {}): Promise<Pass> =>
  limiter.enter({
    priority: 'user',
    endpoint: 'GET /a',
    issue: undefined,
    name: 'GET /a',
    signal: undefined,
    ...more,
  })

/** `going` and `stopped` say what became of it so far. */
const watch = (promise: Promise<Pass>) => {
  const seen: { pass?: Pass; error?: unknown } = {}
  promise.then(
    (pass) => {
      seen.pass = pass
    },
    (error: unknown) => {
      seen.error = error
    },
  )
  return seen
}

test('a refusal keeps everybody back until its time, and holds a timer no longer than somebody waits', async () => {
  const clock = handClock()
  const limiter = createLimiter(clock.ports)
  const first = await enter(limiter)
  first.done(limited(5_000))
  expect(clock.sleepers.size).toBe(0)
  const second = watch(enter(limiter))
  await clock.go(4_999)
  expect(second).toEqual({})
  expect(clock.sleepers.size).toBe(1)
  await clock.go(1)
  expect(second.pass).toBeDefined()
  expect(clock.sleepers.size).toBe(0)
})

test('who gives up while waiting is cancelled, takes no slot, and leaves neither timer nor listener behind', async () => {
  const clock = handClock()
  const limiter = createLimiter(clock.ports)
  ;(await enter(limiter)).done(limited(5_000))
  const controller = new AbortController()
  const { signal } = controller
  const waiting = watch(enter(limiter, { signal }))
  expect(getEventListeners(signal, 'abort').length).toBe(1)
  controller.abort()
  await settled()
  expect(isJiraApiError(waiting.error, 'cancelled') && waiting.error.details.reason).toBe('NOT_SENT')
  expect(getEventListeners(signal, 'abort').length).toBe(0)
  expect(limiter.load).toEqual({ waiting: 0, running: 0 })
  expect(clock.sleepers.size).toBe(0)
})

test('a slot is given back once, however often it is done with', async () => {
  const limiter = createLimiter(handClock().ports, 1)
  const first = await enter(limiter)
  const second = watch(enter(limiter))
  const third = watch(enter(limiter))
  first.done()
  first.done()
  first.done(limited(1_000))
  await settled()
  expect(second.pass).toBeDefined()
  expect(third).toEqual({})
  expect(limiter.load).toEqual({ waiting: 1, running: 1 })
})

test('a signal that fires after the start takes no slot from anybody, and its listener is gone', async () => {
  const controller = new AbortController()
  const limiter = createLimiter(handClock().ports, 1)
  const first = await enter(limiter, { signal: controller.signal })
  expect(getEventListeners(controller.signal, 'abort').length).toBe(0)
  controller.abort()
  expect(limiter.load).toEqual({ waiting: 0, running: 1 })
  first.done()
  expect(limiter.load).toEqual({ waiting: 0, running: 0 })
})

test('a listener that throws keeps nobody from going, and no slot from being given back', async () => {
  const clock = handClock()
  const limiter = createLimiter(clock.ports, 1)
  const onWait = (): never => {
    throw new RangeError('a fault of the listener')
  }
  const first = await enter(limiter, { onWait })
  const controller = new AbortController()
  const second = watch(enter(limiter, { onWait }))
  const third = watch(enter(limiter, { onWait, signal: controller.signal }))
  await settled()
  expect(second).toEqual({})
  controller.abort()
  first.done(limited(2_000))
  await clock.go(2_000)
  expect(isJiraApiError(third.error, 'cancelled')).toBe(true)
  second.pass?.done()
  expect(limiter.load).toEqual({ waiting: 0, running: 0 })
})

test('a clock that jumps back by a year makes nobody wait for one', async () => {
  const clock = handClock()
  const limiter = createLimiter(clock.ports)
  ;(await enter(limiter)).done(limited(5_000))
  clock.jump(-365 * 86_400_000)
  const second = watch(enter(limiter, { priority: 'background' }))
  await clock.go(5_000)
  expect(second.pass).toBeDefined()
})

test('a pause that fails is a pause that is over', async () => {
  const { ports } = handClock()
  const pause = (): Promise<void> => Promise.reject(new Error('no timers here'))
  const limiter = createLimiter({ ...ports, pause })
  ;(await enter(limiter)).done(limited(5_000))
  const second = watch(enter(limiter))
  await settled()
  expect(second.pass).toBeDefined()
})

test('a host that is shut for long says so to users at once, and counts its answer for an hour at most', async () => {
  const clock = handClock()
  const limiter = createLimiter(clock.ports)
  ;(await enter(limiter)).done(limited(Number.MAX_SAFE_INTEGER))
  const user = watch(enter(limiter))
  const background = watch(enter(limiter, { priority: 'background' }))
  await settled()
  expect(user.error).toMatchObject({ code: 'rate-limited', details: { retryAfter: 3_600, reason: 'NOT_SENT' } })
  expect(background).toEqual({})
  await clock.go(3_600_000)
  expect(background.pass).toBeDefined()
})
