import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnownList, type ReadList, readList } from '../paging/read-list.ts'
import type { SiteClient } from '../site-client.ts'
import { createOwnWrites } from './own-writes.ts'
import { createSearch } from './search.ts'
import { fakeListSite, type ListSite } from './testing.ts'

const jql = 'project = PAY ORDER BY updated DESC'

const searchOf = ({ http }: ListSite): SiteClient['search'] =>
  createSearch(
    http,
    createOwnWrites(() => 0),
  )

const read = (
  search: SiteClient['search'],
  {
    wanted = Number.POSITIVE_INFINITY,
    pageSize = 100,
    known,
  }: Partial<Record<'wanted' | 'pageSize', number>> & { known?: KnownList } = {},
): Promise<ReadList> =>
  readList({
    wanted,
    pageSize: (startAt) => Math.max(pageSize, Math.min(1000, wanted - startAt)),
    page: (startAt, maxResults) => search({ jql, startAt, maxResults }),
    ...(known === undefined ? {} : { known }),
  })

const count = (length: number): number[] => Array.from({ length }, (_, at) => at + 1)
const keysOf = (numbers: readonly number[]): string[] => numbers.map((number) => `PAY-${number}`)
const searches = ({ asked }: ListSite): number => asked.filter((one) => one !== 'count').length

describe('reading a list of the cloud', () => {
  test('is one request when it fits a page', async () => {
    const site = fakeListSite({ numbers: count(100) })
    expect(await read(searchOf(site))).toEqual({ keys: keysOf(count(100)), total: 100, isSteady: true })
    expect(site.asked).toHaveLength(1)
  })

  test('is one request a page and one count when it stands still, whatever its length and the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 2, max: 13 }), async (length, cap) => {
        const site = fakeListSite({ numbers: count(length), cap })
        expect(await read(searchOf(site))).toEqual({ keys: keysOf(count(length)), total: length, isSteady: true })
        expect(site.asked.length).toBe(Math.ceil(length / cap) + (length > cap ? 1 : 0))
      }),
    )
  })

  test('gives each issue that matched throughout exactly once when one leaves, comes or moves between two pages', async () => {
    const change = fc.record({
      page: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom('leave', 'come', 'move'),
      from: fc.nat({ max: 40 }),
      to: fc.nat({ max: 40 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 11, max: 40 }), change, async (length, { page, kind, from, to }) => {
        const left = new Set<number>()
        const changes = {
          [page]: (list: number[]) => {
            const [taken] = kind === 'come' ? [1000] : list.splice(from % list.length, 1)
            if (taken !== undefined && kind === 'leave') left.add(taken)
            if (taken !== undefined && kind !== 'leave') list.splice(to % (list.length + 1), 0, taken)
          },
        }
        const { keys } = await read(searchOf(fakeListSite({ numbers: count(length), cap: 10, changes })))
        expect(new Set(keys).size).toBe(keys.length)
        expect(keys).toEqual(expect.arrayContaining(keysOf(count(length).filter((number) => !left.has(number)))))
      }),
      { numRuns: 300 },
    )
  })

  test('finds all, and their number, however wrong the estimate was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -80, max: 80 }), async (length, miscount) => {
        const site = fakeListSite({ numbers: count(length), cap: 10, miscount })
        expect(await read(searchOf(site))).toEqual({ keys: keysOf(count(length)), total: length, isSteady: true })
        expect(searches(site)).toBeLessThanOrEqual(2 * Math.ceil(length / 10))
      }),
    )
  })

  test('sees an issue that moved by the one that comes twice, also when too few were counted', async () => {
    const changes = { 2: (list: number[]) => list.unshift(...list.splice(35, 1)) }
    const site = fakeListSite({ numbers: count(40), cap: 10, miscount: -20, changes })
    const { keys, isSteady } = await read(searchOf(site))
    expect(isSteady).toBe(true)
    expect(keys).toEqual(keysOf([36, ...count(40).filter((number) => number !== 36)]))
  })

  test('goes on behind what is known with one request', async () => {
    const site = fakeListSite({ numbers: count(400) })
    const search = searchOf(site)
    const first = await read(search, { wanted: 100 })
    const asked = site.asked.length
    const more = await read(search, { wanted: 200, known: first })
    expect(more).toEqual({ keys: keysOf(count(200)), total: 400, isSteady: true })
    expect(site.asked.length - asked).toBe(1)
  })

  test('reads anew when what is known came of another look at the list', async () => {
    const site = fakeListSite({ numbers: count(40), cap: 10, changes: { 1: (list) => void list.splice(3, 1) } })
    const search = searchOf(site)
    const first = await read(search, { wanted: 10 })
    await read(search, { wanted: 10 })
    const more = await read(search, { wanted: 20, known: first })
    expect(more.keys).toEqual(keysOf(count(22).filter((number) => number !== 4)).slice(0, more.keys.length))
    expect(more.isSteady).toBe(true)
  })

  test('ends although tokens lead in a circle', async () => {
    let asked = 0
    const page = async (startAt: number) => {
      asked += 1
      if (asked > 20) throw new Error('asked for ever')
      return {
        issues: (await searchOf(fakeListSite({ numbers: count(10) }))({ jql })).issues,
        startAt: startAt === 0 ? 0 : startAt + 1,
        total: 1000,
        warnings: [],
        byToken: { follows: null, isLast: false },
      }
    }
    const { keys, isSteady } = await readList({ wanted: Number.POSITIVE_INFINITY, pageSize: () => 10, page })
    expect([keys.length, isSteady]).toEqual([10, true])
  })
})
