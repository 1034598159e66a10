import type { Change, Comment, User } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { whatChanged } from './what-changed.ts'

const ann: User = { id: 'ann', name: 'Ann', active: true }
const ben: User = { id: 'ben', name: 'Ben', active: true }
const day = (number: number): string => `2026-11-${number}T08:00:00.000Z`

const change = (author: User, at: number, ...fields: readonly string[]): Change => ({
  id: `${at}`,
  author,
  created: day(at),
  items: fields.map((field) => ({ fieldId: field, field, from: null, to: null })),
})
const comment = (author: User, at: number): Comment => ({
  id: `${at}`,
  author,
  body: { format: 'wiki', source: '' },
  created: day(at),
  updated: null,
  visibility: null,
  internal: false,
})

const words = (history: readonly Change[], comments: readonly Comment[] = []): string =>
  whatChanged({ history, comments, since: day(20), me: 'me' })

test('who changed what since then is told, the newest first', () => {
  const history = [change(ben, 19, 'summary'), change(ann, 21, 'Status'), change(ann, 22, 'assignee')]
  expect(words(history, [comment(ben, 23)])).toBe('comment by Ben · status, assignee changed by Ann')
})

test('one’s own changes and those before are no reason', () => {
  const me: User = { id: 'me', name: 'Me', active: true }
  expect(words([change(me, 21, 'status'), change(ann, 20, 'status')], [comment(me, 22)])).toBe('')
})

test('many fields are counted, and comments of one person are told together', () => {
  const history = [change(ann, 21, 'status', 'summary', 'labels', 'priority')]
  expect(words(history)).toBe('status, summary and 2 more changed by Ann')
  expect(words([], [comment(ben, 21), comment(ben, 22)])).toBe('2 comments by Ben')
})
