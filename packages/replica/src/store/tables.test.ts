import { describe, expect, test } from 'vitest'
import { givenFolder, givenStore, issueOf, keyOf } from './testing.ts'

const [one, two, three] = [keyOf('PAY-1'), keyOf('PAY-2'), keyOf('PAY-3')]
const [early, late] = ['2026-11-01T08:00:00.000Z', '2026-11-02T08:00:00.000Z']

describe('views', () => {
  const view = { id: 'mine', title: 'Mine', jql: 'assignee = me', total: 9, askedAt: 1, sweptAt: 2, refreshedAt: 3 }

  test('come back as they were put, the newest opened first in the list', () => {
    const folder = givenFolder()
    const { views } = givenStore(folder)
    views.put({ ...view, keys: [two, one], openedAt: 4 })
    views.put({ ...view, id: 'old', keys: [], openedAt: 2, total: null })
    views.put({ ...view, id: 'never', keys: [], openedAt: null })
    const again = givenStore(folder).views
    expect(again.get('mine')).toEqual({ ...view, keys: [two, one], openedAt: 4 })
    expect(again.get('old')?.keys).toEqual([])
    expect(again.list().map(({ id }) => id)).toEqual(['mine', 'old', 'never'])
    expect(again.list()[0]).toEqual({ ...view, openedAt: 4 })
    again.remove('mine')
    expect(again.get('mine')).toBeUndefined()
  })

  test('keep the list that was read as long as it is the same, whatever else changes', () => {
    const folder = givenFolder()
    const [here, there] = [givenStore(folder), givenStore(folder)]
    here.views.put({ ...view, keys: [two, one], openedAt: 4 })
    here.views.put({ ...view, id: 'other', keys: [two, one], openedAt: 4 })
    const keys = here.views.get('mine')?.keys
    there.views.put({ ...view, keys: [two, one], openedAt: 5, refreshedAt: 6 })
    expect(here.views.get('mine')).toEqual({ ...view, keys: [two, one], openedAt: 5, refreshedAt: 6 })
    expect(here.views.get('mine')?.keys).toBe(keys)
    there.views.put({ ...view, keys: [one], openedAt: 5 })
    expect(here.views.get('mine')?.keys).toEqual([one])
    here.transaction(() => here.views.put({ ...view, keys: [three], openedAt: 5 }))
    expect(here.views.get('mine')?.keys).toEqual([three])
    expect(here.views.get('other')?.keys).toEqual([two, one])
    expect(keys).toEqual([two, one])
  })
})

describe('catalogues', () => {
  test('come back with the time at which they were fetched', () => {
    const { catalogues } = givenStore()
    expect(catalogues.get('fields')).toBeUndefined()
    catalogues.put('fields', [{ id: 'summary' }], 5)
    catalogues.put('nothing', undefined, 6)
    expect(catalogues.get('fields')).toEqual({ value: [{ id: 'summary' }], fetchedAt: 5 })
    expect(catalogues.get('nothing')).toEqual({ value: null, fetchedAt: 6 })
  })
})

describe('drafts', () => {
  test('are kept by name until they are empty', () => {
    const { drafts } = givenStore()
    drafts.put('comment:PAY-1', 'half', 1)
    drafts.put('comment:PAY-2', 'other', 2)
    drafts.put('comment:PAY-1', 'half a', 3)
    expect(drafts.get('comment:PAY-1')).toBe('half a')
    drafts.put('comment:PAY-2', '', 4)
    expect(drafts.list()).toEqual({ 'comment:PAY-1': 'half a' })
  })
})

describe('read marks', () => {
  test('make an issue unread that changes after it was seen, and one that was never seen', () => {
    const { issues, marks } = givenStore()
    for (const [at, key] of ['PAY-1', 'PAY-2', 'PAY-3'].entries())
      issues.putRow(issueOf(key, at + 1, { updated: early }), 1)
    expect([...marks.unread([one, two, three, keyOf('PAY-9')])]).toEqual([one, two, three])
    marks.markRead([one, two])
    issues.putRow(issueOf('PAY-1', 1, { updated: late }), 2)
    expect([...marks.unread([one, two, three])]).toEqual([one, three])
    expect([marks.readUpTo(one), marks.readUpTo(three)]).toEqual([early, undefined])
    marks.markRead([one])
    expect(marks.unread([one]).size).toBe(0)
  })

  test('stay with an issue that moves, and go with one that is removed', () => {
    const { issues, marks } = givenStore()
    issues.putRow(issueOf('PAY-1', 1, { updated: early }), 1)
    marks.markRead([one])
    issues.putRow(issueOf('OPS-1', 1, { updated: early }), 2)
    expect(marks.readUpTo(keyOf('OPS-1'))).toBe(early)
    issues.remove(keyOf('OPS-1'))
    issues.putRow(issueOf('OPS-1', 1, { updated: early }), 3)
    expect(marks.readUpTo(keyOf('OPS-1'))).toBeUndefined()
  })

  test('of an issue without a time are kept too', () => {
    const { issues, marks } = givenStore()
    issues.putRow(issueOf('PAY-1', 1, { updated: null }), 1)
    marks.markRead([one])
    expect(marks.readUpTo(one)).toBeNull()
    expect(marks.unread([one]).size).toBe(0)
    issues.putRow(issueOf('PAY-1', 1, { updated: early }), 2)
    expect(marks.unread([one]).size).toBe(1)
  })
})

