// What is made again has another number, and whatever was done to it is about the new one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localKey } from '../operations/local-key.ts'
import type { Operation } from '../operations/operation.ts'
import { textOn } from '../operations/testing/site.ts'
import type { UndoPlan } from '../replica.ts'
import { at } from './at.ts'
import { openPlace, type Place, type Seat } from './testing.ts'

let place: Place
let seat: Seat
beforeAll(async () => {
  place = await openPlace('datacenter')
  seat = place.open()
  await seat.replica.openView(place.views[0])
})
afterAll(() => place.end())

const settled = async (): Promise<void> => {
  await seat.engine.wake()
  await seat.engine.idle()
  seat.replica.poll()
}

const take = async (plan: UndoPlan | null): Promise<void> => {
  if (plan === null) throw new Error('nothing to take back')
  seat.replica.takeBack(plan)
}
const undo = (): Promise<void> => take(seat.replica.planUndo())
const redo = (): Promise<void> => take(seat.replica.planRedo())

const perform = async (operation: Operation): Promise<Operation> => {
  const { id } = seat.replica.perform(operation)
  await settled()
  const { result, operation: sent } = seat.store.outbox.get(id) ?? {}
  return sent?.kind === 'add-comment'
    ? { kind: 'delete-comment', key: sent.key, id: result?.comment?.id ?? '' }
    : operation
}

const say = (words: string): Operation => ({
  kind: 'add-comment',
  key: at(place.keys, 2),
  author: place.me,
  body: textOn('datacenter', words),
  typed: words,
})

const sayings = async (): Promise<readonly string[]> =>
  (await place.mine.issue(at(place.keys, 2))).comments.map(({ body }) => body.source)

test('a comment that was made again is changed again', async () => {
  const before = await sayings()
  const made = await perform(say('First'))
  if (made.kind !== 'delete-comment') throw new Error('no comment')
  await perform({ kind: 'edit-comment', key: made.key, id: made.id, body: textOn('datacenter', 'Second'), typed: '' })
  await undo()
  await undo()
  await settled()
  expect(await sayings()).toEqual(before)
  // Before the new one has its number.
  await redo()
  await redo()
  await settled()
  expect(seat.replica.operations()).toEqual([])
  expect(await sayings()).toEqual([...before, 'Second'])
})

test('a comment whose deletion was taken back goes when it is taken back itself', async () => {
  const before = await sayings()
  await perform(await perform(say('Third')))
  await undo()
  await settled()
  expect(await sayings()).toEqual([...before, 'Third'])
  await undo()
  await settled()
  expect(await sayings()).toEqual(before)
})

test('an issue that was made again has what was done to it', async () => {
  const { id, name, types } = place.project
  const type = at(
    types.filter((one) => one.name === 'Task'),
    0,
  )
  const fields = { project: { id }, issuetype: { id: type.id }, summary: 'Made' }
  const key = localKey('PAY', 1)
  seat.replica.performAll(
    [
      { kind: 'create', key, fields, shown: { project: { id, key: 'PAY', name }, type, summary: 'Made' } },
      { ...say('In it'), key },
    ],
    '',
  )
  await settled()
  const [first] = await place.mine.ids('project = PAY ORDER BY key DESC')
  if (first === undefined) throw new Error('no issue')
  await perform({ kind: 'labels', key: first.key, add: ['again'], remove: [] })
  await undo()
  await undo()
  await settled()
  await redo()
  await redo()
  await settled()
  expect(seat.replica.operations()).toEqual([])
  const [second] = await place.mine.ids('summary ~ Made ORDER BY key DESC')
  const { labels, comments } = await place.mine.issue(second?.key ?? '')
  expect(labels).toEqual(['again'])
  expect(comments.map(({ body }) => body.source)).toEqual(['In it'])
})
