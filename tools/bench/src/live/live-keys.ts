import { createTerminalModel, processUsage, type Screen } from '@mmd/tools-screen-driver'
import { listPosition } from '../frame.ts'
import { goToStart } from '../list.ts'
import { percentile, type Summary, summarise } from '../statistics.ts'
import { type Bench, type Pace, pause, type Size, sizeName, withSubject } from '../subject.ts'
import { fixed, mebibytes, type Table } from '../table.ts'
import { type TimedChunk, type TimedKey, timeKeys } from './frame-times.ts'
import { type LiveHome, prepareLiveHome } from './live-home.ts'
import type { LiveSiteReport } from './messages.ts'

/** A large screen and the smallest usual one. */
export const liveSizes: readonly Size[] = [
  { cols: 200, rows: 60 },
  { cols: 80, rows: 24 },
]

/** A key of a pattern. */
interface Step {
  readonly key: string
  /** What the screen says once it has done its work. */
  readonly isShown: (screen: string) => boolean
  /** The key for a refresh means a refresh before this one. */
  readonly mayRefresh: boolean
}

/** Keys of one kind, so many, beginning in the list of a screen with so many rows. */
interface Pattern {
  readonly name: string
  readonly steps: (count: number, rows: number) => readonly Step[]
}

const isAt =
  (place: number) =>
  (screen: string): boolean =>
    listPosition(screen)?.at === place

// A frame that shows more than one key at once shows each of them.
const isBehind =
  (place: number) =>
  (screen: string): boolean =>
    (listPosition(screen)?.at ?? 0) > place

const moves: Pattern['steps'] = (count, rows) => {
  const stretch = Math.max(1, Math.floor(rows / 4))
  let place = 1
  return Array.from({ length: count }, (_, at) => {
    const isDown = at % (stretch * 2) < stretch
    place += isDown ? 1 : -1
    return { key: isDown ? 'j' : 'k', isShown: isAt(place), mayRefresh: true }
  })
}

// Down to the edge first, at once; each further key scrolls.
const scrolls: Pattern['steps'] = (count, rows) => [
  { key: 'j'.repeat(rows), isShown: isBehind(rows), mayRefresh: true },
  ...Array.from({ length: count }, (_, at) => ({ key: 'j', isShown: isBehind(rows + 1 + at), mayRefresh: true })),
]

const lastLine = (screen: string): string => screen.trimEnd().split('\n').at(-1) ?? ''

const opens: Pattern['steps'] = (count) =>
  Array.from({ length: count }, (_, at) => {
    const isOpening = at % 2 === 0
    const word = isOpening ? 'Esc back' : 'Enter open'
    return {
      key: isOpening ? '\r' : '\x1b',
      isShown: (screen) => lastLine(screen).includes(word),
      mayRefresh: isOpening,
    }
  })

const typed = 'change'

const types: Pattern['steps'] = (count) =>
  Array.from({ length: count }, (_, at) => {
    const length = at % (typed.length + 2)
    const text = typed.slice(0, length)
    const isOver = length > typed.length
    const key = isOver ? '\x1b' : length === 0 ? '/' : (typed[length - 1] ?? '')
    const isShown = (screen: string): boolean =>
      isOver ? lastLine(screen).includes('Enter open') : lastLine(screen).trim().startsWith(`/ ${text}`.trim())
    return { key, isShown, mayRefresh: length === 0 }
  })

const patterns: readonly Pattern[] = [
  { name: 'cursor moves', steps: moves },
  { name: 'every key scrolls', steps: scrolls },
  { name: 'opens and leaves an issue', steps: opens },
  { name: 'types a filter', steps: types },
]

/** Keys of one kind while a refresh is running. */
export interface LiveKeyRow {
  readonly size: string
  readonly pattern: string
  /** Milliseconds from the write to the last byte of the frame that shows what the key did. */
  readonly latency: Summary
  /** Of such a frame. */
  readonly bytes: number
  readonly cpuMsPerKey: number
  /** Keys that no frame of their own shows. */
  readonly silent: number
  readonly site: LiveSiteReport
  /** From the first key to the last, milliseconds. */
  readonly durationMs: number
}

/** Asked this often whether a refresh is over. */
const lookMs = 500