describe('a decision', () => {
  const decision = { verdict: 'declined', at: 5, view: 'untriaged', reason: 'Too old', seen: early } as const

  test('stands until somebody else changes the issue, and goes with it', () => {
    const { issues, marks } = givenStore()
    issues.putRow(issueOf('PAY-1', 1, { updated: early }), 1)
    issues.putRow(issueOf('PAY-2', 2, { updated: early }), 1)
    marks.putDecision(one, decision)
    marks.putDecision(two, { ...decision, at: 6 })
    expect(marks.decisions()).toEqual([
      { ...decision, key: two, at: 6, changed: false },
      { ...decision, key: one, changed: false },
    ])
    issues.putRow(issueOf('PAY-1', 1, { updated: late }), 2)
    issues.putRow(issueOf('PAY-2', 2, { updated: late }), 2)
    marks.passOver([two])
    expect(marks.decisions().map(({ key, changed }) => [key, changed])).toEqual([
      [two, false],
      [one, true],
    ])
    marks.putDecision(two, null)
    issues.remove(one)
    expect(marks.decisions()).toEqual([])
  })

  test('is forgotten after a quarter of a year, unless a list has the issue still', () => {
    const now = 200 * 86_400_000
    const store = givenStore(givenFolder(), { now: () => now })
    const { issues, marks, views } = store
    for (const [at, key] of ['PAY-1', 'PAY-2', 'PAY-3'].entries()) issues.putRow(issueOf(key, at + 1), 1)
    const times = { total: 1, askedAt: 1, sweptAt: 1, refreshedAt: 1, openedAt: 1 }
    views.put({ id: 'untriaged', title: 'Untriaged', jql: '', keys: [keyOf('PAY-22'), two], ...times })
    const day = (number: number) => ({ ...decision, at: number * 86_400_000 })
    marks.putDecision(one, day(100))
    marks.putDecision(two, day(100))
    marks.putDecision(keyOf('PAY-3'), day(150))
    marks.putSnooze(one, { until: day(100).at, untilChanged: false })
    marks.putSnooze(two, { until: null, untilChanged: true })
    store.tidy()
    expect(marks.decisions().map(({ key }) => key)).toEqual(['PAY-3', two])
    expect([marks.snooze(one), marks.snooze(two)]).toEqual([undefined, { until: null, untilChanged: true }])
  })

  test('stays with an issue that moves', () => {
    const { issues, marks } = givenStore()
    issues.putRow(issueOf('PAY-1', 1, { updated: early }), 1)
    marks.putDecision(one, decision)
    issues.putRow(issueOf('OPS-1', 1, { updated: early }), 2)
    expect(marks.decision(keyOf('OPS-1'))).toEqual(decision)
  })
})

describe('a snooze', () => {
  test('ends with its time, with a change where that wakes it, and by being taken back', () => {
    const { issues, marks } = givenStore()
    for (const [at, key] of ['PAY-1', 'PAY-2', 'PAY-3'].entries())
      issues.putRow(issueOf(key, at + 1, { updated: early }), 1)
    marks.putSnooze(one, { until: 100, untilChanged: false })
    marks.putSnooze(two, { until: null, untilChanged: true })
    marks.putSnooze(three, { until: null, untilChanged: false })
    expect([...marks.snoozed(99)].toSorted()).toEqual([one, two, three])
    expect([...marks.snoozed(100)].toSorted()).toEqual([two, three])
    for (const [at, key] of ['PAY-1', 'PAY-2', 'PAY-3'].entries())
      issues.putRow(issueOf(key, at + 1, { updated: late }), 2)
    expect([...marks.snoozed(99)].toSorted()).toEqual([one, three])
    expect(marks.snooze(two)).toEqual({ until: null, untilChanged: true })
    marks.putSnooze(three, null)
    expect([...marks.snoozed(99)]).toEqual([one])
    expect(marks.snooze(three)).toBeUndefined()
  })

  test('of an issue that is not known yet begins with its first row', () => {
    const { issues, marks } = givenStore()
    marks.putSnooze(one, { until: null, untilChanged: true })
    issues.putRow(issueOf('PAY-1', 1, { updated: early }), 1)
    expect(marks.snoozed(0).size).toBe(1)
    issues.putRow(issueOf('PAY-1', 1, { updated: late }), 1)
    expect(marks.snoozed(0).size).toBe(0)
  })
})
