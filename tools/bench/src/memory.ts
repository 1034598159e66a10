import { processUsage, type Screen } from '@mmd/tools-screen-driver'
import { keysOf, strikeAll } from './keys.ts'
import { loadWholeList } from './list.ts'
import { type Bench, pause, sizes, withSubject } from './subject.ts'
import { mebibytes, type Table } from './table.ts'

/** Resident memory at one moment, bytes. */
export interface MemoryRow {
  readonly moment: string
  readonly residentBytes: number
  readonly peakBytes: number
}

const read = async (screen: Screen, moment: string, restMs: number): Promise<MemoryRow> => {
  await screen.waitIdle()
  await pause(restMs)
  const { residentBytes, peakBytes } = processUsage(screen.pid)
  return { moment, residentBytes, peakBytes }
}

/** Reads resident memory after the start, with the whole list loaded, and after some keys; on the large screen. */
export const measureMemory = async ({ subject, pace, progress }: Bench): Promise<readonly MemoryRow[]> => {
  const [size] = sizes
  if (size === undefined) return []
  progress('memory')
  return withSubject(subject, size, async (screen) => {
    const started = await read(screen, 'at rest after the start', pace.restMs)
    const { total } = await loadWholeList(screen, pace)
    const loaded = await read(screen, `with all ${total} issues loaded`, pace.restMs)
    await strikeAll(screen, keysOf('every key scrolls', pace.memoryKeys, size.rows), pace)
    return [started, loaded, await read(screen, `after ${pace.memoryKeys} keys`, pace.restMs)]
  })
}

/** One line per moment, MiB. */
export const memoryTable = (rows: readonly MemoryRow[], title = 'Memory, MiB'): Table => ({
  title,
  head: ['moment', 'resident', 'most so far'],
  rows: rows.map(({ moment, residentBytes, peakBytes }) => [moment, mebibytes(residentBytes), mebibytes(peakBytes)]),
})
