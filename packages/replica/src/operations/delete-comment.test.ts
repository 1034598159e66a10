import type { Comment } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { issueDetailOf, issueOf, keyOf } from '../store/testing.ts'
import { kindOf } from './kinds.ts'

const me = { id: 'mira', name: 'Mira', active: true }
const key = keyOf('SUP-1')

/** How the deletion of one's own comment is taken back. */
const wayBack = (internal: Comment['internal'], isDesk: boolean): unknown => {
  const body = { format: 'wiki', source: 'Paid twice' } as const
  const times = { created: null, updated: null }
  const comment: Comment = { id: '7', author: me, body, ...times, visibility: null, internal }
  const project = { id: '1', key: 'SUP', name: 'Support', ...(isDesk ? { serviceDesk: true as const } : {}) }
  const detail = issueDetailOf(key, 1, { project, comments: [comment], commentTotal: 1 })
  const { prepare, invert } = kindOf({ kind: 'delete-comment', key, id: '7' })
  const operation = prepare(
    { kind: 'delete-comment', key, id: '7' },
    { issue: issueOf(key, 1), detail, remoteLinks: undefined },
  )
  return invert(operation, { mark: 'm', at: '2026-11-22T12:00:00.000Z', result: {} }, me)
}

test('a comment that may have been a note of a service desk does not come back for everybody', () => {
  expect(wayBack(null, true)).toEqual({ why: 'Who may read the comment is not known' })
  expect(wayBack(true, true)).toMatchObject({ operations: [{ kind: 'add-comment', internal: true }] })
  expect(wayBack(false, true)).toMatchObject({ operations: [{ kind: 'add-comment' }] })
})

test('elsewhere there are no notes: it comes back though the site does not say that it was none', () => {
  expect(wayBack(null, false)).toMatchObject({ operations: [{ kind: 'add-comment' }] })
})
