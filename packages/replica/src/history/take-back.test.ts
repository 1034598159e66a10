import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FaceWorld, faceWorld, lena, mira, noah } from '../face/testing.ts'
import type { TransitionOperation } from '../operations/operation.ts'
import type { OperationRecord, Replica, UndoPlan } from '../replica.ts'

const undo = (replica: Replica): readonly OperationRecord[] => replica.takeBack(planOf(replica.planUndo()))
const redo = (replica: Replica): readonly OperationRecord[] => replica.takeBack(planOf(replica.planRedo()))

const planOf = (plan: UndoPlan | null): UndoPlan => {
  if (plan === null) throw new Error('no plan')
  return plan
}

const refused = { name: 'JiraApiError', code: 'forbidden', message: 'no' } as const
const done = { id: '9', name: 'Done', category: 'done' } as const

const finish = ({ key }: Pick<FaceWorld, 'key'>): TransitionOperation => ({
  kind: 'transition',
  key,
  transition: { id: '31', name: 'Finish', to: done },
  fields: {},
})

const comment = { body: { format: 'wiki', source: 'Hello' }, typed: 'Hello', author: mira } as const

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

test('a step of which the workflow has no way back says so before and after', () => {
  const world = faceWorld()
  const { replica, key, behind, clock, take, engine } = world
  behind.catalogues.put('transitions:PAY/10/9', [{ toId: '8' }], clock.now)
  engine.tell({})
  const why = 'The workflow has no step from Done back to To Do'
  expect(replica.wayBack(finish(world))).toEqual({ closed: why })
  take(replica.perform(finish(world)).id)
  expect(replica.planUndo()?.refused).toEqual([{ key, words: 'move to Done', why }])
  expect(undo(replica)).toEqual([])
  expect(replica.changes(5)).toHaveLength(1)
})

test('a way back is promised only where a step of the workflow is known to lead there', () => {
  const world = faceWorld()
  const { replica, key, behind, clock, engine } = world
  const knows = (fields: readonly object[]): void => {
    const to = replica.issue(key)?.status
    behind.catalogues.put('transitions:PAY/10/9', [{ id: '5', name: 'Reopen', to, available: true, fields }], clock.now)
    engine.tell({})
  }
  expect(replica.wayBack(finish(world))).toEqual({
    open: true,
    unsure: 'Whether a step leads from Done back to To Do is not known',
  })
  knows([{ id: 'customfield_1', name: 'Cause', required: true, hasDefault: false }])
  expect(replica.wayBack(finish(world))).toEqual({
    open: true,
    unsure: 'The step from Done back to To Do asks for Cause',
    asks: ['Cause'],
  })
  knows([{ id: 'customfield_1', required: true, hasDefault: true }])
  expect(replica.wayBack(finish(world))).toEqual({ open: true })
})

test('a step back that asks for something says so, and goes with what was filled in for it', () => {
  const world = faceWorld()
  const { replica, key, behind, clock, engine, take } = world
  const to = replica.issue(key)?.status
  const fields = [{ id: 'customfield_1', name: 'Cause', required: true, hasDefault: false }]
  behind.catalogues.put('transitions:PAY/10/9', [{ id: '5', name: 'Reopen', to, available: true, fields }], clock.now)
  engine.tell({})
  take(replica.perform(finish(world)).id)
  const plan = planOf(replica.planUndo())
  const [back] = plan.operations
  if (back?.operation.kind !== 'transition') throw new Error('no step back')
  expect(back.asks).toEqual(['Cause'])
  const { operation, undoes } = back
  const filled = { ...operation, transition: { ...operation.transition, id: '5' }, fields: { customfield_1: 'x' } }
  expect(replica.takeBack(plan, { filled: [{ undoes, operation: filled }] })).toMatchObject([
    { operation: { kind: 'transition', transition: { id: '5', to }, fields: { customfield_1: 'x' } } },
  ])
})

test('a step back gives the resolution that an issue had before', () => {
  const world = faceWorld()
  const { replica, key, behind, clock, engine, take } = world
  const fixed = { id: '1', name: 'Fixed' }
  take(replica.perform({ ...finish(world), resolution: fixed }).id)
  const open = { id: '1', name: 'Open', category: 'new' } as const
  const reopen = { ...finish(world), transition: { id: '3', name: 'Reopen', to: open } }
  const fields = [{ id: 'resolution', name: 'Resolution', required: true, hasDefault: false }]
  behind.catalogues.put(
    'transitions:PAY/10/1',
    [{ id: '31', name: 'Finish', to: done, available: true, fields }],
    clock.now,
  )
  engine.tell({})
  expect(replica.wayBack(reopen)).toEqual({ open: true })
  take(replica.perform(reopen).id)
  expect(replica.planUndo()?.operations).toMatchObject([{ operation: { key, resolution: fixed } }])
})

test('what rows do not tell is read before it is sent, so that a way back is open', () => {
  const { replica, key } = faceWorld()
  expect(replica.wayBack({ kind: 'sprint', key, to: { id: '7', name: 'Sprint 7' } })).toEqual({ open: true })
  expect(replica.wayBack({ kind: 'sprint', key, to: null })).toEqual({ open: true })
  const field = { id: 'customfield_1', name: 'Points' }
  const number = { type: 'number', items: null, system: null, custom: null }
  const strange = { type: 'strange', items: null, system: null, custom: null }
  const set = (schema: typeof number) =>
    replica.wayBack({
      kind: 'set-fields',
      key,
      changes: [{ ...field, schema, value: { kind: 'number', number: 3 } }],
    })
  expect(set(number)).toEqual({ open: true })
  expect(set(strange)).toMatchObject({ closed: expect.stringContaining('Points') })
})

test('what is made can be taken back, and it is said what is lost', () => {
  const { replica, key } = faceWorld()
  expect(replica.wayBack({ kind: 'add-comment', key, ...comment })).toMatchObject({
    open: true,
    loses: expect.any(String),
  })
  expect(replica.wayBack({ kind: 'assign', key, assignee: noah })).toEqual({ open: true })
  expect(replica.wayBack({ kind: 'delete-comment', key, id: '404' })).toMatchObject({ closed: expect.any(String) })
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
