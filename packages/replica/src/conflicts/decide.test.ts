import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NO_SCHEMA } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { faceWorld, lena, mira, noah } from '../face/testing.ts'
import type { SetFieldsOperation } from '../operations/operation.ts'
import { keyOf } from '../store/testing.ts'

const refusedError = { name: 'JiraApiError', code: 'forbidden', message: 'no' } as const
const user = (person: typeof mira) => ({ kind: 'user', user: person }) as const

const conflicts = [{ id: 'assignee', name: 'Assignee', base: user(lena), mine: user(noah), theirs: user(mira) }]

test('a failed operation is sent again when a person says so', () => {
  const { replica, key, put, engine } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  put(id, 'failed', { error: refusedError })
  replica.retry(id)
  expect(replica.operation(id)).toMatchObject({ state: 'pending', error: null })
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(engine.woken).toBe(2)
  replica.retry(id)
  expect(engine.woken).toBe(2)
})

test('a failed operation is dropped when a newer one sets the same', () => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform({ kind: 'assign', key, assignee: noah })
  put(first.id, 'failed', { error: refusedError })
  const second = replica.perform({ kind: 'assign', key, assignee: mira })
  expect(replica.operation(first.id)?.state).toBe('dropped')
  expect(second.operation).toMatchObject({ base: lena })
})

test('a failed operation is not sent behind a newer one that was there already', () => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform({ kind: 'assign', key, assignee: noah })
  replica.perform({ kind: 'assign', key, assignee: mira })
  put(first.id, 'failed', { error: refusedError })
  replica.retry(first.id)
  expect(replica.operation(first.id)?.state).toBe('dropped')
  expect(replica.issue(key)?.assignee).toEqual(mira)
})

test('what stood on a dropped operation stands on what was there before', () => {
  const { replica, key } = faceWorld()
  const first = replica.perform({ kind: 'assign', key, assignee: noah })
  const second = replica.perform({ kind: 'assign', key, assignee: mira })
  const third = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.drop(first.id)).toBe(true)
  expect(replica.operation(second.id)?.operation).toMatchObject({ base: lena })
  expect(replica.operation(third.id)?.operation).toMatchObject({ base: mira })
})

test('what was made from the site’s own value keeps it when an older operation is dropped', () => {
  const { replica, key, put, behind, clock } = faceWorld()
  const both: SetFieldsOperation = {
    kind: 'set-fields',
    key,
    changes: [
      { id: 'summary', name: 'Summary', schema: NO_SCHEMA, value: { kind: 'text', text: 'Mine' } },
      { id: 'duedate', name: 'Due date', schema: NO_SCHEMA, value: { kind: 'date', date: '2026-12-01' } },
    ],
  }
  const first = replica.perform(both)
  put(first.id, 'failed', { error: refusedError })
  const row = behind.issues.row(key)
  if (row === undefined) throw new Error('no row')
  behind.issues.putRow({ ...row, summary: 'Theirs' }, clock.now)
  replica.poll()
  const second = replica.perform({ ...both, changes: both.changes.slice(0, 1) })
  replica.drop(first.id)
  expect(replica.operation(second.id)?.operation).toMatchObject({ changes: [{ base: { text: 'Theirs' } }] })
})

/** Sets summary and due date, or the summary alone. */
const setTexts = (key: SetFieldsOperation['key'], summary: string, due?: string): SetFieldsOperation => ({
  kind: 'set-fields',
  key,
  changes: [
    { id: 'summary', name: 'Summary', schema: NO_SCHEMA, value: { kind: 'text', text: summary } },
    ...(due === undefined
      ? []
      : [{ id: 'duedate', name: 'Due date', schema: NO_SCHEMA, value: { kind: 'date', date: due } } as const]),
  ],
})

test('what was made while an older one was refused stands on that one when it is sent again', () => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform(setTexts(key, 'First', '2026-12-01'))
  put(first.id, 'failed', { error: refusedError })
  const second = replica.perform(setTexts(key, 'Second'))
  replica.retry(first.id)
  expect(replica.operation(first.id)?.state).toBe('pending')
  expect(replica.operation(second.id)?.operation).toMatchObject({ changes: [{ base: { text: 'First' } }] })
})

