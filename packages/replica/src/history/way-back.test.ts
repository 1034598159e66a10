import { expect, test } from 'vitest'
import { faceWorld, noah } from '../face/testing.ts'
import { comment, done, finish, planOf, undo } from './testing.ts'

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
