import { processUsage, type Screen } from '@mmd/tools-screen-driver'
import { type Keystroke, strike } from './keystroke.ts'
import { loadWholeList } from './list.ts'
import { percentile, type Summary, summarise } from './statistics.ts'
import { type Bench, type Pace, pause, type Size, sizeName, sizes, withSubject } from './subject.ts'
import { fixed, type Table } from './table.ts'

/** How the keys move: within what is shown, or so that each one scrolls the list. */
export type KeyPattern = 'cursor moves' | 'every key scrolls'

export interface KeyRow {
  readonly size: string
  readonly pattern: KeyPattern
  /** Milliseconds from the write to the last byte. */
  readonly latency: Summary
  readonly bytes: number
  readonly cpuMsPerKey: number
  /** Keys that caused nothing. */
  readonly silent: number
}

/** The keys of a pattern: down and up within a part of the screen, or only down. */
export const keysOf = (pattern: KeyPattern, count: number, rows: number): readonly string[] => {
  const stretch = Math.max(1, Math.floor(rows / 4))
  const isDown = (at: number): boolean => pattern === 'every key scrolls' || at % (stretch * 2) < stretch
  return Array.from({ length: count }, (_, at) => (isDown(at) ? 'j' : 'k'))
}

/** Presses keys one after the other, not before the last one's output has ended. */
export const strikeAll = async (
  screen: Screen,
  keys: readonly string[],
  { betweenKeysMs, silentKeyMs }: Pace,
): Promise<readonly Keystroke[]> => {
  const strokes: Keystroke[] = []
  for (const key of keys) {
    const next = pause(betweenKeysMs)
    strokes.push(await strike(screen, key, silentKeyMs))
    await next
  }
  return strokes
}

const measurePattern = async (
  screen: Screen,
  size: Size,
  pattern: KeyPattern,
  count: number,
  pace: Pace,
): Promise<KeyRow> => {
  const draw = screen.holdDrawing()
  // Down to the edge first, where each further key scrolls.
  if (pattern === 'every key scrolls') await strike(screen, 'j'.repeat(size.rows), pace.silentKeyMs)
  await strikeAll(screen, keysOf(pattern, pace.warmUpKeys, size.rows), pace)
  const before = processUsage(screen.pid).cpuMs
  const strokes = await strikeAll(screen, keysOf(pattern, count, size.rows), pace)
  const cpuMs = processUsage(screen.pid).cpuMs - before
  draw()
  await screen.waitIdle()
  const times = strokes.flatMap(({ ms }) => (ms === undefined ? [] : [ms]))
  return {
    size: sizeName(size),
    pattern,
    latency: summarise(times),
    bytes: percentile(
      strokes.map(({ bytes }) => bytes),
      0.5,
    ),
    cpuMsPerKey: cpuMs / count,
    silent: strokes.length - times.length,
  }
}

/** Measures single keys in a list that is loaded as a whole. */
export const measureKeys = async ({ subject, pace, progress }: Bench, count: number): Promise<readonly KeyRow[]> => {
  const rows: KeyRow[] = []
  for (const size of sizes)
    for (const pattern of ['cursor moves', 'every key scrolls'] as const) {
      progress(`keys: ${pattern}, ${sizeName(size)}`)
      const row = await withSubject(subject, size, async (screen) => {
        await loadWholeList(screen, pace)
        return measurePattern(screen, size, pattern, count, pace)
      })
      rows.push(row)
    }
  return rows
}

/** One line per size and pattern. */
export const keysTable = (
  rows: readonly KeyRow[],
  title = 'A key: from the write to the last byte of the frame, ms',
): Table => ({
  title,
  head: ['size', 'pattern', 'p50', 'p95', 'p99', 'bytes', 'CPU ms', 'keys', 'without effect'],
  rows: rows.map(({ size, pattern, latency, bytes, cpuMsPerKey, silent }) => [
    size,
    pattern,
    fixed(latency.p50),
    fixed(latency.p95),
    fixed(latency.p99),
    String(bytes),
    fixed(cpuMsPerKey),
    String(latency.count),
    String(silent),
  ]),
})
