import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Operation } from '../operations/operation.ts'
import { givenFolder, givenStore, keyOf } from './testing.ts'

const key = keyOf('PAY-1')
const watch = (of = key): Operation => ({ kind: 'watch', key: of, isWatching: true, user: null })

describe('a change', () => {
  test('is there with its operations for the next who opens the store, and open until the site has taken them', () => {
    const folder = givenFolder()
    const { operations } = givenStore(folder).outbox.add({
      title: 'watch',
      performedAt: 7,
      operations: [{ operation: watch() }, { operation: watch(keyOf('PAY-2')) }],
    })
    const { outbox } = givenStore(folder)
    expect(outbox.open()).toEqual(operations)
    expect([...outbox.openKeys()]).toEqual(['PAY-1', 'PAY-2'])
    for (const { id } of operations) outbox.settle(id, { linkId: '3' }, 9)
    expect(outbox.open()).toEqual([])
    expect([...outbox.openKeys()]).toEqual([])
    expect(outbox.lastOrder()).toBe(2)
    expect(outbox.settledAfter(0, key)).toMatchObject([{ state: 'sent', result: { linkId: '3' }, settledOrder: 1 }])
    expect(outbox.settledAfter(1, key)).toEqual([])
  })

  test('of an issue that is made learns its key, in what it holds and in what others hold of it', () => {
    const { outbox, views, drafts, marks } = givenStore()
    const [local, real] = [keyOf('PAY-0000001'), keyOf('PAY-7')]
    const type = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
    outbox.add({
      title: 'a',
      performedAt: 1,
      operations: [
        { operation: watch(local) },
        { operation: { kind: 'link', key, type, outward: true, other: local, otherSummary: local } },
        { operation: { kind: 'rank', key, place: { before: local } } },
        { operation: watch(keyOf('PAY-00000012')) },
      ],
    })
    const none = { title: '', jql: '', total: null, askedAt: null, sweptAt: null, refreshedAt: null, openedAt: null }
    views.put({ ...none, id: 'v', keys: [local, key, real] })
    drafts.put(`comment:${local}`, 'half', 1)
    marks.putSnooze(local, { until: null, untilChanged: false })
    expect(outbox.openKeys().has(local)).toBe(true)
    outbox.rename(local, real)
    expect(outbox.open().map(({ operation }) => operation)).toEqual([
      watch(real),
      { kind: 'link', key, type, outward: true, other: real, otherSummary: local },
      { kind: 'rank', key, place: { before: real } },
      watch(keyOf('PAY-00000012')),
    ])
    expect(outbox.openOf(real)).toHaveLength(1)
    expect([...outbox.openKeys()].toSorted()).toEqual(['PAY-00000012', 'PAY-1', 'PAY-7'])
    expect(views.get('v')?.keys).toEqual([real, key])
    expect(drafts.list()).toEqual({ [`comment:${real}`]: 'half' })
    expect([...marks.snoozed(0)]).toEqual([real])
  })

  test('can be edited until it is over: every member, and those alone', () => {
    const { outbox } = givenStore()
    const [stored] = outbox.add({ title: 'a', performedAt: 1, operations: [{ operation: watch() }] }).operations
    if (stored === undefined) throw new Error('nothing was stored')
    const patch = {
      operation: { ...watch(keyOf('PAY-2')), isWatching: false } as Operation,
      state: 'failed',
      firstSentAt: 3,
      attempts: 2,
      notBefore: 9,
      error: { name: 'JiraApiError', code: 'network', message: 'm' },
      conflicts: [],
    } as const
    outbox.update(stored.id, patch)
    expect(outbox.get(stored.id)).toEqual({ ...stored, ...patch })
    expect(outbox.openOf(keyOf('PAY-2'))).toHaveLength(1)
    outbox.update(stored.id, { state: 'queued', notBefore: null, error: null })
    expect(outbox.get(stored.id)).toEqual({ ...stored, ...patch, state: 'queued', notBefore: null, error: null })
    outbox.update(stored.id, {})
    outbox.update(999, { state: 'dropped' })
    expect(outbox.get(stored.id)).toMatchObject({ state: 'queued' })
  })

  test('that takes another back says so there', () => {
    const { outbox } = givenStore()
    const first = outbox.add({ title: 'a', performedAt: 1, operations: [] })
    const second = outbox.add({ title: 'b', performedAt: 2, undoes: first.change.id, operations: [] })
    expect(outbox.changes(5)).toEqual([second.change, { ...first.change, undoneBy: second.change.id }])
  })
})

describe('what is over', () => {
  const hour = 3_600_000

  test('is forgotten but for the newest changes, for what was taken lately, and for what is open', () => {
    let now = 10 * hour
    const folder = givenFolder()
    const store = givenStore(folder, { now: () => now })
    const { outbox } = store
    const add = (undoes?: number) =>
      outbox.add({ title: 'x', performedAt: 1, operations: [{ operation: watch() }], ...(undoes ? { undoes } : {}) })
    const [first, open, back] = [add(), add(), add(1)]
    outbox.settle(first.operations[0]?.id ?? 0, {}, now)
    outbox.settle(back.operations[0]?.id ?? 0, {}, now)
    outbox.prune(1)
    expect(outbox.changes(9)).toHaveLength(3)
    now += 2 * hour
    outbox.prune(1)
    expect(outbox.changes(9).map(({ id, undoes }) => [id, undoes])).toEqual([
      [back.change.id, null],
      [open.change.id, null],
    ])
    outbox.prune(0)
    expect([outbox.changes(9).length, outbox.lastOrder()]).toEqual([2, 2])
    expect(outbox.open().map(({ id }) => id)).toEqual(open.operations.map(({ id }) => id))
    store.close()
    const again = givenStore(folder)
    expect(again.opened.rescued).toBe(0)
    expect(again.outbox.changes(9)).toHaveLength(2)
  })

  test('does not come back out of a log whose writer was killed before it could say so', () => {
    let now = 0
    const folder = givenFolder()
    const log = join(folder, 'outbox.log')
    const store = givenStore(folder, { now: () => now })
    const [stored] = store.outbox.add({ title: 'x', performedAt: 1, operations: [{ operation: watch() }] }).operations
    const before = readFileSync(log)
    store.outbox.settle(stored?.id ?? 0, {}, now)
    const [last] = store.outbox.add({ title: 'y', performedAt: 1, operations: [{ operation: watch() }] }).operations
    store.outbox.settle(last?.id ?? 0, {}, now)
    writeFileSync(log, before)
    now = 2 * hour
    store.outbox.prune(0)
    expect(store.outbox.get(stored?.id ?? 0)).toBeUndefined()
    store.close()
    const again = givenStore(folder)
    expect([again.opened.rescued, again.outbox.open().length]).toEqual([0, 0])
  })

  test('is not in the log, which stays short however much is sent', () => {
    const folder = givenFolder()
    const { outbox } = givenStore(folder)
    const log = join(folder, 'outbox.log')
    const [one] = outbox.add({ title: 'x', performedAt: 1, operations: [{ operation: watch() }] }).operations
    for (let at = 0; at < 200; at += 1) {
      const body = { format: 'wiki', source: 'x'.repeat(5000) } as const
      const operation: Operation = { kind: 'edit-comment', key, id: '1', body, typed: '' }
      const [stored] = outbox.add({ title: 'x', performedAt: 1, operations: [{ operation }] }).operations
      outbox.settle(stored?.id ?? 0, {}, 1)
      expect(statSync(log).size).toBeLessThan(280_000)
    }
    outbox.update(one?.id ?? 0, { state: 'dropped' })
    expect(statSync(log).size).toBe(0)
  })
})
