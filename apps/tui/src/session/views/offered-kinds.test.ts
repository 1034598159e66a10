import { expect, test } from 'vitest'
import { offeredKinds } from './offered-kinds.ts'

const of = (kept: Readonly<Record<string, unknown>>) => offeredKinds((name) => kept[name])

test('nothing is offered of a site of which nothing is known', () => {
  expect(of({})).toEqual([])
  expect(of({ boards: 'odd', queues: null, capabilities: 3 })).toEqual([])
})

test('lists that the site gave are counted, and empty ones are not offered', () => {
  expect(of({ boards: [{ id: '1' }, { id: '2' }], queues: [{ queues: [1, 2] }, { queues: [3] }] })).toEqual([
    { name: 'Queues', count: 3 },
    { name: 'Boards', count: 2 },
  ])
  expect(of({ boards: [], queues: [{ queues: [] }] })).toEqual([])
})

test('else the products tell', () => {
  const capabilities = { software: 'present', serviceDesk: 'present' }
  expect(of({ capabilities })).toEqual([
    { name: 'Queues', count: null },
    { name: 'Boards', count: null },
  ])
  expect(of({ capabilities: { software: 'absent', serviceDesk: 'closed' } })).toEqual([])
  expect(of({ capabilities, boards: [] })).toEqual([{ name: 'Queues', count: null }])
})