const record = async (screen: Screen, home: LiveHome, steps: readonly Step[], { betweenKeysMs, silentKeyMs }: Pace) => {
  const before = screen.rawOutput()
  const chunks: TimedChunk[] = []
  const keys: TimedKey[] = []
  const stop = screen.onOutput((bytes) => chunks.push({ at: performance.now(), bytes: Uint8Array.from(bytes) }))
  let looked = Number.NEGATIVE_INFINITY
  for (const { key, isShown, mayRefresh } of steps) {
    if (mayRefresh && performance.now() - looked > lookMs) {
      looked = performance.now()
      await home.keepRefreshing(screen)
      await pause(betweenKeysMs)
    }
    keys.push({ at: performance.now(), isShown })
    screen.send(key)
    await pause(betweenKeysMs)
  }
  await pause(silentKeyMs)
  stop()
  return { before, chunks, keys }
}

const measurePattern = async (
  screen: Screen,
  home: LiveHome,
  size: Size,
  { name, steps }: Pattern,
  count: number,
  pace: Pace,
): Promise<LiveKeyRow> => {
  const all = steps(pace.warmUpKeys + count, size.rows)
  const draw = screen.holdDrawing()
  await home.report({ forget: true })
  await home.keepRefreshing(screen)
  const [started, usage] = [performance.now(), processUsage(screen.pid).cpuMs]
  const { before, chunks, keys } = await record(screen, home, all, pace)
  const durationMs = performance.now() - started
  const cpuMs = processUsage(screen.pid).cpuMs - usage
  const site = await home.report({ forget: false })
  draw()
  const model = createTerminalModel({ ...size, background: 'dark', answer: () => undefined })
  // Not waited for: it may end in a frame that the first of the chunks completes.
  model.write(before, () => undefined)
  const times = (await timeKeys(model, chunks, keys, pace.silentKeyMs)).slice(-count)
  const shown = times.flatMap(({ ms, bytes }) => (ms === undefined ? [] : [{ ms, bytes }]))
  return {
    size: sizeName(size),
    pattern: name,
    latency: summarise(shown.map(({ ms }) => ms)),
    bytes: percentile(
      shown.map(({ bytes }) => bytes),
      0.5,
    ),
    cpuMsPerKey: cpuMs / all.length,
    silent: times.length - shown.length,
    site,
    durationMs,
  }
}

/** How large the copy is, and how many keys are pressed. */
export interface LiveKeysOptions {
  readonly program: string
  readonly copy: number
  readonly keys: number
}

/** Keys of each kind at each size in a view of the whole site, while one refresh after the other brings changed rows. */
export const measureLiveKeys = async (
  { pace, progress }: Pick<Bench, 'progress' | 'pace'>,
  { program, copy: issues, keys }: LiveKeysOptions,
): Promise<readonly LiveKeyRow[]> => {
  await using home = await prepareLiveHome({ program, issues, progress })
  await home.change(true)
  const rows: LiveKeyRow[] = []
  for (const size of liveSizes)
    for (const pattern of patterns) {
      progress(`keys while a refresh is running: ${pattern.name}, ${sizeName(size)}`)
      const row = await withSubject(home.subject, size, async (screen) => {
        await goToStart(screen)
        return measurePattern(screen, home, size, pattern, keys, pace)
      })
      rows.push(row)
    }
  return rows
}

/** One line for each size and pattern. The refreshes are those of the keys that were pressed to warm up, too. */
export const liveKeysTable = (rows: readonly LiveKeyRow[]): Table => ({
  title: 'A key on the copy while a refresh is running: until the last byte of the frame that shows what it did, ms',
  head: [
    'size',
    'pattern',
    'p50',
    'p95',
    'p99',
    'bytes',
    'CPU ms',
    'keys',
    'without effect',
    'refreshes',
    'changed rows',
    'MiB from the site',
    'time refreshing, %',
  ],
  rows: rows.map(({ size, pattern, latency, bytes, cpuMsPerKey, silent, site, durationMs }) => [
    size,
    pattern,
    fixed(latency.p50),
    fixed(latency.p95),
    fixed(latency.p99),
    fixed(bytes, 0),
    fixed(cpuMsPerKey),
    String(latency.count),
    String(silent),
    String(site.refreshes),
    String(site.rows),
    mebibytes(site.bytes),
    fixed((site.activeMs / durationMs) * 100, 0),
  ]),
})