test.each([['queued'], ['failed']] as const)('what stood on a %s one stands on what that is edited to', (state) => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform(setTexts(key, 'First', '2026-12-01'))
  if (state === 'failed') put(first.id, 'failed', { error: refusedError })
  const second = replica.perform(setTexts(key, 'Second'))
  expect(replica.edit(first.id, setTexts(key, 'Better', '2026-12-01'))).toBeNull()
  expect(replica.operation(second.id)?.operation).toMatchObject({ changes: [{ base: { text: 'Better' } }] })
})

test('what is being sent, is looked for, or is over cannot be dropped', () => {
  const { replica, key, put, take, clock } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  put(id, 'sending')
  expect(replica.drop(id)).toBe(false)
  put(id, 'unknown')
  expect(replica.drop(id)).toBe(false)
  take(id)
  expect(replica.drop(id)).toBe(false)
  expect(replica.drop(404)).toBe(false)
  const { id: waiting } = replica.perform({ kind: 'assign', key, assignee: mira })
  put(waiting, 'unknown', { error: refusedError, notBefore: clock.now + 1000 })
  expect(replica.drop(waiting)).toBe(true)
})

test('with an issue that is not made everything goes that needs it', () => {
  const { replica, key } = faceWorld()
  const shown = {
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '10', name: 'Bug', subtask: false },
    summary: 'New',
  }
  const made = replica.perform({ kind: 'create', key: keyOf('PAY-0'), fields: {}, shown })
  const local = made.operation.key
  const type = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
  replica.perform({ kind: 'assign', key: local, assignee: noah })
  replica.perform({ kind: 'link', key, type, outward: true, other: local })
  const parent = { key: local, summary: 'New' }
  const child = replica.perform({ kind: 'create', key: keyOf('PAY-0'), fields: {}, shown: { ...shown, parent } })
  expect(child.operation.key).not.toBe(local)
  const kept = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.drop(made.id)).toBe(true)
  expect(replica.operations().map(({ id }) => id)).toEqual([kept.id])
  expect(replica.issue(local)).toBeUndefined()
  expect(replica.issue(child.operation.key)).toBeUndefined()
})

test('what would have taken back a dropped operation goes with it', () => {
  const { replica, key, put } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  put(id, 'sending')
  const plan = replica.planUndo()
  if (plan === null) throw new Error('no plan')
  replica.takeBack(plan)
  put(id, 'failed', { error: refusedError })
  replica.drop(id)
  expect(replica.operations()).toEqual([])
})

test('another operation takes the place of a queued or failed one, and its turn', () => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform({ kind: 'assign', key, assignee: noah })
  const second = replica.perform({ kind: 'labels', key, add: ['x'], remove: [] })
  put(first.id, 'failed', { error: refusedError })
  replica.edit(first.id, { kind: 'assign', key, assignee: mira })
  expect(replica.operations().map(({ id }) => id)).toEqual([first.id, second.id])
  expect(replica.operation(first.id)).toMatchObject({ state: 'pending', error: null, operation: { base: lena } })
  expect(replica.issue(key)?.assignee).toEqual(mira)
  expect(() => replica.edit(second.id, { kind: 'assign', key: keyOf('PAY-9'), assignee: noah })).toThrow(TypeError)
})

test('what is on its way, in conflict or over is not edited, and why is said', () => {
  const { replica, key, put, take, engine } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: mira })
  const edit = () => replica.edit(id, { kind: 'assign', key, assignee: noah })
  for (const [state, why] of [
    ['sending', 'on-its-way'],
    ['unknown', 'on-its-way'],
    ['conflict', 'conflict'],
  ] as const) {
    put(id, state)
    expect([state, edit()]).toEqual([state, why])
  }
  take(id)
  expect([edit(), replica.edit(404, { kind: 'assign', key, assignee: noah })]).toEqual(['sent', 'gone'])
  expect(replica.issue(key)?.assignee).toEqual(mira)
  expect(engine.woken).toBe(1)
  const waiting = replica.perform({ kind: 'assign', key, assignee: lena })
  expect(replica.edit(waiting.id, { kind: 'assign', key, assignee: noah })).toBeNull()
  replica.drop(waiting.id)
  expect(replica.edit(waiting.id, { kind: 'assign', key, assignee: noah })).toBe('gone')
})

