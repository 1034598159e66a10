import { expect, test } from 'vitest'
import { offeredKinds } from './offered-kinds.ts'

const of = (kept: Readonly<Record<string, unknown>>) => offeredKinds((name) => kept[name])
const custom = (kind: string) => ({ id: 'customfield_1', name: 'One', schema: { type: 'any', custom: kind } })

test('nothing is offered of a site of which nothing is known', () => {
  expect(of({})).toEqual([])
  expect(of({ boards: 'odd', queues: null, fields: [null, 3, { schema: null }] })).toEqual([])
})

test('lists that the site gave are counted, and empty ones are not offered', () => {
  expect(of({ boards: [{ id: '1' }, { id: '2' }], queues: [{ queues: [1, 2] }, { queues: [3] }] })).toEqual([
    { name: 'Queues', count: 3 },
    { name: 'Boards', count: 2 },
  ])
  expect(of({ boards: [], queues: [{ queues: [] }] })).toEqual([])
})

test('else fields tell which products there are', () => {
  const fields = [custom('com.pyxis.greenhopper.jira:gh-sprint'), custom('com.atlassian.servicedesk:sd-sla-field')]
  expect(of({ fields })).toEqual([
    { name: 'Queues', count: null },
    { name: 'Boards', count: null },
  ])
  expect(of({ fields: [custom('com.atlassian.jira.plugin.system.customfieldtypes:float')] })).toEqual([])
  expect(of({ fields, boards: [] })).toEqual([{ name: 'Queues', count: null }])
})
