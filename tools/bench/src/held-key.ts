import { processUsage, type Screen } from '@mmd/tools-screen-driver'
import { listPosition } from './frame.ts'
import { goToStart, loadWholeList } from './list.ts'
import { type Bench, pause, sizeName, sizes, withSubject } from './subject.ts'
import { fixed, type Table } from './table.ts'

/** What happened while a key was held. */
export interface HeldRow {
  readonly size: string
  readonly perSecond: number
  readonly written: number
  /** Rows the cursor should have moved and has not. */
  readonly lost: number
  /** From the last key to the last byte, milliseconds. */
  readonly lagMs: number
  readonly framesPerSecond: number
  /** Share of one processor, 0 to 1 or more. */
  readonly cpu: number
}

/** Repeats of a usual keyboard, a fast one, and more than any. */
const rates = [30, 100, 200]
/** What comes after so long without a byte does not belong to the keys. */
const quietMs = 150

/** How many keys are due after so many milliseconds. */
export const keysDue = (elapsedMs: number, perSecond: number, holdMs: number): number =>
  Math.floor((Math.min(elapsedMs, holdMs) * perSecond) / 1000)

/** Rows that are missing after `written` keys down from `from` in a list of `total`, the end of which stops the cursor. */
export const rowsLost = (from: number, written: number, total: number, at: number): number =>
  Math.min(from + written, total) - at

const hold = async (screen: Screen, perSecond: number, holdMs: number): Promise<number> => {
  const started = performance.now()
  let written = 0
  for (;;) {
    const elapsed = performance.now() - started
    for (const due = keysDue(elapsed, perSecond, holdMs); written < due; written++) screen.send('j')
    if (elapsed >= holdMs) return written
    await pause(Math.max(0, ((written + 1) * 1000) / perSecond - elapsed))
  }
}

const count = (text: string, part: string): number => text.split(part).length - 1

/** Holds `j` at a rate, and waits until the program has caught up. */
export const measureRate = async (
  screen: Screen,
  size: string,
  perSecond: number,
  holdMs: number,
): Promise<HeldRow> => {
  const from = listPosition(screen.text())
  const before = processUsage(screen.pid).cpuMs
  const already = screen.rawOutput().length
  let last = Number.NaN
  const draw = screen.holdDrawing()
  const stop = screen.onOutput(() => (last = performance.now()))
  const started = performance.now()
  const written = await hold(screen, perSecond, holdMs)
  const released = performance.now()
  while (performance.now() - Math.max(last, released) < quietMs) await pause(quietMs / 5)
  const cpuMs = processUsage(screen.pid).cpuMs - before
  stop()
  draw()
  await screen.waitIdle()
  const to = listPosition(screen.text())
  const frames = count(screen.rawOutput().subarray(already).toString('latin1'), '\x1b[?2026l')
  const seconds = (released - started) / 1000
  return {
    size,
    perSecond,
    written,
    lost: rowsLost(from?.at ?? Number.NaN, written, to?.total ?? Number.NaN, to?.at ?? Number.NaN),
    lagMs: Math.max(0, last - released),
    framesPerSecond: frames / seconds,
    cpu: cpuMs / 1000 / seconds,
  }
}

/** Holds `j` at each rate, at each size. */
export const measureHeldKey = async (
  { subject, pace, progress }: Bench,
  holdMs: number,
): Promise<readonly HeldRow[]> => {
  const rows: HeldRow[] = []
  for (const size of sizes) {
    const measured = await withSubject(subject, size, async (screen) => {
      await loadWholeList(screen, pace)
      const found: HeldRow[] = []
      for (const rate of rates) {
        progress(`held: ${rate} a second, ${sizeName(size)}`)
        found.push(await measureRate(screen, sizeName(size), rate, holdMs))
        await goToStart(screen)
      }
      return found
    })
    rows.push(...measured)
  }
  return rows
}

/** One line per size and rate. */
export const heldTable = (rows: readonly HeldRow[]): Table => ({
  title: 'A held key',
  head: ['size', 'keys/s', 'written', 'lost', 'last frame after release, ms', 'frames/s', 'CPU %'],
  rows: rows.map(({ size, perSecond, written, lost, lagMs, framesPerSecond, cpu }) => [
    size,
    String(perSecond),
    String(written),
    fixed(lost, 0),
    fixed(lagMs, 0),
    fixed(framesPerSecond, 0),
    fixed(cpu * 100, 0),
  ]),
})
