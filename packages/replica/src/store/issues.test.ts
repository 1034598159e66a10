import { describe, expect, test } from 'vitest'
import { givenFolder, givenStore, issueDetailOf, issueOf, keyOf } from './testing.ts'

const key = keyOf('PAY-1')

describe('a row', () => {
  test('is there for the next who opens the store', () => {
    const folder = givenFolder()
    const issue = issueOf('PAY-1', 1, { description: { format: 'wiki', source: 'It *fails*' } })
    givenStore(folder).issues.putRow(issue, 5)
    const store = givenStore(folder)
    expect(store.issues.row(key)).toEqual(issue)
    expect(store.issues.count()).toBe(1)
  })

  test('without a description leaves the one that is known', () => {
    const { issues } = givenStore()
    const description = { format: 'wiki', source: 'It fails' } as const
    issues.putRow(issueOf('PAY-1', 1, { description }), 5)
    issues.putRow(issueOf('PAY-1', 1, { summary: 'New' }), 6)
    expect(issues.row(key)).toMatchObject({ summary: 'New', description })
  })

  test('shows in the detail what is newer in it, and leaves the rest', () => {
    const { issues } = givenStore()
    issues.putDetail(issueDetailOf('PAY-1', 1, { commentTotal: 3, summary: 'Old' }), 5)
    issues.putRow(issueOf('PAY-1', 1, { summary: 'New' }), 6)
    expect(issues.detail(key)).toEqual({
      value: issueDetailOf('PAY-1', 1, { commentTotal: 3, summary: 'New' }),
      fetchedAt: 5,
    })
  })

  test('of a moved issue takes its new key to every list, snooze and operation', () => {
    const store = givenStore()
    const { issues, views, marks, outbox } = store
    issues.putDetail(issueDetailOf('PAY-1', 1, { commentTotal: 3 }), 5)
    const none = { total: 2, askedAt: null, sweptAt: null, refreshedAt: null, openedAt: null }
    views.put({ id: 'v', title: 'V', jql: '', keys: [key, keyOf('PAY-2')], ...none })
    marks.putSnooze(key, { until: null, untilChanged: false })
    const operation = { kind: 'snooze', key, snooze: null } as const
    const { operations } = outbox.add({ title: 'x', performedAt: 1, operations: [{ operation }] })
    issues.putRow(issueOf('OPS-9', 1), 6)
    const moved = keyOf('OPS-9')
    expect(issues.row(key)).toBeUndefined()
    expect(issues.detail(moved)?.value).toMatchObject({ key: moved, commentTotal: 3 })
    expect(views.get('v')?.keys).toEqual([moved, 'PAY-2'])
    expect([...marks.snoozed(0)]).toEqual([moved])
    expect(operations.map(({ id }) => outbox.get(id)?.operation.key)).toEqual([moved])
  })

  test('takes the place of another issue that had its key', () => {
    const { issues } = givenStore()
    issues.putDetail(issueDetailOf('PAY-1', 1), 5)
    issues.putRow(issueOf('PAY-1', 2), 6)
    expect(issues.row(key)?.id).toBe('2')
    expect(issues.detail(key)).toBeUndefined()
    expect(issues.count()).toBe(1)
  })

  test.each(['', '-3', 'NEW', '99999999999999999999'])('may have an id that is no number of Jira: "%s"', (id) => {
    const { issues } = givenStore()
    issues.putRow(issueOf('PAY-1', id), 5)
    issues.putRow(issueOf('PAY-2', id), 5)
    issues.putRow(issueOf('PAY-1', id, { summary: 'Again' }), 6)
    expect(issues.row(key)).toMatchObject({ id, summary: 'Again' })
    expect(issues.count()).toBe(2)
  })
})

