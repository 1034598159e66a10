import type { Issue } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { issueOf, keyOf } from '../store/testing.ts'
import { faceWorld, noah } from './testing.ts'

const view = { id: 'all', title: 'All', jql: 'ORDER BY key' }

/** A copy with a list of three, and how often a row was read. */
const listed = () => {
  const world = faceWorld()
  const keys = ['PAY-71', 'PAY-72', 'PAY-73'].map(keyOf)
  for (const [at, key] of keys.entries()) world.behind.issues.putRow(issueOf(key, 71 + at, { summary: `Row ${at}` }), 1)
  const times = { total: 3, askedAt: 1, sweptAt: 1, refreshedAt: 1, openedAt: 1 }
  world.behind.views.put({ ...view, keys, ...times })
  world.replica.poll()
  const read: string[] = []
  const summaryOf = ({ key, summary }: Issue): string => {
    read.push(key)
    return summary
  }
  return { ...world, keys, read, summaryOf }
}

test('each row is read once, and again only when it was written', () => {
  const { replica, behind, keys, read, summaryOf } = listed()
  const first = replica.rowValues('all', summaryOf)
  expect([...first.values()].toSorted()).toEqual(['Row 0', 'Row 1', 'Row 2'])
  expect(replica.rowValues('all', summaryOf)).toBe(first)
  behind.marks.markRead(keys)
  replica.poll()
  expect(replica.rowValues('all', summaryOf)).toBe(first)
  expect(read).toHaveLength(3)
  behind.issues.putRow(issueOf(keyOf('PAY-72'), 72, { summary: 'Otherwise' }), 2)
  replica.poll()
  const second = replica.rowValues('all', summaryOf)
  expect(second.get(keyOf('PAY-72'))).toBe('Otherwise')
  expect(second.get(keyOf('PAY-71'))).toBe('Row 0')
  expect(read).toHaveLength(4)
})

const assigneeOf = ({ assignee }: Issue): string => assignee?.name ?? 'nobody'

test('a value is that of the row as it is shown, with what waits to be sent', () => {
  const { replica } = listed()
  const key = keyOf('PAY-73')
  const before = replica.rowValues('all', assigneeOf).get(key)
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.rowValues('all', assigneeOf).get(key)).toBe(noah.name)
  replica.drop(id)
  expect(replica.rowValues('all', assigneeOf).get(key)).toBe(before)
})

test('rows that have left the list have no value', () => {
  const { replica, behind, keys, summaryOf } = listed()
  replica.rowValues('all', summaryOf)
  const left = keys.slice(1)
  behind.views.put({ ...view, keys: left, total: 2, askedAt: 2, sweptAt: 2, refreshedAt: 2, openedAt: 1 })
  replica.poll()
  expect([...replica.rowValues('all', summaryOf).keys()].toSorted()).toEqual(left)
})

test('a long list is read between keys, and who draws it is told when its values are there', async () => {
  const { replica, behind } = faceWorld()
  const keys = Array.from({ length: 3_200 }, (_, at) => keyOf(`OPS-${at + 1}`))
  behind.transaction(() => {
    for (const [at, key] of keys.entries()) behind.issues.putRow(issueOf(key, at + 1, { summary: `Row ${at}` }), 1)
  })
  const times = { askedAt: 1, sweptAt: 1, refreshedAt: 1, openedAt: 1 }
  const put = (all: readonly Issue['key'][]): void =>
    behind.views.put({ ...view, keys: all, total: all.length, ...times })
  put(keys)
  replica.poll()
  const summaryOf = ({ summary }: Issue): string => summary
  const told = (): Promise<void> =>
    new Promise((resolve) => {
      const end = replica.subscribe(() => {
        end()
        resolve()
      })
    })
  const first = told()
  expect(replica.rowValues('all', summaryOf).size).toBe(0)
  await first
  const values = replica.rowValues('all', summaryOf)
  expect(values.size).toBe(3_200)
  const [key = keyOf('OPS-1')] = keys
  // A row that joins is there at once; one that was written is read again a moment later.
  const joined = keyOf('OPS-9000')
  behind.issues.putRow(issueOf(joined, 9_000, { summary: 'Joined' }), 2)
  behind.issues.putRow(issueOf(key, 1, { summary: 'Otherwise' }), 2)
  put([joined, ...keys])
  replica.poll()
  const second = told()
  const now = replica.rowValues('all', summaryOf)
  expect([now.get(joined), now.get(key)]).toEqual(['Joined', 'Row 0'])
  await second
  expect(replica.rowValues('all', summaryOf).get(key)).toBe('Otherwise')
})

test('a date of each row is read without the rows, with what waits to be sent', () => {
  const { replica, keys, behind } = listed()
  const due = '2026-12-24'
  behind.issues.putRow(issueOf(keyOf('PAY-71'), 71, { due, updated: '2026-11-26T08:00:00.000Z' }), 2)
  replica.poll()
  const dates = replica.rowDates('all', 'due')
  expect(keys.map((key) => dates.get(key))).toEqual([due, ...keys.slice(1).map((key) => replica.issue(key)?.due)])
  expect(replica.rowDates('all', 'due')).toBe(dates)
  expect(replica.rowDates('all', 'updated').get(keyOf('PAY-71'))).toBe('2026-11-26T08:00:00.000Z')
  expect(replica.rowDates('all', 'created').size).toBe(3)
})
