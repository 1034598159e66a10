import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundleChildren } from '../fetch/bundle-children.ts'
import { askChild } from '../fetch/child.ts'
import { summarise } from '../statistics.ts'
import type { Bench } from '../subject.ts'
import { fixed, type Table } from '../table.ts'
import { type CopyOwner, placeCopy } from './copy-file.ts'
import type { CopyTask, Times } from './messages.ts'

/** How large the copy is, and how often each line is repeated. */
export interface CopyOptions {
  readonly copy: number
  readonly keys: number
}

/** Where Linux keeps files without a disk. */
const memoryFolder = '/dev/shm'

const identity = 'https://depot.example mira'

/** Measures what a screen does with a filled copy, in a process of its own. */
export const measureCopy = async (
  { progress }: Pick<Bench, 'progress'>,
  what: CopyTask['what'],
  { copy: issues, keys: count }: CopyOptions,
): Promise<readonly Times[]> => {
  const places = [tmpdir(), ...(what === 'perform' && existsSync(memoryFolder) ? [memoryFolder] : [])]
  const owners: CopyOwner[] = []
  await using children = await bundleChildren({ copy: new URL('./copy-process.ts', import.meta.url) })
  try {
    for (const place of places) {
      const owner = { folder: await mkdtemp(join(place, 'mmd-bench-own-')), identity }
      owners.push(owner)
      await placeCopy(owner, issues, progress)
    }
    const [owner, inMemory] = owners
    if (owner === undefined) return []
    progress(`${what}: ${issues} issues, each ${count} times`)
    const task: CopyTask = { what, owner, inMemory, issues, count }
    return await askChild<readonly Times[]>(children.files.copy, task)
  } finally {
    for (const { folder } of owners) await rm(folder, { recursive: true, force: true })
  }
}

/** One line of percentiles for each kind. */
export const timesTable = (title: string, lines: readonly Times[]): Table => ({
  title,
  head: ['what', 'p50', 'p95', 'p99', 'times'],
  rows: lines.map(({ what, times }) => {
    const { p50, p95, p99, count } = summarise(times)
    return [what, fixed(p50, 2), fixed(p95, 2), fixed(p99, 2), String(count)]
  }),
})
