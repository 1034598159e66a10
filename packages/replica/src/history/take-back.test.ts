import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faceWorld, lena, mira, noah } from '../face/testing.ts'
import { comment, planOf, redo, refused, undo } from './testing.ts'

test('what was not sent is simply dropped, and done anew by redo', () => {
  const { replica, key } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  expect(replica.planUndo()).toMatchObject({ cancelled: [id], operations: [], loses: [], refused: [] })
  expect(undo(replica)).toEqual([])
  expect(replica.operation(id)).toMatchObject({ state: 'dropped', error: null })
  expect(replica.issue(key)?.assignee).toEqual(lena)
  const [again] = redo(replica)
  expect(again).toMatchObject({ state: 'pending', operation: { assignee: noah } })
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(replica.changes(3).map(({ title }) => title)).toEqual([
    'redo PAY-1: assign to Noah Falk',
    'undo PAY-1: assign to Noah Falk',
    'PAY-1: assign to Noah Falk',
  ])
})

test('what was refused when it was done again comes to an end, also when something newer took its place', () => {
  const { replica, key, put } = faceWorld()
  replica.perform({ kind: 'vote', key, isFor: true })
  replica.perform({ kind: 'vote', key, isFor: false })
  undo(replica)
  undo(replica)
  for (let count = 0; count < 2; count += 1) {
    const [again] = redo(replica)
    if (again === undefined) throw new Error('nothing was done again')
    put(again.id, 'failed', { error: refused })
  }
  expect(replica.planRedo()).toBeNull()
})

test('what was sent is turned round, also in another process and after a restart', () => {
  const { replica, key, take, another, engine } = faceWorld()
  const { id, change } = replica.perform({ kind: 'assign', key, assignee: noah })
  take(id)
  const second = another()
  expect(second.planUndo()?.operations).toEqual([
    { undoes: id, operation: { kind: 'assign', key, assignee: lena, base: noah }, words: 'assign to Lena Osei' },
  ])
  const [inverse] = undo(second)
  replica.poll()
  expect(replica.changes(2)).toMatchObject([{ undoes: change }, { id: change, undoneBy: inverse?.change }])
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(engine.woken).toBe(1)
  expect(replica.planUndo()).toBeNull()
})

test('what is being sent is turned round behind it', () => {
  const { replica, key, put } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  put(id, 'sending')
  const [inverse] = undo(replica)
  expect(inverse?.operation).toMatchObject({ assignee: lena, base: noah })
  expect(replica.operations().map((one) => one.id)).toEqual([id, inverse?.id])
})

test('a comment that is being sent cannot be taken back before it has a number', () => {
  const { replica, key, put, take } = faceWorld()
  const { id } = replica.perform({ kind: 'add-comment', key, ...comment })
  put(id, 'sending')
  expect(replica.planUndo()?.refused).toEqual([{ key, words: 'comment', why: 'It is being sent just now' }])
  expect(undo(replica)).toEqual([])
  const made = { id: '77', author: mira, body: comment.body, created: null, updated: null } as const
  take(id, { comment: { ...made, visibility: null, internal: false } })
  expect(undo(replica)[0]?.operation).toMatchObject({ kind: 'delete-comment', id: '77' })
})

test('one undo takes back a change of many issues, in reverse order', () => {
  const { replica, key, other, take, put } = faceWorld()
  const records = replica.performAll(
    [
      { kind: 'assign', key, assignee: noah },
      { kind: 'assign', key: other, assignee: noah },
      { kind: 'labels', key, add: ['x'], remove: [] },
    ],
    'Many',
  )
  const [first, second, third] = records.map(({ id }) => id)
  if (first === undefined || second === undefined || third === undefined) throw new Error('three')
  take(first)
  put(second, 'failed', { error: refused })
  const plan = planOf(replica.planUndo())
  expect(plan.cancelled).toEqual([third, second])
  expect(plan.operations.map(({ undoes }) => undoes)).toEqual([first])
  replica.takeBack(plan)
  expect(replica.issue(key)).toMatchObject({ assignee: lena, labels: ['infra'] })
  expect(replica.operations()).toHaveLength(1)
  redo(replica)
  expect(replica.issue(key)).toMatchObject({ assignee: noah, labels: ['infra', 'x'] })
  expect(replica.issue(other)?.assignee).toEqual(noah)
})

