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

  test('that takes another back says so there', () => {
    const { outbox } = givenStore()
    const first = outbox.add({ title: 'a', performedAt: 1, operations: [] })
    const second = outbox.add({ title: 'b', performedAt: 2, undoes: first.change.id, operations: [] })
    expect(outbox.changes(5)).toEqual([second.change, { ...first.change, undoneBy: second.change.id }])
  })
})
