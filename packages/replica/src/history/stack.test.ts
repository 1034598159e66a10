import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faceWorld, lena, mira, noah } from '../face/testing.ts'
import { planOf, redo, undo } from './testing.ts'

test('undoing goes on to older changes, and redoing comes back the same way', () => {
  const { replica, key } = faceWorld()
  for (const assignee of [noah, mira]) replica.perform({ kind: 'assign', key, assignee })
  undo(replica)
  undo(replica)
  expect(replica.issue(key)?.assignee).toEqual(lena)
  expect(replica.planUndo()).toBeNull()
  redo(replica)
  redo(replica)
  expect(replica.issue(key)?.assignee).toEqual(mira)
  expect(replica.planRedo()).toBeNull()
  undo(replica)
  expect(replica.issue(key)?.assignee).toEqual(noah)
})

test('something new ends redoing', () => {
  const { replica, key } = faceWorld()
  replica.perform({ kind: 'assign', key, assignee: noah })
  undo(replica)
  expect(replica.planRedo()).not.toBeNull()
  replica.perform({ kind: 'labels', key, add: ['x'], remove: [] })
  expect(replica.planRedo()).toBeNull()
})

test('undo goes on to what can be taken back, and says what it passed', () => {
  const { replica, key, take } = faceWorld()
  const assigned = replica.perform({ kind: 'assign', key, assignee: noah })
  take(assigned.id)
  const attachment = {
    id: '5',
    filename: 'a.txt',
    author: mira,
    created: null,
    size: 1,
    mimeType: 'text/plain',
  } as const
  const gone = replica.perform({ kind: 'delete-attachment', key, attachment })
  expect(replica.planUndo()?.change.id).toBe(gone.change)
  take(gone.id)
  const plan = planOf(replica.planUndo())
  expect(plan).toMatchObject({
    change: { id: assigned.change },
    passed: [{ change: { id: gone.change }, why: 'The content of a.txt is not kept here' }],
  })
  expect(replica.takeBack(plan)[0]?.operation).toMatchObject({ kind: 'assign', assignee: lena })
  const last = planOf(replica.planUndo())
  expect(last).toMatchObject({ change: { id: gone.change }, passed: [], refused: [{ key }] })
  expect(replica.takeBack(last)).toEqual([])
})

test('a change that has changed nothing is taken back before older ones', () => {
  const { replica, key, take } = faceWorld()
  take(replica.perform({ kind: 'assign', key, assignee: noah }).id)
  const same = replica.perform({ kind: 'assign', key, assignee: noah })
  take(same.id)
  const plan = planOf(replica.planUndo())
  expect(plan).toMatchObject({ change: { id: same.change }, cancelled: [], operations: [], refused: [], passed: [] })
  expect(replica.takeBack(plan)).toEqual([])
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(undo(replica)).toMatchObject([{ operation: { assignee: lena } }])
  redo(replica)
  expect(replica.issue(key)?.assignee).toEqual(noah)
  expect(replica.planRedo()?.change.title).toMatch(/^undo /)
  expect(redo(replica)).toEqual([])
  expect(replica.planRedo()).toBeNull()
  expect(replica.planUndo()?.operations).toEqual([])
})

test('redo goes on to what can be done again, and says what it passed', () => {
  const { replica, key, folder, take } = faceWorld()
  const path = join(folder, 'log.txt')
  writeFileSync(path, 'before')
  const attachment = { id: '5', filename: 'log.txt', author: mira, created: null, size: 6, mimeType: '' } as const
  const file = { path, name: 'log.txt', size: 6, mimeType: 'text/plain' }
  take(replica.perform({ kind: 'attach', key, file, author: mira }).id, { attachment })
  take(replica.perform({ kind: 'assign', key, assignee: noah }).id)
  for (let count = 0; count < 2; count += 1) for (const { id } of undo(replica)) take(id)
  const plan = planOf(replica.planRedo())
  expect(plan).toMatchObject({ passed: [{ why: 'The content of log.txt is not kept here' }], refused: [] })
  expect(replica.takeBack(plan)[0]?.operation).toMatchObject({ kind: 'assign', assignee: noah })
})
