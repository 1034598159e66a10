import { expect, onTestFinished, test } from 'vitest'
import type { OperationRecord, Replica } from '../replica.ts'
import { me, type SenderWorld, senderWorld, wiki } from '../sender/testing.ts'
import { openStore } from '../store/open-store.ts'
import { keyOf } from '../store/testing.ts'
import { openReplica } from './open-replica.ts'

interface SiteWorld extends SenderWorld {
  readonly replica: Replica
  readonly undo: () => Promise<readonly OperationRecord[]>
  readonly redo: () => Promise<readonly OperationRecord[]>
}

/** A replica whose engine works on a site. */
const siteWorld = async (): Promise<SiteWorld> => {
  const world = await senderWorld()
  const store = openStore({ folder: world.folder, identity: `${world.sandbox.baseUrl} mira` })
  const replica = openReplica({ store, engine: world.engine, me, deployment: 'datacenter' })
  onTestFinished(() => replica.close())
  const settle = (records: readonly OperationRecord[]): Promise<readonly OperationRecord[]> =>
    Promise.all(records.map(({ id }) => replica.settled(id)))
  const take = async (plan: ReturnType<Replica['planUndo']>): Promise<readonly OperationRecord[]> => {
    if (plan === null) throw new Error('no plan')
    return settle(replica.takeBack(plan))
  }
  return { ...world, replica, undo: () => take(replica.planUndo()), redo: () => take(replica.planRedo()) }
}

const states = (records: readonly OperationRecord[]): readonly string[] => records.map(({ state }) => state)

const someone = { id: 'mira', name: 'Mira Lindqvist', active: true }

test('what was sent comes back by undo, and goes again by redo, on the site too', async () => {
  const { replica, key, other, undo, redo } = await siteWorld()
  const labels = (await other.issue(key)).labels
  const records = replica.performAll(
    [
      { kind: 'assign', key, assignee: someone },
      { kind: 'labels', key, add: ['here'], remove: [] },
    ],
    '',
  )
  expect(states(await Promise.all(records.map(({ id }) => replica.settled(id))))).toEqual(['sent', 'sent'])
  expect((await other.issue(key)).labels).toContain('here')
  expect(states(await undo())).toEqual(['sent', 'sent'])
  expect((await other.issue(key)).labels).toEqual(labels)
  expect(states(await redo())).toEqual(['sent', 'sent'])
  const after = await other.issue(key)
  expect(after.labels).toContain('here')
  expect(after.assignee?.id).toBe('mira')
  expect(replica.issue(key)?.labels).toEqual(after.labels)
})

test('an own comment goes by undo', async () => {
  const { replica, key, other, undo } = await siteWorld()
  const { id } = replica.perform({ kind: 'add-comment', key, body: wiki('Too early'), typed: 'Too early', author: me })
  expect((await replica.settled(id)).state).toBe('sent')
  await undo()
  const { comments } = await other.comments({ key })
  expect(comments.map(({ body }) => body.source)).not.toContain('Too early')
  expect(replica.detail(key)?.detail?.comments.some(({ body }) => body.source === 'Too early')).toBe(false)
})

test('what is done to an issue before it is made is done to it once it is, and undo deletes it', async () => {
  const { replica, key, other, undo } = await siteWorld()
  const { project, type } = await other.issue(key)
  const made = replica.perform({
    kind: 'create',
    key: keyOf('PAY-0'),
    fields: { project: { id: project.id }, issuetype: { id: type.id }, summary: 'Made here' },
    shown: { project, type, summary: 'Made here' },
  })
  const comment = { kind: 'add-comment', body: wiki('First'), typed: 'First', author: me } as const
  const said = replica.perform({ ...comment, key: made.operation.key })
  expect(replica.issue(made.operation.key)?.summary).toBe('Made here')
  expect((await replica.settled(said.id)).state).toBe('sent')
  const { operation } = await replica.settled(said.id)
  expect(replica.issue(made.operation.key)).toBeUndefined()
  expect(replica.issue(operation.key)?.summary).toBe('Made here')
  expect((await other.comments({ key: operation.key })).comments.map(({ body }) => body.source)).toEqual(['First'])
  expect(states(await undo())).toEqual(['sent'])
  expect(states(await undo())).toEqual(['sent'])
  await expect(other.issue(operation.key)).rejects.toMatchObject({ code: 'not-found' })
  expect(replica.issue(operation.key)).toBeUndefined()
})

test('what somebody else changed meanwhile is no prey of an undo', async () => {
  const { replica, key, other, undo } = await siteWorld()
  const before = (await other.issue(key)).assignee
  const someoneElse = before?.id === 'mira' ? null : someone
  const { id } = replica.perform({ kind: 'assign', key, assignee: someoneElse })
  await replica.settled(id)
  await other.edit(key, { fields: { summary: 'Theirs' } })
  expect(states(await undo())).toEqual(['sent'])
  expect((await other.issue(key)).summary).toBe('Theirs')
  expect((await other.issue(key)).assignee?.id).toBe(before?.id)
})

test('a conflict of an operation ends by taking mine', async () => {
  const { replica, key, other } = await siteWorld()
  await other.edit(key, { fields: { summary: 'Theirs' } })
  const schema = { type: 'string', items: null, system: 'summary', custom: null }
  const { id } = replica.perform({
    kind: 'set-fields',
    key,
    changes: [{ id: 'summary', name: 'Summary', schema, value: { kind: 'text', text: 'Mine' } }],
  })
  const { state, conflicts } = await replica.settled(id)
  expect(state).toBe('conflict')
  expect(conflicts).toMatchObject([{ id: 'summary', mine: { text: 'Mine' }, theirs: { text: 'Theirs' } }])
  expect(replica.issue(key)?.summary).toBe('Theirs')
  replica.resolve(id, { summary: 'mine' })
  expect((await replica.settled(id)).state).toBe('sent')
  expect((await other.issue(key)).summary).toBe('Mine')
})

test('idle comes when everything is sent', async () => {
  const { replica, key, other } = await siteWorld()
  for (const word of ['one', 'two', 'three']) replica.perform({ kind: 'labels', key, add: [word], remove: [] })
  await replica.idle()
  expect(replica.operations()).toEqual([])
  expect((await other.issue(key)).labels).toEqual(expect.arrayContaining(['one', 'two', 'three']))
})
