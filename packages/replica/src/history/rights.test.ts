import { toIssueKey } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { faceWorld, mira } from '../face/testing.ts'
import type { Operation } from '../operations/operation.ts'
import { backPermissions, rightsOf } from './rights.ts'

const keyOf = (text: string) => {
  const found = toIssueKey(text)
  if (found === undefined) throw new TypeError(text)
  return found
}

const day = 24 * 60 * 60_000

const key = keyOf('PAY-1')
const author = mira
const text = { format: 'wiki', source: 'Hello' } as const
const shown = {
  project: { id: '1', key: 'PAY', name: 'Payments' },
  type: { id: '10', name: 'Bug', subtask: false },
  summary: 'New',
}
const file = { path: '/a.txt', name: 'a.txt', size: 1, mimeType: 'text/plain' }
const relates = { id: '1', name: 'Relates', inward: 'relates to', outward: 'relates to' }

const makes: readonly (readonly [Operation, string])[] = [
  [{ kind: 'create', key, fields: {}, shown }, 'delete issues'],
  [{ kind: 'add-comment', key, body: text, typed: '', author }, 'delete comments'],
  [
    { kind: 'add-worklog', key, seconds: 60, started: '', comment: null, remaining: 'leave', author },
    'delete worklogs',
  ],
  [{ kind: 'attach', key, file, author }, 'delete attachments'],
]

const link: Operation = { kind: 'link', key, type: relates, outward: true, other: key }

const knowing = (has: boolean | undefined, age = 0) => {
  const world = faceWorld()
  const { behind, clock, engine } = world
  const value = Object.fromEntries(backPermissions.map((name) => [name, has]))
  behind.catalogues.put(rightsOf(key), value, clock.now - age)
  engine.tell({})
  return world
}

test.each(makes)('what is made by $0.kind can be taken back by who may delete it', (operation, words) => {
  expect(knowing(true).replica.wayBack(operation)).not.toHaveProperty('unsure')
  expect(knowing(false).replica.wayBack(operation)).toEqual({ closed: `You may not ${words} in PAY` })
  const unsure = { open: true, unsure: `Whether you may ${words} in PAY is not known` }
  expect(faceWorld().replica.wayBack(operation)).toMatchObject(unsure)
  // A site that has no such permission, and one that was asked long ago.
  expect(knowing(undefined).replica.wayBack(operation)).toMatchObject(unsure)
  expect(knowing(false, 2 * day).replica.wayBack(operation)).toMatchObject(unsure)
  expect(knowing(true, 2 * day).replica.wayBack(operation)).not.toHaveProperty('unsure')
})

test('who may link may take a link away', () => {
  expect(faceWorld().replica.wayBack(link)).not.toHaveProperty('unsure')
  expect(knowing(false).replica.wayBack(link)).toEqual({ closed: 'You may not link issues in PAY' })
})

test('one permission of several is enough, and undo does not try what one may not', () => {
  const { replica, behind, clock, engine, take } = faceWorld()
  const allow = (permissions: Readonly<Record<string, boolean>>): void => {
    behind.catalogues.put(rightsOf(key), permissions, clock.now)
    engine.tell({})
  }
  const comment: Operation = { kind: 'add-comment', key, body: text, typed: '', author }
  allow({ DELETE_OWN_COMMENTS: false, DELETE_ALL_COMMENTS: true })
  expect(replica.wayBack(comment)).toMatchObject({ open: true })
  allow({ DELETE_OWN_COMMENTS: false, DELETE_ALL_COMMENTS: false })
  const made = {
    id: '7',
    author,
    body: text,
    created: null,
    updated: null,
    visibility: null,
    internal: false,
  }
  take(replica.perform(comment).id, { comment: made })
  expect(replica.planUndo()).toMatchObject({
    operations: [],
    refused: [{ key, why: 'You may not delete comments in PAY' }],
  })
})
