import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createRhythm, type Rhythm } from './rhythm.ts'

const second = 1_000
const minute = 60 * second

interface Stage {
  readonly rhythm: Rhythm
  /** What was refreshed, and in which minute. */
  readonly log: string[]
  /** Lets time pass, second by second. */
  readonly pass: (ms: number) => Promise<void>
  /** What the next refreshes come to. */
  answer: { readonly details?: { readonly retryAfter?: number } } | null
}

const stage = (): Stage => {
  let now = 1_000_000_000
  const begun = now
  let timer: { readonly at: number; readonly run: () => void } | undefined
  const log: string[] = []
  const rhythm = createRhythm({
    now: () => now,
    refresh: async (view) => {
      log.push(`${view} ${(now - begun) / minute}`)
      return made.answer
    },
    setTimer: (ms, run) => {
      const mine = { at: now + ms, run }
      timer = mine
      return () => {
        if (timer === mine) timer = undefined
      }
    },
  })
  const made: Stage = {
    rhythm,
    log,
    answer: null,
    pass: async (ms) => {
      for (const end = now + ms; now < end; ) {
        now = Math.min(end, timer === undefined ? end : Math.max(now, timer.at))
        const due = timer !== undefined && timer.at <= now ? timer : undefined
        if (due === undefined) continue
        timer = undefined
        due.run()
        await turn()
      }
    },
  }
  return made
}

test('the view on screen is refreshed every two minutes, one that was left every ten', async () => {
  const { rhythm, log, pass } = stage()
  rhythm.show('mine')
  rhythm.show('open')
  await pass(10 * minute)
  expect(log).toEqual(['open 2', 'open 4', 'open 6', 'open 8', 'mine 10', 'open 10'])
})

test('nothing is asked from five minutes after the window was left, until it is looked at again', async () => {
  const { rhythm, log, pass } = stage()
  rhythm.show('open')
  rhythm.blur()
  await pass(40 * minute)
  expect(log).toEqual(['open 2', 'open 4'])
  rhythm.focus()
  await turn()
  expect(log).toEqual(['open 2', 'open 4', 'open 40'])
})

test('nothing is asked a quarter of an hour after the last key, until the next', async () => {
  const { rhythm, log, pass } = stage()
  rhythm.show('open')
  await pass(60 * minute)
  expect(log.at(-1)).toBe('open 14')
  rhythm.key()
  await turn()
  expect(log.at(-1)).toBe('open 60')
})

test('coming back asks at once, but not when that was done in the last twenty seconds', async () => {
  const { rhythm, log, pass } = stage()
  rhythm.show('open')
  await pass(19 * second)
  rhythm.focus()
  await turn()
  expect(log).toEqual([])
  await pass(second)
  rhythm.focus()
  await turn()
  rhythm.focus()
  await turn()
  expect(log).toHaveLength(1)
})

test('failures make it slower, and a success brings back the usual pace', async () => {
  const made = stage()
  const { rhythm, log, pass } = made
  rhythm.show('open')
  made.answer = {}
  await pass(14 * minute)
  expect(log).toEqual(['open 2', 'open 6', 'open 14'])
  made.answer = null
  rhythm.key()
  await pass(18 * minute)
  expect(log.slice(3)).toEqual([])
  rhythm.key()
  await pass(2 * minute)
  rhythm.key()
  await pass(2 * minute)
  expect(log.slice(3)).toEqual(['open 32', 'open 34', 'open 36'])
})

test('what the site asks to wait is waited for, by all its views and by the focus too', async () => {
  const made = stage()
  const { rhythm, log, pass } = made
  rhythm.show('mine')
  rhythm.show('open')
  made.answer = { details: { retryAfter: 600 } }
  await pass(2 * minute)
  made.answer = null
  await pass(5 * minute)
  rhythm.focus()
  await turn()
  expect(log).toEqual(['open 2'])
  await pass(6 * minute)
  expect(log.slice(1, 3)).toEqual(['mine 12', 'open 12'])
})

test('one that is closed asks nothing any more', async () => {
  const { rhythm, log, pass } = stage()
  rhythm.show('open')
  rhythm.close()
  await pass(10 * minute)
  rhythm.focus()
  await turn()
  expect(log).toEqual([])
})
