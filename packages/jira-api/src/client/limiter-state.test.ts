import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  initialLimiterState,
  type LimiterEvent,
  type LimiterState,
  type Step,
  step,
  type Ticket,
} from './limiter-state.ts'
import type { RateFacts } from './rate-facts.ts'

const facts = (more: Partial<RateFacts> = {}): RateFacts => ({
  status: 200,
  waitMs: undefined,
  reason: 'unsaid',
  bucket: undefined,
  isNearLimit: false,
  ...more,
})

const ticket = (id: number, more: Partial<Ticket> = {}): Ticket => ({
  id,
  priority: 'user',
  endpoint: 'GET /a',
  issue: undefined,
  ...more,
})

/** A limiter with a clock of its own, at which things happen one after the other. */
const bench = (concurrency = 6) => {
  let state = initialLimiterState(concurrency)
  let now = 0
  const send = (event: LimiterEvent): Step => {
    const next = step(state, event, now)
    state = next.state
    return next
  }
  return {
    ask: (id: number, more: Partial<Ticket> = {}) => send({ kind: 'ask', ticket: ticket(id, more) }),
    answer: (id: number, more: Partial<RateFacts> = {}) =>
      send({ kind: 'answer', id, facts: facts(more), random: 0.5 }),
    leave: (id: number) => send({ kind: 'leave', id }),
    at: (time: number) => {
      now = time
      return send({ kind: 'tick' })
    },
  }
}

describe('slots', () => {
  test('are as many as there are, and go to users first', () => {
    const limiter = bench(2)
    expect(limiter.ask(1).started).toEqual([1])
    expect(limiter.ask(2).started).toEqual([2])
    expect(limiter.ask(3, { priority: 'background' }).blocks.get(3)).toEqual({ why: 'busy', until: undefined })
    limiter.ask(4)
    expect(limiter.answer(1).started).toEqual([4])
    expect(limiter.leave(2).started).toEqual([3])
  })

  test('are never all taken by background work', () => {
    const limiter = bench(2)
    const priority = 'background'
    expect(limiter.ask(1, { priority }).started).toEqual([1])
    expect(limiter.ask(2, { priority }).started).toEqual([])
    expect(limiter.ask(3).started).toEqual([3])
  })
})

test('background work has its turn, however many users come', () => {
  const limiter = bench(2)
  limiter.ask(1)
  limiter.ask(2)
  limiter.ask(3, { priority: 'background' })
  const started: number[] = []
  for (let id = 4; id < 200; id += 1) {
    limiter.ask(id)
    started.push(...limiter.answer([1, 2, ...started].at(id - 4) ?? 0).started)
  }
  expect(started).toContain(3)
  // It comes once, and users go on.
  expect(started.indexOf(3)).toBeGreaterThan(10)
  expect(started.length).toBe(196)
})

