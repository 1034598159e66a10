import { processUsage, type Screen } from '@mmd/tools-screen-driver'
import { type KeyRow, measureKeys, strikeAll } from '../keys.ts'
import { strike } from '../keystroke.ts'
import { goToStart } from '../list.ts'
import type { MemoryRow } from '../memory.ts'
import { type Summary, summarise } from '../statistics.ts'
import { type Bench, type Pace, pause, type Size, sizeName, sizes, withSubject } from '../subject.ts'
import { fixed, type Table } from '../table.ts'
import { prepareCopyHome } from './copy-home.ts'

/** The program, how large its copy is, and how many keys are pressed. */
export interface CopyKeysOptions {
  readonly program: string
  readonly copy: number
  readonly keys: number
}

type Reporting = Pick<Bench, 'progress' | 'pace'>

const keyBench = ({ progress, pace }: Reporting, subject: Bench['subject']): Bench => ({
  subject,
  requests: { clear: () => undefined, lines: () => [] },
  pace,
  progress,
})

/** Issues on which the cursor rested: the site is asked for them, does not have them, and they leave the list. */
const mostRestedOn = 20

/** Moving through the view of all issues, as `measureKeys` does it, while the site is up and the view is kept fresh. */
export const measureCopyKeys = async (
  reporting: Reporting,
  { program, copy: issues, keys }: CopyKeysOptions,
): Promise<readonly KeyRow[]> => {
  await using home = await prepareCopyHome({ ...reporting, program, issues, site: 'up' })
  const rows = await measureKeys(keyBench(reporting, home.subject), keys)
  if (home.left() < issues - mostRestedOn) throw new Error('the list did not stay whole while it was measured')
  return rows
}

/** Times of changes: from the key to the last byte of the frame that shows it, milliseconds. */
export interface ChangeRow {
  readonly size: string
  readonly latency: Summary
  readonly silent: number
}

const measureAssigning = async (screen: Screen, size: Size, count: number, pace: Pace): Promise<ChangeRow> => {
  const draw = screen.holdDrawing()
  const times: number[] = []
  let silent = 0
  for (let at = -pace.warmUpKeys; at < count; at += 1) {
    await strikeAll(screen, ['j'], pace)
    const next = pause(pace.betweenKeysMs)
    const { ms } = await strike(screen, 'A', pace.silentKeyMs)
    if (at >= 0 && ms === undefined) silent += 1
    if (at >= 0 && ms !== undefined) times.push(ms)
    await next
  }
  draw()
  await screen.waitIdle({ timeoutMs: 60_000 })
  return { size: sizeName(size), latency: summarise(times), silent }
}

/** Assigns one issue after the other to oneself while the site is down, so that everything waits in the outbox. */
export const measureCopyChanges = async (
  reporting: Reporting,
  { program, copy: issues, keys }: CopyKeysOptions,
): Promise<readonly ChangeRow[]> => {
  await using home = await prepareCopyHome({ ...reporting, program, issues, site: 'down' })
  const rows: ChangeRow[] = []
  for (const size of sizes) {
    reporting.progress(`assigning: ${sizeName(size)}`)
    await home.refill()
    rows.push(await withSubject(home.subject, size, (screen) => measureAssigning(screen, size, keys, reporting.pace)))
  }
  return rows
}

/** One line a size. */
export const changesTable = (rows: readonly ChangeRow[]): Table => ({
  title: '`A` (assign to me) on the copy: from the key to the last byte of the frame, ms',
  head: ['size', 'p50', 'p95', 'p99', 'keys', 'without effect'],
  rows: rows.map(({ size, latency, silent }) => [
    size,
    fixed(latency.p50),
    fixed(latency.p95),
    fixed(latency.p99),
    String(latency.count),
    String(silent),
  ]),
})

/** Resident memory with all issues in the copy and the worker of the network running. */
export const measureCopyMemory = async (
  reporting: Reporting,
  { program, copy: issues }: Pick<CopyKeysOptions, 'program' | 'copy'>,
): Promise<readonly MemoryRow[]> => {
  const { pace } = reporting
  const [size] = sizes
  if (size === undefined) return []
  await using home = await prepareCopyHome({ ...reporting, program, issues, site: 'up' })
  reporting.progress('memory on the copy')
  // Awaited here: the home is gone when this function returns.
  const found = await withSubject(home.subject, size, async (screen) => {
    const rows: MemoryRow[] = []
    const read = async (moment: string): Promise<void> => {
      await screen.waitIdle()
      await pause(pace.restMs)
      const { residentBytes, peakBytes } = processUsage(screen.pid)
      rows.push({ moment, residentBytes, peakBytes })
    }
    // By then the site has answered and what counts the views is done.
    await pause(pace.requestQuietMs)
    await read(`at rest, ${issues} issues in the copy`)
    await screen.press('G')
    await read('at the end of the list')
    await goToStart(screen)
    await strikeAll(
      screen,
      Array.from({ length: pace.memoryKeys }, () => '\x1b[6~'),
      pace,
    )
    await read(`after ${pace.memoryKeys} pages from the start on`)
    return rows
  })
  return found
}
