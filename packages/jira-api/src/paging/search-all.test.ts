import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Issue, IssuePage } from '../model/model.ts'
import { readIssue } from '../model/read-issue.ts'
import type { SearchQuery } from '../search-query.ts'
import { readIds } from './read-ids.ts'
import { searchAll } from './search-all.ts'

const issueOf = (number: number): Issue => {
  const issue = readIssue({ id: String(number), key: `PAY-${number}`, fields: {} })
  if (issue === null) throw new Error('no issue')
  return issue
}

/** A list by offset; `change` may alter it before the request with its index. */
const siteOf = (numbers: number[], change: (list: number[], request: number) => void = () => undefined) => {
  const asked: number[] = []
  const search = async ({ startAt = 0, maxResults = 50 }: SearchQuery): Promise<IssuePage> => {
    change(numbers, asked.length)
    asked.push(startAt)
    const issues = numbers.slice(startAt, startAt + maxResults).map(issueOf)
    return { issues, startAt, total: numbers.length, warnings: [] }
  }
  return { asked, search }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1)

const all = async (pages: AsyncIterable<readonly Issue[]>): Promise<string[]> => {
  const keys: string[] = []
  for await (const page of pages) keys.push(...page.map(({ key }) => key))
  return keys
}

test('gives every issue once, a page at a time', async () => {
  const keys = await all(searchAll(siteOf(upTo(25)), { jql: '', pageSize: 10 }))
  expect(keys).toEqual(upTo(25).map((number) => `PAY-${number}`))
})

test('asks for the next page only when the one before was taken', async () => {
  const site = siteOf(upTo(25))
  const pages = searchAll(site, { jql: '', pageSize: 10 })
  expect(site.asked).toEqual([])
  await pages.next()
  expect(site.asked).toEqual([0])
  await pages.next()
  expect(site.asked).toEqual([0, 9])
  await pages.return()
  expect(site.asked).toEqual([0, 9])
})

test('neither loses nor repeats an issue while the list shifts', async () => {
  const site = siteOf(upTo(30), (list, request) => {
    if (request === 1) list.splice(0, 3)
    if (request === 2) list.unshift(99)
  })
  const keys = await all(searchAll(site, { jql: '', pageSize: 10 }))
  expect(new Set(keys).size).toBe(keys.length)
  for (let number = 4; number <= 30; number += 1) expect(keys).toContain(`PAY-${number}`)
})

/** One thing that happens to a list right before a request. */
interface Happening {
  readonly request: number
  readonly kind: 'leave' | 'come' | 'move'
  readonly from: number
  readonly to: number
}

const happenings: fc.Arbitrary<Happening[]> = fc.uniqueArray(
  fc.record({
    request: fc.integer({ min: 1, max: 12 }),
    kind: fc.constantFrom('leave', 'come', 'move'),
    from: fc.nat({ max: 60 }),
    to: fc.nat({ max: 60 }),
  }),
  { maxLength: 3, selector: ({ request }) => request },
)

/** Plays them on a list; `gone` are the numbers that did not match throughout. */
const playing = (length: number, what: readonly Happening[]) => {
  const gone = new Set<number>()
  const site = siteOf(upTo(length), (list, request) => {
    for (const [index, { request: when, kind, from, to }] of what.entries()) {
      if (when !== request) continue
      const [taken] = kind === 'come' ? [1_000 + index] : list.splice(from % Math.max(1, list.length), 1)
      if (taken === undefined) continue
      if (kind === 'leave') gone.add(taken)
      else list.splice(to % (list.length + 1), 0, taken)
    }
  })
  const stayed = (): string[] => upTo(length).flatMap((number) => (gone.has(number) ? [] : [`PAY-${number}`]))
  return { site, stayed }
}

test('each issue that matched throughout comes exactly once, whatever leaves, comes and moves between the pages', async () => {
  const sizes = fc.integer({ min: 2, max: 12 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 60 }), sizes, happenings, async (length, pageSize, what) => {
      const list = playing(length, what)
      const keys = await all(searchAll(list.site, { jql: '', pageSize }))
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).toEqual(expect.arrayContaining(list.stayed()))

      const again = playing(length, what)
      const ids = await readIds((startAt, maxResults) => again.site.search({ jql: '', startAt, maxResults }), pageSize)
      expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
      expect(ids.map(({ key }) => key)).toEqual(expect.arrayContaining(again.stayed()))
    }),
    { numRuns: 500 },
  )
})

test('takes two readings for one only when each page was the same', async () => {
  // One issue moves to where the reading has been already, in the first pass and again in the second.
  const list = playing(42, [
    { request: 2, kind: 'move', from: 19, to: 53 },
    { request: 6, kind: 'move', from: 11, to: 0 },
  ])
  const keys = await all(searchAll(list.site, { jql: '', pageSize: 10 }))
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(expect.arrayContaining(list.stayed()))
})

test('stops at a limit', async () => {
  expect(await all(searchAll(siteOf(upTo(25)), { jql: '', pageSize: 10, limit: 12 }))).toHaveLength(12)
})

test('is over at once where nothing is found', async () => {
  expect(await all(searchAll(siteOf([]), { jql: '' }))).toEqual([])
})

test('throws what the site throws, behind the pages that came', async () => {
  const site = siteOf(upTo(25), (_, request) => {
    if (request === 1) throw new Error('gone')
  })
  const pages = searchAll(site, { jql: '', pageSize: 10 })
  expect((await pages.next()).value).toHaveLength(10)
  await expect(pages.next()).rejects.toThrow('gone')
})
