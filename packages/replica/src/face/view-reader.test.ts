import type { IssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import type { Store } from '../store/store.ts'
import { issueOf } from '../store/testing.ts'
import { faceWorld, noah } from './testing.ts'

const spec = { id: 'all', title: 'All', jql: 'project = PAY' }

const putView = (store: Store, keys: readonly IssueKey[]): void =>
  store.views.put({ ...spec, keys, total: keys.length, askedAt: 5, sweptAt: 5, refreshedAt: 5, openedAt: 5 })

test('a view that was never read is empty until it is', async () => {
  const { replica, key, behind, engine } = faceWorld()
  expect(replica.view('all')).toBeUndefined()
  const opened = replica.openView(spec)
  engine.tell({ views: { all: { phase: 'loading', error: null } } })
  expect(replica.view('all')).toEqual({ spec, keys: [], total: null, phase: 'loading', error: null, refreshedAt: null })
  putView(behind, [key])
  await opened
  expect(replica.view('all')).toMatchObject({ keys: [key], total: 1, refreshedAt: 5 })
  expect(replica.views()).toEqual([spec])
})

test('the rows of another query are not shown for a view that was changed', async () => {
  const { replica, key, behind } = faceWorld()
  putView(behind, [key])
  await replica.openView({ ...spec, jql: 'project = OPS' })
  expect(replica.view('all')).toMatchObject({ keys: [], total: null })
})

test('a list that stays the same stays the same object', () => {
  const { replica, key, other, behind } = faceWorld()
  putView(behind, [key, other])
  const { keys } = replica.view('all') ?? {}
  replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.view('all')?.keys).toBe(keys)
})

test('an issue comes back when its time is over, at the next poll', () => {
  const { replica, key, other, behind, clock } = faceWorld()
  putView(behind, [key, other])
  replica.perform({ kind: 'snooze', key, snooze: { until: clock.now + 1000, untilChanged: false } })
  expect(replica.view('all')).toMatchObject({ keys: [other], total: 1 })
  clock.now += 2000
  replica.poll()
  expect(replica.view('all')).toMatchObject({ keys: [key, other], total: 2 })
})

test('the filter knows what is pending', () => {
  const { replica, key, other, behind, put } = faceWorld()
  putView(behind, [key, other])
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.matching('all', ['Noah'])).toEqual([key])
  expect(replica.matching('all', ['lena'])).toEqual([other])
  expect(replica.matching('all', [])).toEqual([key, other])
  put(id, 'dropped')
  expect(replica.matching('all', ['lena', 'pay'])).toEqual([key, other])
})

test('a hit of the search shows what is pending', () => {
  const { replica, key } = faceWorld({ summary: 'Refund fails twice' })
  replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.search('refund', 5).find((hit) => hit.key === key)?.issue.assignee).toEqual(noah)
})

test('an issue that is to be deleted is not in the list, and is again when that was refused', () => {
  const { replica, key, other, behind, put } = faceWorld()
  putView(behind, [key, other])
  const { project, type, summary } = issueOf(key, 1)
  const made = { fields: {}, shown: { project, type, summary } }
  const { id } = replica.perform({ kind: 'delete-issue', key, made })
  expect(replica.view('all')?.keys).toEqual([other])
  put(id, 'failed')
  expect(replica.view('all')?.keys).toEqual([key, other])
})
