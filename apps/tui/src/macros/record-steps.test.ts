import type { Operation } from '@mmd/replica'
import { describe, expect, test } from 'vitest'
import { testKey, testNow, testText } from '../app/testing.ts'
import { generalise, recordSteps } from './record-steps.ts'
import { readSnooze, writeSnooze } from './wake-time.ts'

const me = { id: 'mia', name: 'Mia Me' }
const author = { ...me, active: true }
const key = testKey(1)

const record = (...operations: readonly Operation[]) =>
  recordSteps([{ operations, me }], {
    markdown: ({ source }) => source,
    words: ({ kind }) => kind,
    now: testNow,
  })

describe('a recording', () => {
  test('makes variables of one’s own name and the key', () => {
    expect(generalise('PAY-1 is Mia Me’s, not PAY-12 or XPAY-1', { key: 'PAY-1', me })).toBe(
      '{{key}} is {{me}}’s, not PAY-12 or XPAY-1',
    )
  })

  test('says what was done so that it fits other issues', () => {
    const { steps, leftOut } = record(
      { kind: 'assign', key, assignee: author },
      { kind: 'labels', key, add: ['a'], remove: [] },
      { kind: 'add-comment', key, body: testText('x'), typed: 'Thanks from Mia Me on PAY-1', author },
      {
        kind: 'transition',
        key,
        transition: { id: '5', name: 'Close', to: { id: '6', name: 'Closed', category: 'done' } },
        fields: { resolution: { id: '1' }, customfield_1: { id: '7' } },
        resolution: { id: '1', name: 'Fixed' },
        comment: testText('Closing PAY-1'),
      },
      { kind: 'watch', key, isWatching: true, user: null },
      { kind: 'delete-comment', key, id: '5' },
    )
    expect(steps).toEqual([
      { kind: 'assign', to: 'me' },
      { kind: 'label', add: ['a'], remove: [] },
      { kind: 'comment', body: 'Thanks from {{me}} on {{key}}', internal: false },
      {
        kind: 'transition',
        to: 'Closed',
        fields: { customfield_1: 'json:{"id":"7"}' },
        resolution: 'Fixed',
        comment: 'Closing {{key}}',
      },
      { kind: 'watch', on: true },
    ])
    expect(leftOut).toEqual(['delete-comment'])
  })

  test('of several issues at once has each action once', () => {
    const { steps } = record(
      { kind: 'labels', key, add: ['a', 'b'], remove: [] },
      { kind: 'labels', key: testKey(2), add: ['b'], remove: ['c'] },
      { kind: 'vote', key, isFor: true },
      { kind: 'vote', key: testKey(2), isFor: true },
    )
    expect(steps).toEqual([
      { kind: 'label', add: ['a', 'b'], remove: ['c'] },
      { kind: 'vote', on: true },
    ])
  })
})

describe('how long an issue sleeps', () => {
  test.each(['tomorrow', 'changed', 'wake', '3d', '90m'])('is written as it is read: %s', (text) => {
    expect(writeSnooze(readSnooze(text, testNow), testNow)).toBe(text)
  })

  test('of a week is known on other days than Sundays', () => {
    const monday = testNow + 86_400_000
    expect(writeSnooze(readSnooze('week', monday), monday)).toBe('week')
  })

  test('is told when it is no time to come', () => {
    expect(() => readSnooze('yesterday', testNow)).toThrow('no time to come')
    expect(() => readSnooze('2020-01-01', testNow)).toThrow('no time to come')
  })
})
