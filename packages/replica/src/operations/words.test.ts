import { expect, test } from 'vitest'
import { kindOf } from './kinds.ts'
import type { Operation } from './operation.ts'
import { key } from './testing/arbitraries.ts'

const schema = { type: 'any', items: null, system: null, custom: null }
const change = (name: string, value: Extract<Operation, { kind: 'set-fields' }>['changes'][number]['value']) => ({
  id: name.toLowerCase(),
  name,
  schema,
  value,
})
const mira = { id: 'mira', name: 'Mira Okafor', active: true }
const done = { id: '3', name: 'Done', category: 'done' } as const
const points = change('Story Points', { kind: 'number', number: 5 })
const noDate = change('Due date', { kind: 'empty' })
const text = change('Description', { kind: 'rich-text', text: { format: 'wiki', source: 'x' } })
const wait = { id: '7', name: 'Sprint 7' }

test.each<[string, Operation]>([
  ['set Story Points to 5', { kind: 'set-fields', key, changes: [points] }],
  ['clear Due date and change Description', { kind: 'set-fields', key, changes: [noDate, text] }],
  ['set Story Points, Due date and Description', { kind: 'set-fields', key, changes: [points, noDate, text] }],
  ['assign to Mira Okafor', { kind: 'assign', key, assignee: mira }],
  ['unassign', { kind: 'assign', key, assignee: null }],
  ['assign automatically', { kind: 'assign', key, assignee: 'automatic' }],
  [
    'move to Done as Fixed with a comment',
    {
      kind: 'transition',
      key,
      transition: { id: '1', name: 'Finish', to: done },
      fields: {},
      resolution: { id: '1', name: 'Fixed' },
      comment: { format: 'wiki', source: 'x' },
    },
  ],
  ['add labels a, b and remove label c', { kind: 'labels', key, add: ['a', 'b'], remove: ['c'] }],
  ['leave the labels as they are', { kind: 'labels', key, add: [], remove: [] }],
  [
    'add fix version 1.0 and remove fix versions 2.0, 3.0',
    {
      kind: 'members',
      key,
      field: 'fixVersions',
      add: [{ id: '1', name: '1.0' }],
      remove: [
        { id: '2', name: '2.0' },
        { id: '3', name: '3.0' },
      ],
    },
  ],
  [
    'add eu-west to Regions and remove us-east from Regions',
    {
      kind: 'list-items',
      key,
      field: { id: 'customfield_1', name: 'Regions', schema },
      add: { kind: 'options', options: [{ id: '1', label: 'eu-west' }] },
      remove: { kind: 'options', options: [{ id: '2', label: 'us-east' }] },
    },
  ],
  ['watch', { kind: 'watch', key, isWatching: true, user: null }],
  ['take Mira Okafor off the watchers', { kind: 'watch', key, isWatching: false, user: mira }],
  ['vote for it', { kind: 'vote', key, isFor: true }],
  ['take the vote back', { kind: 'vote', key, isFor: false }],
  ['rank before PAY-2', { kind: 'rank', key, place: { before: 'PAY-2' } }],
  ['move to Sprint 7', { kind: 'sprint', key, to: wait }],
  ['move to the backlog', { kind: 'sprint', key, to: null }],
  ['snooze until it changes', { kind: 'snooze', key, snooze: { until: null, untilChanged: true } }],
  [
    'snooze until 2026-12-03 09:30',
    { kind: 'snooze', key, snooze: { until: new Date(2026, 11, 3, 9, 30).getTime(), untilChanged: false } },
  ],
  [
    'mark as a duplicate',
    { kind: 'decide', key, decision: { verdict: 'duplicate', at: 1, view: 'all', reason: 'PAY-2' } },
  ],
  ['put back into the inbox', { kind: 'decide', key, decision: null }],
  ['wake', { kind: 'snooze', key, snooze: null }],
])('%s', (words, operation) => {
  expect(kindOf(operation).describe(operation)).toBe(words)
})

const performed = { mark: 'm', at: '2026-11-22T08:00:00.000Z', result: null }

test.each<[string, Operation]>([
  [
    'What was in Story Points before is not known, or cannot be written',
    { kind: 'set-fields', key, changes: [points] },
  ],
  ['Who had it before is not known', { kind: 'assign', key, assignee: mira }],
  ['Which labels it had before is not known', { kind: 'labels', key, add: ['a'], remove: [] }],
  ['Whether Mira Okafor watched it before is not known', { kind: 'watch', key, isWatching: true, user: mira }],
  ['Where it was in the order before is not known', { kind: 'rank', key, place: { after: 'PAY-2' }, base: null }],
  ['In which sprint it was before is not known', { kind: 'sprint', key, to: wait }],
  [
    'The step left it in Done, and no step undoes that',
    {
      kind: 'transition',
      key,
      transition: { id: '1', name: 'Hand over', to: done },
      fields: {},
      base: { status: done, resolution: null },
    },
  ],
])('there is no way back: %s', (why, operation) => {
  expect(kindOf(operation).invert(operation, performed, mira)).toEqual({ why })
})

test('what was not changed is not taken back', () => {
  const operation: Operation = { kind: 'labels', key, add: ['a', 'b'], remove: ['c', 'd'], base: ['a', 'c'] }
  expect(kindOf(operation).invert(operation, performed, mira)).toEqual({
    operations: [{ kind: 'labels', key, add: ['c'], remove: ['b'] }],
  })
})

test('a step back says what it does not bring back', () => {
  const operation: Operation = {
    kind: 'transition',
    key,
    transition: { id: '1', name: 'Finish', to: done },
    fields: { resolution: { id: '1' }, customfield_1: 'x' },
    resolution: { id: '1', name: 'Fixed' },
    comment: { format: 'wiki', source: 'x' },
    base: { status: { id: '1', name: 'To Do', category: 'new' }, resolution: null },
  }
  expect(kindOf(operation).invert(operation, performed, mira)).toMatchObject({
    operations: [{ kind: 'transition', transition: { id: null, to: { name: 'To Do' } }, resolution: null }],
    loses: 'What was filled in with the step stays. The comment that was made with the step stays',
  })
})

test('a snooze is taken back to what it was before, without sending anything', () => {
  const before = { until: 7, untilChanged: true }
  const operation: Operation = { kind: 'snooze', key, snooze: null, base: before }
  const { invert, send } = kindOf(operation)
  expect(send).toBeUndefined()
  expect(invert(operation, performed, mira)).toEqual({
    operations: [{ kind: 'snooze', key, snooze: before, base: null }],
  })
})