describe('a 429', () => {
  test('without a reason keeps everybody back, for a second at least', () => {
    const limiter = bench()
    limiter.ask(1)
    limiter.answer(1, { status: 429, waitMs: 0 })
    const asked = limiter.ask(2)
    expect(asked.blocks.get(2)).toEqual({ why: 'rate-limit', until: 1_000 })
    expect(asked.wakeAt).toBe(1_000)
    expect(limiter.at(999).started).toEqual([])
    expect(limiter.at(1_000).started).toEqual([2])
  })

  test('sends away a user who has less patience than it asks for, and lets the others wait', () => {
    const limiter = bench()
    limiter.ask(2, { issue: 'PAY-1' })
    limiter.answer(2, { status: 429, waitMs: 5_000, reason: 'issue-writes' })
    const hasty = { issue: 'PAY-1', patienceMs: 4_000 }
    expect(limiter.ask(3, hasty).refused).toEqual([{ id: 3, why: 'issue-writes', waitMs: 5_000 }])
    expect(limiter.ask(4, { ...hasty, patienceMs: 5_000 }).refused).toEqual([])
    expect(limiter.ask(5, { issue: 'PAY-2', patienceMs: 0 }).refused).toEqual([])
  })

  test('that does not say how long doubles with each one in a row', () => {
    const limiter = bench()
    limiter.ask(1)
    limiter.answer(1, { status: 429 })
    expect(limiter.ask(2).blocks.get(2)?.until).toBe(2_000)
    limiter.at(2_000)
    limiter.answer(2, { status: 429 })
    expect(limiter.ask(3).blocks.get(3)?.until).toBe(6_000)
  })

  test('for several that were under way together counts once', () => {
    const limiter = bench()
    for (const id of [1, 2, 3, 4, 5, 6]) limiter.ask(id)
    for (const id of [1, 2, 3, 4, 5, 6]) limiter.answer(id, { status: 429 })
    expect(limiter.ask(7).blocks.get(7)).toEqual({ why: 'rate-limit', until: 2_000 })
  })

  test('for a burst keeps back that endpoint alone', () => {
    const limiter = bench()
    limiter.ask(1)
    limiter.answer(1, { status: 429, waitMs: 5_000, reason: 'burst' })
    expect(limiter.ask(2).blocks.get(2)).toEqual({ why: 'burst', until: 5_000 })
    expect(limiter.ask(3, { endpoint: 'GET /b' }).started).toEqual([3])
    expect(limiter.ask(4, { endpoint: 'POST /a' }).started).toEqual([4])
  })

  test('for a quota keeps back background work until its end, and nobody else', () => {
    const limiter = bench()
    limiter.ask(1)
    limiter.answer(1, { status: 429, waitMs: 600_000, reason: 'quota' })
    const asked = limiter.ask(2, { priority: 'background' })
    expect(asked.blocks.get(2)).toEqual({ why: 'quota', until: 600_000 })
    expect(asked.refused).toEqual([])
    expect(limiter.ask(3).started).toEqual([3])
    expect(limiter.at(600_000).started).toEqual([2])
  })

  test('for a quota without an end lasts until the next full hour', () => {
    const limiter = bench()
    limiter.at(3_000_000)
    limiter.ask(1)
    limiter.answer(1, { status: 429, reason: 'quota' })
    expect(limiter.ask(2, { priority: 'background' }).blocks.get(2)?.until).toBe(3_600_000)
  })

  test('for writes to an issue keeps back writes to that one', () => {
    const limiter = bench()
    limiter.ask(1, { issue: 'A-1' })
    limiter.answer(1, { status: 429, waitMs: 2_000, reason: 'issue-writes' })
    expect(limiter.ask(2, { issue: 'A-1' }).blocks.get(2)?.why).toBe('issue-writes')
    expect(limiter.ask(3, { issue: 'A-2' }).started).toEqual([3])
    expect(limiter.ask(4).started).toEqual([4])
  })

  test('that shuts the host for long is told to users at once, while background work waits', () => {
    const limiter = bench()
    limiter.ask(1)
    limiter.answer(1, { status: 429, waitMs: 120_000 })
    expect(limiter.ask(2).refused).toEqual([{ id: 2, why: 'rate-limit', waitMs: 120_000 }])
    expect(limiter.ask(3, { priority: 'background' }).refused).toEqual([])
    expect(limiter.at(120_000).started).toEqual([3])
  })
})

test('a 503 that says when to come back keeps everybody back, half a minute at most', () => {
  const limiter = bench()
  limiter.ask(1)
  limiter.answer(1, { status: 503, waitMs: 600_000 })
  expect(limiter.ask(2).blocks.get(2)).toEqual({ why: 'unavailable', until: 30_000 })
})

test('near the limit background work is spaced out, and users are not', () => {
  const limiter = bench()
  const priority = 'background'
  limiter.ask(1)
  limiter.answer(1, { isNearLimit: true })
  limiter.ask(2, { priority })
  expect(limiter.ask(3, { priority }).blocks.get(2)).toEqual({ why: 'near-limit', until: 1_000 })
  expect(limiter.ask(4).started).toEqual([4])
  expect(limiter.at(1_000).started).toEqual([2])
  expect(limiter.at(1_999).started).toEqual([])
  expect(limiter.at(2_000).started).toEqual([3])
})

test('background work does not take tokens that the bucket has not got', () => {
  const limiter = bench()
  const priority = 'background'
  limiter.ask(1)
  limiter.answer(1, { bucket: { limit: 50, remaining: 1, refillMs: 4_000 } })
  expect(limiter.ask(2, { priority }).started).toEqual([2])
  expect(limiter.ask(3, { priority }).blocks.get(3)).toEqual({ why: 'rate-limit', until: 4_000 })
  expect(limiter.ask(4).started).toEqual([4])
})