describe('fields of a list', () => {
  const field = (id: string, text: string) => ({ id, name: id, value: { kind: 'text', text } as const })
  const [a, b] = [field('customfield_1', 'a'), field('customfield_2', 'b')]

  test('stay with a row that was asked for others, as long as the issue has not changed', () => {
    const { issues } = givenStore()
    issues.putRow(issueOf('PAY-1', 1, { fields: [a] }), 1)
    issues.putRow(issueOf('PAY-1', 1, { fields: [b] }), 2)
    expect(issues.row(key)?.fields).toEqual([b, a])
    issues.putRow(issueOf('PAY-1', 1), 3)
    expect(issues.row(key)?.fields).toEqual([b, a])
    issues.putRow(issueOf('PAY-1', 1, { fields: [b], updated: '2026-11-23T08:00:00.000Z' }), 4)
    expect(issues.row(key)?.fields).toEqual([b])
  })

  test('are newer in the detail than what came with it, and a newer detail is newer in the list', () => {
    const { issues } = givenStore()
    issues.putDetail(issueDetailOf('PAY-1', 1, { fields: [a, b] }), 1)
    issues.putRow(issueOf('PAY-1', 1, { fields: [field('customfield_2', 'new'), field('timespent', '5')] }), 2)
    expect(issues.detail(key)?.value.fields).toEqual([a, field('customfield_2', 'new')])
    issues.putDetail(issueDetailOf('PAY-1', 1, { fields: [a] }), 3)
    expect(issues.detail(key)?.value.fields).toEqual([a])
    expect(issues.row(key)?.fields).toEqual([field('timespent', '5')])
  })
})

describe('rows that an operation has changed', () => {
  test('are kept as they are, the remote links among them', () => {
    const { issues } = givenStore()
    issues.putDetail(issueDetailOf('PAY-1', 1), 1)
    const before = issues.rows(key)
    if (before?.detail === undefined) throw new Error('no detail')
    const changed = { labels: ['new'], description: { format: 'wiki', source: 'new' } } as const
    const link = {
      id: '1',
      globalId: null,
      applicationType: null,
      relationship: null,
      url: '',
      title: 't',
      summary: null,
    }
    const rows = {
      issue: { ...before.issue, ...changed },
      detail: { ...before.detail, ...changed, watchers: { count: 1, mine: true } },
      remoteLinks: [{ ...link, resolved: false }],
    }
    issues.putRows(rows, 7)
    expect(issues.rows(key)).toEqual(rows)
    expect(issues.detail(key)?.fetchedAt).toBe(7)
    issues.putRows({ issue: issueOf('PAY-1', 1, { labels: [] }), detail: undefined, remoteLinks: undefined }, 8)
    expect(issues.rows(key)).toEqual({
      issue: { ...rows.issue, labels: [] },
      detail: { ...rows.detail, labels: [] },
      remoteLinks: rows.remoteLinks,
    })
  })
})

describe('parts', () => {
  test('have a time of their own, which a fetch that finds the same makes new', () => {
    const { issues } = givenStore()
    issues.putPart(key, 'history', [1], 1)
    expect(issues.part(key, 'history')).toBeUndefined()
    issues.putRow(issueOf('PAY-1', 1), 1)
    issues.putPart(key, 'history', [1], 2)
    issues.putPart(key, 'history', [1], 3)
    expect(issues.part(key, 'history')).toEqual({ value: [1], fetchedAt: 3 })
    issues.putPart(key, 'history', [], 4)
    expect(issues.part(key, 'history')).toEqual({ value: [], fetchedAt: 4 })
    expect([...issues.known([key, keyOf('PAY-2')])]).toEqual([key])
  })
})

describe('an issue that is gone', () => {
  test('is in no list and not found any more', () => {
    const { issues, views } = givenStore()
    issues.putRow(issueOf('PAY-1', 1), 5)
    const view = { id: 'v', title: 'V', jql: '', keys: [key, keyOf('PAY-11')], total: 2 }
    views.put({ ...view, askedAt: null, sweptAt: null, refreshedAt: null, openedAt: null })
    issues.remove(key)
    expect(issues.row(key)).toBeUndefined()
    expect(views.get('v')).toMatchObject({ keys: ['PAY-11'], total: 1 })
    expect(issues.search('Summary', 5)).toEqual([])
  })
})
