import type { IssueKey } from '@mmd/jira-api'
import type { DecidedIssue, Verdict } from '@mmd/replica'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testKey } from '../app/testing.ts'
import { openedInbox } from './inbox-state.ts'
import { queueOf, skip } from './queue.ts'

const decision = (key: IssueKey, verdict: Verdict, changed = false): DecidedIssue => ({
  key,
  verdict,
  changed,
  at: 1,
  view: 'untriaged',
  reason: '',
})

const keys = [1, 2, 3, 4].map(testKey)
const [one = testKey(1), two = testKey(2), three = testKey(3), four = testKey(4)] = keys
const nothing = { skipped: [], leaving: [], returned: [] }

test('what was decided is out, what changed since or awoke is in again', () => {
  const decisions = [decision(one, 'accepted'), decision(two, 'declined', true), decision(three, 'snoozed')]
  expect(queueOf(keys, decisions, nothing)).toEqual([two, three, four])
})

test('what was put off stands at the end, the last one last', () => {
  expect(queueOf(keys, [], { ...nothing, skipped: [three, one] })).toEqual([two, four, three, one])
})

test('what is being decided about is out until that is over', () => {
  expect(queueOf(keys, [], { ...nothing, leaving: [two] })).toEqual([one, three, four])
})

test('what was taken back stands where it stood though the list has it no more', () => {
  const gone = testKey(9)
  expect(queueOf(keys, [], { ...nothing, returned: [{ key: gone, at: 2 }] })).toEqual([one, two, gone, three, four])
  expect(queueOf(keys, [decision(gone, 'accepted')], { ...nothing, returned: [{ key: gone, at: 2 }] })).toEqual(keys)
  expect(queueOf([], [], { ...nothing, returned: [{ key: gone, at: 2 }] })).toEqual([gone])
})

test('the next one of an issue that is put off is the one below it, of the last one the first', () => {
  const inbox = openedInbox('work', one)
  expect(skip(inbox, keys, two)).toMatchObject({ skipped: [two], cursorKey: three })
  expect(skip(inbox, keys, four)).toMatchObject({ skipped: [four], cursorKey: one })
  expect(skip(inbox, [one], one)).toBeUndefined()
})

test('no issue is in the queue twice, and none is lost that nobody decided about', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 12 }).map(testKey), { maxLength: 12 })
  fc.assert(
    fc.property(some, some, some, some, some, (list, out, skipped, leaving, back) => {
      const decisions = out.map((key) => decision(key, 'accepted'))
      const returned = back.map((key, at) => ({ key, at }))
      const queue = queueOf(list, decisions, { skipped, leaving, returned })
      expect(new Set(queue).size).toBe(queue.length)
      const hidden = new Set([...out, ...leaving])
      expect(queue.toSorted()).toEqual([...new Set([...list, ...back])].filter((key) => !hidden.has(key)).toSorted())
    }),
  )
})
