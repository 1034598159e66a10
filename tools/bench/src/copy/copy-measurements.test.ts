import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { keysTable } from '../keys.ts'
import { memoryTable } from '../memory.ts'
import { startTable } from '../start.ts'
import type { Pace } from '../subject.ts'
import { changesTable, measureCopyChanges, measureCopyKeys, measureCopyMemory } from './copy-keys.ts'
import { measureCopyStart, measureOfflineList } from './copy-start.ts'
import { measureCopy, timesTable } from './measure-copy.ts'

const pace: Pace = {
  warmUpKeys: 1,
  betweenKeysMs: 1,
  silentKeyMs: 10_000,
  restMs: 1,
  memoryKeys: 3,
  requestQuietMs: 50,
  requestPatienceMs: 10_000,
}
const reporting = { pace, progress: () => undefined }
/** So many that the first one's key is on every screen of the list that stands for the program. */
const options = {
  program: fileURLToPath(new URL('../../fixtures/list-app.mjs', import.meta.url)),
  copy: 20,
  rounds: 2,
  keys: 2,
}

describe('the program on a filled copy', () => {
  it('is started with its site up and down, each in turns with `node -e 0`', async () => {
    const result = await measureCopyStart(reporting, options)
    expect(result.rows.map(({ what, times, bases }) => [what, times.length, bases.length])).toEqual(
      ['200×50, site down', '80×24, site down', '200×50, site up', '80×24, site up'].flatMap((kind) => [
        [`first row, ${kind}`, 2, 2],
        [`first whole frame, ${kind}`, 2, 2],
      ]),
    )
    expect(startTable(result, 'Copy').title).toBe('Copy')
  }, 60_000)

  it('takes keys that move and keys that change something', async () => {
    expect(keysTable(await measureCopyKeys(reporting, options)).rows).toHaveLength(4)
    const changes = await measureCopyChanges(reporting, options)
    expect(changes.map(({ size, latency, silent }) => [size, latency.count, silent])).toEqual([
      ['200×50', 2, 0],
      ['80×24', 2, 0],
    ])
    expect(changesTable(changes).rows).toHaveLength(2)
  }, 60_000)

  it.runIf(process.platform === 'linux')(
    'has its memory read at rest and after scrolling',
    async () => {
      const rows = await measureCopyMemory(reporting, options)
      expect(rows.map(({ moment }) => moment)).toEqual([
        'at rest, 20 issues in the copy',
        'at the end of the list',
        'after 3 pages from the start on',
      ])
      expect(memoryTable(rows).rows).toHaveLength(3)
    },
    60_000,
  )

  it('lists and searches without the network', async () => {
    const { rows } = await measureOfflineList(reporting, options)
    expect(rows.map(({ what, times }) => [what, times.length])).toEqual([
      ['issue list --view "Newest 20" --offline --json --limit 50', 2],
      ['search zanzibar --offline --json', 2],
      ['version', 2],
      ['--help', 2],
    ])
  }, 60_000)
})

describe('the copy in a process of its own', () => {
  it('is changed on a disk and without one, with few and with many changes waiting', async () => {
    const lines = await measureCopy(reporting, 'perform', { copy: 120, keys: 2 })
    const kinds = lines.map(({ what }) => what)
    expect(kinds[0]).toBe('durable, on the disk, nothing else waiting')
    expect(kinds.at(-1)).toBe('the disk alone, for one page')
    expect(lines.flatMap(({ times }) => times).every((ms) => ms > 0)).toBe(true)
    expect(timesTable('Changes', lines).rows).toHaveLength(lines.length)
  }, 60_000)

  it('is put in order, and made one list with another', async () => {
    const lines = await measureCopy(reporting, 'arrange', { copy: 50, keys: 2 })
    expect(lines.map(({ times }) => times.length)).toEqual(Array<number>(5).fill(2))
    expect(lines.at(-1)?.what).toBe('one list of two sites with 50 rows each')
  }, 60_000)

  it('is searched and filtered', async () => {
    const lines = await measureCopy(reporting, 'search', { copy: 50, keys: 2 })
    expect(lines.map(({ times }) => times.length)).toEqual(lines.map(() => 2))
    expect(lines.map(({ what }) => what.split(':')[0])).toEqual([
      ...Array<string>(7).fill('full text'),
      ...Array<string>(3).fill('filter of 10 rows'),
      ...Array<string>(3).fill('filter of 50 rows'),
    ])
  }, 60_000)
})