test('a bucket says nothing an hour later, whatever was sent meanwhile', () => {
  const limiter = bench()
  limiter.ask(1)
  limiter.answer(1, { bucket: { limit: 1, remaining: 0, refillMs: 3_600_000 } })
  for (let id = 2; id < 50; id += 1) {
    limiter.ask(id)
    limiter.answer(id)
  }
  const { blocks, wakeAt } = limiter.ask(50, { priority: 'background' })
  expect([blocks.get(50)?.why, wakeAt]).toEqual(['rate-limit', 3_600_000])
  expect(limiter.at(3_600_000).started).toEqual([50])
})

test('whatever happens: no slot too many, nobody lost, nobody twice, and who waits is woken or waits for another', () => {
  const priority = fc.constantFrom('user' as const, 'background' as const)
  const asks = fc.record({
    kind: fc.constant('ask' as const),
    priority,
    endpoint: fc.constantFrom('a', 'b'),
    issue: fc.constantFrom(undefined, 'A-1'),
  })
  const ends = fc.record({
    kind: fc.constantFrom('leave' as const, 'answer' as const),
    which: fc.nat(20),
    random: fc.double({ min: 0, max: 0.999, noNaN: true }),
    facts: fc.record({
      status: fc.constantFrom(200, 429, 503),
      waitMs: fc.option(fc.nat(4_000_000), { nil: undefined }),
      reason: fc.constantFrom('burst' as const, 'quota' as const, 'issue-writes' as const, 'unsaid' as const),
      bucket: fc.option(fc.record({ limit: fc.nat(50), remaining: fc.nat(50), refillMs: fc.nat(60_000) }), {
        nil: undefined,
      }),
      isNearLimit: fc.boolean(),
    }),
  })
  const ticks = fc.record({ kind: fc.constant('tick' as const), ms: fc.nat(100_000) })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.oneof(asks, ends, ticks), { maxLength: 80 }),
      (slots, plan) => {
        let state: LimiterState = initialLimiterState(slots)
        let now = 0
        let nextId = 1
        const open = new Set<number>()
        const running = new Set<number>()
        const take = (event: LimiterEvent): Step => {
          const next = step(state, event, now)
          state = next.state
          for (const id of next.started) {
            expect(running.has(id)).toBe(false)
            expect(open.has(id)).toBe(true)
            running.add(id)
          }
          for (const { id } of next.refused) open.delete(id)
          expect(running.size).toBeLessThanOrEqual(slots)
          expect(new Set(state.running.map(({ id }) => id))).toEqual(running)
          expect(state.waiting.length + state.running.length).toBe(open.size)
          expect(new Set([...state.waiting, ...state.running].map(({ id }) => id))).toEqual(open)
          for (const { id } of state.waiting) {
            const block = next.blocks.get(id)
            expect(block).toBeDefined()
            if (block?.until === undefined) expect(running.size).toBeGreaterThan(0)
            else expect(next.wakeAt).toBeLessThanOrEqual(block.until)
          }
          if (next.wakeAt !== undefined) expect(next.wakeAt).toBeGreaterThan(now)
          // Whatever a site says, nobody is kept back for longer than an hour.
          expect((next.wakeAt ?? now) - now).toBeLessThanOrEqual(3_600_000)
          return next
        }
        for (const event of plan) {
          if (event.kind === 'tick') {
            now += event.ms
            take({ kind: 'tick' })
          } else if (event.kind === 'ask') {
            const id = nextId++
            open.add(id)
            take({
              kind: 'ask',
              ticket: { id, priority: event.priority, endpoint: event.endpoint, issue: event.issue },
            })
          } else {
            const from = event.kind === 'answer' ? [...running] : [...open]
            const id = from[event.which % Math.max(1, from.length)]
            if (id === undefined) continue
            open.delete(id)
            running.delete(id)
            take(
              event.kind === 'leave'
                ? { kind: 'leave', id }
                : { kind: 'answer', id, facts: event.facts, random: event.random },
            )
          }
        }
        // Left alone, everything comes to its turn.
        for (let round = 0; state.waiting.length + state.running.length > 0; round += 1) {
          expect(round).toBeLessThan(1_000)
          const [first] = running
          if (first !== undefined) {
            open.delete(first)
            running.delete(first)
            take({ kind: 'answer', id: first, facts: facts(), random: 0 })
          } else {
            now = take({ kind: 'tick' }).wakeAt ?? now
            take({ kind: 'tick' })
          }
        }
      },
    ),
  )
})
