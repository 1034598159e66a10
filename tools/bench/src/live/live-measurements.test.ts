import { fileURLToPath } from 'node:url'
import { createTerminalModel } from '@mmd/tools-screen-driver'
import { describe, expect, it } from 'vitest'
import type { Pace } from '../subject.ts'
import { timeKeys } from './frame-times.ts'
import { growthOf } from './growth.ts'
import { hourTable, measureHour } from './hour.ts'
import { liveHeldTable, measureLiveHeld } from './live-held.ts'
import { liveKeysTable, measureLiveKeys } from './live-keys.ts'
import { reportOf } from './site-report.ts'

const pace: Pace = {
  warmUpKeys: 1,
  betweenKeysMs: 40,
  // Far longer than a key takes: on a crowded machine it must not be taken for one without effect.
  silentKeyMs: 1500,
  restMs: 1,
  memoryKeys: 3,
  requestQuietMs: 50,
  requestPatienceMs: 10_000,
}
const reporting = { pace, progress: () => undefined }
const options = {
  program: fileURLToPath(new URL('../../fixtures/list-app.mjs', import.meta.url)),
  copy: 150,
  keys: 3,
  holdMs: 100,
  rounds: 3,
}

const frame = (text: string): string => `\x1b[?2026h\x1b[H${text}\x1b[K\x1b[?2026l`

describe('the time of a key', () => {
  const shows = (word: string) => (screen: string) => screen.includes(word)
  const times = (chunks: readonly (readonly [at: number, text: string])[], keys: Parameters<typeof timeKeys>[2]) =>
    timeKeys(
      createTerminalModel({ cols: 20, rows: 2, background: 'dark', answer: () => undefined }),
      chunks.map(([at, text]) => ({ at, bytes: Buffer.from(text) })),
      keys,
      100,
    )

  it('is that of the first frame that shows what it did, whatever is drawn before and after', async () => {
    const chunks = [
      [5, frame('one')],
      [12, frame('news')],
      [17, frame('two')],
      [18, frame('two, news')],
    ] as const
    const [two] = await times(chunks, [{ at: 10, isShown: shows('two') }])
    expect(two).toEqual({ ms: 7, bytes: frame('news').length + frame('two').length })
  })

  it('ends with the last byte of a frame that came in parts, and of two frames at once counts each', async () => {
    const whole = frame('two')
    const chunks = [
      [11, whole.slice(0, 12)],
      [15, `${whole.slice(12)}${frame('three')}`],
    ] as const
    const keys = [
      { at: 10, isShown: shows('two') },
      { at: 10, isShown: shows('three') },
    ]
    expect((await times(chunks, keys)).map(({ ms }) => ms)).toEqual([5, 5])
  })

  it('is none when no frame shows it in time', async () => {
    const [late] = await times([[200, frame('two')]], [{ at: 10, isShown: shows('two') }])
    expect(late?.ms).toBeUndefined()
  })
})

describe('growth', () => {
  it('is none where values go up and down around the same one', () => {
    const { change, noise, slope, slopeError } = growthOf([90, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 99])
    expect(Math.abs(change)).toBeLessThanOrEqual(noise)
    expect(Math.abs(slope)).toBeLessThan(slopeError)
  })

  it('is told by a rise that is larger than chance', () => {
    const values = Array.from({ length: 15 }, (_, at) => 100 + at + (at % 2) / 10)
    const { first, change, noise, slope, slopeError } = growthOf(values)
    expect([first, Math.round(change), Math.round(slope)]).toEqual([100, 5, 15])
    expect(noise).toBeLessThan(change)
    expect(slopeError).toBeLessThan(1)
  })
})

describe('what the site reports', () => {
  it('tells refreshes and their rows from other requests', () => {
    const delta = (startAt: number): string =>
      String(new URLSearchParams({ jql: 'x AND updated >= -6m', startAt: String(startAt), maxResults: '100' }))
    const entries = [
      { time: 1_000, query: delta(0), bytes: 10 },
      { time: 1_100, query: delta(100), bytes: 20 },
      { time: 9_000, query: 'jql=x', bytes: 5 },
    ]
    expect(reportOf(entries, 130, 9_500)).toEqual({
      requests: 3,
      bytes: 35,
      refreshes: 1,
      rows: 130,
      activeMs: 100,
      quietMs: 500,
    })
  })
})

describe('the program on a copy of a site that changes', () => {
  it('takes keys of each kind at both sizes', async () => {
    const rows = await measureLiveKeys(reporting, options)
    expect(rows.map(({ size, pattern }) => `${size} ${pattern}`)).toHaveLength(8)
    // What stands for the program has neither filters nor issues to open.
    const moving = rows.filter(({ pattern }) => pattern === 'cursor moves' || pattern === 'every key scrolls')
    expect(moving.map(({ latency, silent }) => [latency.count, silent])).toEqual(moving.map(() => [3, 0]))
    expect(liveKeysTable(rows).rows).toHaveLength(8)
  }, 60_000)

  it.runIf(process.platform === 'linux')(
    'has a key held, without a refresh and with one',
    async () => {
      const rows = await measureLiveHeld(reporting, options)
      expect(rows.map(({ size, perSecond, refreshing, lost }) => [size, perSecond, refreshing, lost])).toEqual(
        ['200×60', '80×24'].flatMap((size) =>
          [false, true].flatMap((refreshing) => [30, 100].map((rate) => [size, rate, refreshing, 0])),
        ),
      )
      expect(liveHeldTable(rows).rows.map((cells) => cells.length)).toEqual(rows.map(() => 10))
    },
    60_000,
  )

  it.runIf(process.platform === 'linux')(
    'is used for an hour, and says what it holds at each rest',
    async () => {
      const result = await measureHour(reporting, options)
      expect(result.samples).toHaveLength(3)
      for (const { residentBytes, screenBytes, files, listeners } of result.samples) {
        expect(residentBytes).toBeGreaterThan(screenBytes)
        expect(screenBytes).toBeGreaterThan(1e6)
        expect(files).toBeGreaterThan(3)
        expect(listeners).toBeGreaterThan(0)
      }
      expect(hourTable(result).rows).toHaveLength(6)
    },
    60_000,
  )
})
