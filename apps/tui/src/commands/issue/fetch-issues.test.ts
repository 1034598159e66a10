import { type Issue, type SearchQuery, toIssueKey } from '@mmd/jira-api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fetchIssues } from './fetch-issues.ts'

const issue = (number: number): Issue => {
  const key = toIssueKey(`PAY-${number}`)
  if (key === undefined) throw new Error('not a key')
  return {
    key,
    id: String(number),
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '1', name: 'Bug', subtask: false },
    summary: '',
    status: { id: '1', name: 'Open', category: 'new' },
    priority: null,
    resolution: null,
    assignee: null,
    reporter: null,
    labels: [],
    components: [],
    fixVersions: [],
    parent: null,
    created: null,
    updated: null,
    due: null,
  }
}

/** A site whose list may change before each page is read. */
const site = (numbers: readonly number[], changes: readonly ((list: number[]) => void)[] = []) => {
  const list = [...numbers]
  const pages: SearchQuery[] = []
  return {
    pages,
    search: async (query: SearchQuery) => {
      changes[pages.length]?.(list)
      pages.push(query)
      const { startAt = 0, maxResults = 50 } = query
      return {
        issues: list.slice(startAt, startAt + maxResults).map(issue),
        startAt,
        total: list.length,
        warnings: [],
      }
    },
  }
}

const count = (length: number): number[] => Array.from({ length }, (_, at) => at + 1)
const keys = (issues: readonly Issue[]): string[] => issues.map(({ key }) => key)
const all = { jql: '', limit: 'all' as const, pageSize: 10 }

describe('fetching every issue', () => {
  test('asks once for a list that fits a page', async () => {
    const small = site(count(8))
    expect(keys((await fetchIssues(small, all)).issues)).toEqual(count(8).map((number) => `PAY-${number}`))
    expect(small.pages).toHaveLength(1)
  })

  test('needs one pass for a list that stands still, whatever its length and the size of a page', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 60 }), fc.integer({ min: 2, max: 13 }), async (length, pageSize) => {
        const still = site(count(length))
        const found = await fetchIssues(still, { ...all, pageSize })
        expect(keys(found.issues)).toEqual(count(length).map((number) => `PAY-${number}`))
        expect(still.pages.filter(({ startAt }) => startAt === 0)).toHaveLength(1)
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
        const changes: ((list: number[]) => void)[] = []
        changes[page] = (list) => {
          const [taken] = kind === 'come' ? [1000] : list.splice(from % list.length, 1)
          if (taken !== undefined && kind === 'leave') left.add(taken)
          if (taken !== undefined && kind !== 'leave') list.splice(to % (list.length + 1), 0, taken)
        }
        const { issues } = await fetchIssues(site(count(length), changes), all)
        const found = keys(issues)
        expect(new Set(found).size).toBe(found.length)
        const stayed = count(length).filter((number) => !left.has(number))
        expect(found).toEqual(expect.arrayContaining(stayed.map((number) => `PAY-${number}`)))
      }),
      { numRuns: 300 },
    )
  })

  test('ends although the list never stands still', async () => {
    let next = 1000
    const restless = site(
      count(25),
      Array.from({ length: 100 }, () => (list: number[]) => void list.unshift(next++)),
    )
    const { issues, warnings } = await fetchIssues(restless, all)
    expect(new Set(keys(issues)).size).toBe(issues.length)
    expect(restless.pages.length).toBeLessThan(30)
    expect(warnings).toEqual([expect.stringContaining('changed faster')])
  })

  test('believes what it gets when the site counts more than it gives', async () => {
    const short = site(count(25))
    const search = async (query: SearchQuery) => ({ ...(await short.search(query)), total: 26 })
    const { issues, total, warnings } = await fetchIssues({ search }, all)
    expect({ found: issues.length, total, warnings }).toEqual({ found: 25, total: 25, warnings: [] })
    expect(short.pages.filter(({ startAt }) => startAt === 0)).toHaveLength(2)
  })

  test('gives the order of the last look, without what left and in the place that it has then', async () => {
    const moved = site(count(25), [
      () => undefined,
      (list) => {
        list.splice(2, 1)
        list.unshift(...list.splice(19, 1))
      },
    ])
    const { issues, warnings } = await fetchIssues(moved, all)
    const expected = [21, ...count(25).filter((number) => number !== 3 && number !== 21)]
    expect(keys(issues)).toEqual(expected.map((number) => `PAY-${number}`))
    expect(warnings).toEqual([])
  })
})

test('fetching some asks for no more than that', async () => {
  const many = site(count(40))
  const found = await fetchIssues(many, { jql: '', limit: 15, pageSize: 10 })
  expect(found.issues).toHaveLength(15)
  expect(found.total).toBe(40)
  expect(many.pages).toEqual([
    { jql: '', startAt: 0, maxResults: 10 },
    { jql: '', startAt: 9, maxResults: 6 },
  ])
})