test('two steps of one change on the same field come back to where the first began', () => {
  const { replica, key, take } = faceWorld()
  const records = replica.performAll(
    [noah, mira].map((assignee) => ({ kind: 'assign', key, assignee })),
    '',
  )
  for (const { id } of records) take(id)
  undo(replica)
  expect(replica.issue(key)?.assignee).toEqual(lena)
})

test('any change can be taken back by its number, once', () => {
  const { replica, key, other } = faceWorld()
  const { change } = replica.perform({ kind: 'assign', key, assignee: noah })
  replica.perform({ kind: 'assign', key: other, assignee: noah })
  const plan = planOf(replica.planUndo(change))
  replica.takeBack(plan)
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(replica.issue(other)?.assignee).toEqual(noah)
  expect(replica.planUndo(change)).toBeNull()
  expect(replica.takeBack(plan)).toEqual([])
  expect(replica.changes(5)).toHaveLength(3)
})

test('what was sent between the question and the answer is turned round', () => {
  const { replica, key, take } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  const plan = planOf(replica.planUndo())
  take(id)
  const [inverse] = replica.takeBack(plan)
  expect(inverse?.operation).toMatchObject({ assignee: lena })
})

test('an operation that a person has dropped does not come back by redo', () => {
  const { replica, key, other } = faceWorld()
  const [first, second] = replica.performAll(
    [key, other].map((one) => ({ kind: 'assign', key: one, assignee: noah })),
    '',
  )
  replica.drop(first?.id ?? 0)
  expect(replica.planUndo()?.cancelled).toEqual([second?.id])
  undo(replica)
  redo(replica)
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(replica.issue(other)?.assignee).toEqual(noah)
})

test('an undoing that a person has dropped before it was sent has undone nothing', () => {
  const { replica, key, take } = faceWorld()
  take(replica.perform({ kind: 'assign', key, assignee: noah }).id)
  const [inverse] = undo(replica)
  replica.drop(inverse?.id ?? 0)
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(replica.planRedo()).toBeNull()
  expect(undo(replica)).toHaveLength(1)
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(redo(replica)).toEqual([])
  expect(replica.operations()).toEqual([])
  expect(replica.issue(key)?.assignee).toEqual(noah)
})

test('an operation of which nobody knows whether it was done is dropped with a warning', () => {
  const { replica, key, put } = faceWorld()
  const { id } = replica.perform({ kind: 'add-comment', key, ...comment })
  put(id, 'failed', { error: { name: 'ReplicaError', code: 'outcome-unknown', message: 'no answer' } })
  expect(replica.operation(id)?.isUncertain).toBe(true)
  expect(replica.planUndo()?.loses).toEqual(['Nobody knows whether the site did this: comment'])
})

test('an issue that is not made yet is taken back with its row, and made again by redo', () => {
  const { replica, key } = faceWorld()
  const fields = { project: { id: '1' }, summary: 'New' }
  const shown = {
    project: { id: '1', key: 'PAY', name: 'Payments' },
    type: { id: '10', name: 'Bug', subtask: false },
    summary: 'New',
  }
  const { operation } = replica.perform({ kind: 'create', key, fields, shown })
  expect(replica.issue(operation.key)).toMatchObject({ summary: 'New', reporter: mira })
  expect(operation.key).not.toBe(key)
  replica.perform({ kind: 'assign', key: operation.key, assignee: noah })
  undo(replica)
  undo(replica)
  expect(replica.issue(operation.key)).toBeUndefined()
  redo(replica)
  redo(replica)
  expect(replica.issue(operation.key)).toMatchObject({ summary: 'New', assignee: noah })
})

test('a file is kept until its operation is taken back and done again', () => {
  const { replica, key, folder } = faceWorld()
  const path = join(folder, 'log.txt')
  writeFileSync(path, 'before')
  const file = { path, name: 'log.txt', size: 0, mimeType: 'text/plain' }
  const first = replica.perform({ kind: 'attach', key, file, author: mira }).operation
  writeFileSync(path, 'changed later')
  undo(replica)
  const [again] = redo(replica)
  expect(again?.operation).toEqual(first)
})