test('what waits behind one that was refused says behind which, also behind another that waits', async () => {
  const { replica, key, other, put } = faceWorld()
  const [refused, second, third] = [noah, mira, noah].map((assignee) =>
    replica.perform({ kind: 'assign', key, assignee }),
  )
  const beside = replica.perform({ kind: 'labels', key, add: ['x'], remove: [] })
  const elsewhere = replica.perform({ kind: 'assign', key: other, assignee: mira })
  if (refused === undefined || second === undefined || third === undefined) throw new Error('nothing was performed')
  put(refused.id, 'failed', { error: refusedError })
  const behind = () => replica.operations().map(({ id, waitsBehind }) => [id, waitsBehind])
  expect(behind()).toEqual([
    [refused.id, null],
    [second.id, refused.id],
    [third.id, refused.id],
    [beside.id, null],
    [elsewhere.id, null],
  ])
  expect(replica.operation(third.id)?.waitsBehind).toBe(refused.id)
  expect((await replica.settled(second.id)).waitsBehind).toBe(refused.id)
  replica.drop(refused.id)
  expect(behind().map(([, holder]) => holder)).toEqual([null, null, null, null])
})

test('what is about an issue that could not be made waits behind its making', () => {
  const { replica, key, put } = faceWorld()
  const shown = {
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '10', name: 'Bug', subtask: false },
    summary: 'New',
  }
  const made = replica.perform({ kind: 'create', key: keyOf('PAY-0'), fields: {}, shown })
  const local = made.operation.key
  const type = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
  replica.perform({ kind: 'assign', key: local, assignee: noah })
  replica.perform({ kind: 'link', key, type, outward: true, other: local })
  put(made.id, 'failed', { error: refusedError })
  expect(replica.operations().map(({ waitsBehind }) => waitsBehind)).toEqual([null, made.id, made.id])
})

test('an issue that is not made yet can be edited, and another file be chosen', () => {
  const { replica, key, folder } = faceWorld()
  const shown = {
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '10', name: 'Bug', subtask: false },
    summary: 'New',
  }
  const { id, operation } = replica.perform({ kind: 'create', key: keyOf('PAY-0'), fields: {}, shown })
  replica.edit(id, { kind: 'create', key: operation.key, fields: {}, shown: { ...shown, summary: 'Newer' } })
  expect(replica.issue(operation.key)?.summary).toBe('Newer')
  for (const name of ['one', 'two']) writeFileSync(join(folder, name), name)
  const attach = (name: string) =>
    ({ kind: 'attach', key, file: { path: join(folder, name), name, size: 3, mimeType: 'a/b' }, author: mira }) as const
  const file = replica.perform(attach('one'))
  replica.edit(file.id, attach('two'))
  writeFileSync(join(folder, 'two'), 'changed')
  const edited = replica.operation(file.id)?.operation
  expect(edited?.kind === 'attach' && readFileSync(edited.file.path, 'utf8')).toBe('two')
})

test('a conflict ends by a person’s choice', () => {
  const { replica, key, other, put } = faceWorld()
  const ids = [key, other].map((one) => replica.perform({ kind: 'assign', key: one, assignee: noah }).id)
  const [mine = 0, theirs = 0] = ids
  for (const id of ids) put(id, 'conflict', { conflicts })
  expect(replica.operation(mine)).toMatchObject({ state: 'conflict', conflicts })
  replica.resolve(mine, { assignee: 'mine' })
  expect(replica.operation(mine)).toMatchObject({
    state: 'pending',
    conflicts: [],
    operation: { assignee: noah, base: mira },
  })
  replica.resolve(theirs, { assignee: 'theirs' })
  expect(replica.operation(theirs)?.state).toBe('dropped')
})
