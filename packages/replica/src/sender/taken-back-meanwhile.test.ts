// What is taken back while it is on its way, or while nobody knows whether it was done.
import type { SiteClient } from '@mmd/jira-api/model'
import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { planUndo, takeBack } from '../history/take-back.ts'
import { me, type SenderWorld, senderWorld, wiki } from './testing.ts'

const somebody = 'tomasz.w'

const graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 }

/** A site at which one call stands still until the test lets it go on. */
const gated = async (
  name: 'assign' | 'addComment',
  when: 'before' | 'after',
  fail?: () => Error,
): Promise<SenderWorld & { readonly reached: Promise<void>; readonly open: () => void }> => {
  const [reached, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let isFirst = true
  const between = (client: SiteClient): Partial<SiteClient> => ({
    [name]: async (...args: never) => {
      const call = client[name] as (...given: never) => Promise<unknown>
      if (!isFirst) return call(...args)
      isFirst = false
      const answer = when === 'after' ? await call(...args) : undefined
      reached.resolve()
      await gate.promise
      const error = fail?.()
      if (error !== undefined) throw error
      return when === 'after' ? answer : call(...args)
    },
  })
  return { ...(await senderWorld({ graces, between })), reached: reached.promise, open: () => gate.resolve() }
}

const assigneeOf = async ({ other, key }: SenderWorld): Promise<string | undefined> =>
  (await other.issue(key)).assignee?.id

const assignTo = async (world: SenderWorld) => {
  const { store, other, key, put } = world
  await other.assign(key, somebody)
  const detail = await other.issue(key)
  store.issues.putDetail(detail, Date.now())
  world.sandbox.journal.clear()
  return put({ kind: 'assign', key, assignee: me, base: detail.assignee })
}

const lost = (): Error => new JiraApiError('network', 'broken', { reason: 'ECONNRESET' })
const refusal = (): Error => new JiraApiError('refused', 'Not this one', { status: 400 })

const writesOf = ({ sandbox }: SenderWorld): number =>
  sandbox.journal.entries.filter(({ method }) => method !== 'GET').length

test.each([
  ['is on its way', 'before', undefined, 2],
  ['was done and is waited for', 'after', undefined, 2],
  ['was done, whose answer gets lost', 'after', lost, 2],
  ['did not arrive', 'before', lost, 2],
] as const)('what %s goes to its end, and then is taken back', async (_, when, fail, writes) => {
  const world = await gated('assign', when, fail)
  const { store, engine, stored } = world
  const { id, change } = await assignTo(world)
  await engine.wake()
  await world.reached
  expect(stored(id).state).toBe('sending')
  const [inverse] = takeBack({ store, me, now: Date.now }, change)
  world.open()
  await engine.idle()
  expect([stored(id).state, inverse && stored(inverse.id).state]).toEqual(['sent', 'sent'])
  expect(await assigneeOf(world)).toBe(somebody)
  expect(writesOf(world)).toBe(writes)
  expect(store.issues.row(world.key)?.assignee?.id).toBe(somebody)
})

test('what was taken back on its way and is refused then leaves nothing to be decided', async () => {
  const world = await gated('assign', 'before', refusal)
  const { store, engine, stored } = world
  const { id, change } = await assignTo(world)
  await engine.wake()
  await world.reached
  const [inverse] = takeBack({ store, me, now: Date.now }, change)
  world.open()
  await engine.idle()
  expect([stored(id).state, inverse && stored(inverse.id).state]).toEqual(['dropped', 'dropped'])
  expect([store.outbox.open(), writesOf(world), await assigneeOf(world)]).toEqual([[], 0, somebody])
})

test('what is looked for is taken back once it is found', async () => {
  const world = await senderWorld({ graces })
  const { store, engine, stored, other, key } = world
  const { id, change } = await assignTo(world)
  await other.assign(key, me.id)
  store.outbox.update(id, { state: 'unknown', attempts: 1, firstSentAt: Date.now() })
  const [inverse] = takeBack({ store, me, now: Date.now }, change)
  await engine.wake()
  await engine.idle()
  expect([stored(id).state, inverse && stored(inverse.id).state]).toEqual(['sent', 'sent'])
  expect(await assigneeOf(world)).toBe(somebody)
})

test.each(['sending', 'unknown'] as const)(
  'a comment that is %s has no way back yet, and has one once it is there',
  async (state) => {
    const world = await gated('addComment', 'after', state === 'unknown' ? lost : undefined)
    const { store, engine, stored, put, other, key } = world
    const options = { store, me, now: Date.now }
    const { id, change } = put({
      kind: 'add-comment',
      key,
      body: wiki('Too early'),
      typed: 'Too early',
      author: me,
    })
    await engine.wake()
    await world.reached
    if (state === 'unknown') store.outbox.update(id, { state })
    expect(planUndo(options, change)).toMatchObject({ operations: [], refused: [{ why: 'It is being sent just now' }] })
    expect(takeBack(options, change)).toEqual([])
    if (state === 'unknown') store.outbox.update(id, { state: 'sending' })
    world.open()
    await engine.idle()
    expect(stored(id).state).toBe('sent')
    expect(takeBack(options, change)).toHaveLength(1)
    await engine.wake()
    await engine.idle()
    const { comments } = await other.comments({ key, maxResults: 1000 })
    expect([store.outbox.open(), comments.filter(({ body }) => body.source === 'Too early')]).toEqual([[], []])
  },
)
