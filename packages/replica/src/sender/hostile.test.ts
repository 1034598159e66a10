// What could lose or double something: a copy that cannot be written, a person in between, a clock that jumps, an end in the middle.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IssueKey, JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import type { AddCommentOperation } from '../operations/operation.ts'
import { StoreError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import { me, type SenderWorld, senderWorld, wiki } from './testing.ts'

const graces = { broken: 0, timeout: 0, orphan: 0, stumble: 0 }

const comment = (key: IssueKey, typed: string): AddCommentOperation => ({
  kind: 'add-comment',
  key,
  body: wiki(typed),
  typed,
  author: me,
})

const count = async ({ other, key }: SenderWorld, text: string): Promise<number> =>
  (await other.comments({ key, maxResults: 1000 })).comments.filter(({ body }) => body.source === text).length

const run = async ({ engine }: SenderWorld): Promise<void> => {
  await engine.wake()
  await engine.idle()
}

/** A copy whose disk is full for one write: the first time that `isNow` says so. */
const fullOnce =
  (isNow: (write: 'settle' | 'update') => boolean) =>
  (store: Store): Store => {
    const { outbox } = store
    let isFull = true
    const fail = (write: 'settle' | 'update'): void => {
      if (!isFull || !isNow(write)) return
      isFull = false
      throw new StoreError('disk-full', 'The disk is full')
    }
    const settle: Store['outbox']['settle'] = (...given) => {
      fail('settle')
      outbox.settle(...given)
    }
    const update: Store['outbox']['update'] = (...given) => {
      fail('update')
      outbox.update(...given)
    }
    return { ...store, outbox: { ...outbox, settle, update } }
  }

test('what was sent and could not be written down is looked for, and not sent again', async () => {
  const world = await senderWorld({ graces, around: fullOnce((write) => write === 'settle') })
  const { id } = world.put(comment(world.key, 'Once'))
  await world.engine.wake()
  await expect.poll(() => world.stored(id).state).toBe('sent')
  expect(await count(world, 'Once')).toBe(1)
})

test('what could not be marked as sent is not sent before it is', async () => {
  let isClaimed = false
  const world = await senderWorld({
    graces,
    around: fullOnce((write) => {
      const now = isClaimed && write === 'update'
      isClaimed = true
      return now
    }),
  })
  const { id } = world.put(comment(world.key, 'Marked first'))
  await world.engine.wake()
  await expect.poll(() => world.stored(id).state).toBe('sent')
  expect(await count(world, 'Marked first')).toBe(1)
})

test.each([
  ['is not there, stays so', false, 'dropped'],
  ['is there, is told as sent', true, 'sent'],
] as const)('one that is given up while it is looked for, and %s', async (_, isThere, state) => {
  let giveUp = (): void => undefined
  const world = await senderWorld({
    graces,
    between: (client) => ({
      comments: async (...args) => {
        const answer = await client.comments(...args)
        giveUp()
        return answer
      },
    }),
  })
  const { store, put, key, other, stored } = world
  const { id, mark } = put(comment(key, 'Given up'))
  if (isThere) await other.addComment(key, { body: wiki('Given up'), mark })
  store.outbox.update(id, { state: 'unknown', attempts: 1, firstSentAt: Date.now() })
  giveUp = () => store.outbox.update(id, { state: 'dropped', settledAt: Date.now() })
  await run(world)
  expect(stored(id).state).toBe(state)
  expect(await count(world, 'Given up')).toBe(isThere ? 1 : 0)
})

test('one that was given up right before it is marked as sent does not leave', async () => {
  let giveUp = (): void => undefined
  const world = await senderWorld({
    graces,
    between: (client) => ({
      issue: async (...args) => {
        const answer = await client.issue(...args)
        giveUp()
        return answer
      },
    }),
  })
  const { store, put, key, other, stored } = world
  const before = (await other.issue(key)).assignee
  const { id } = put({ kind: 'assign', key, assignee: before === null ? me : null })
  giveUp = () => store.outbox.update(id, { state: 'dropped', settledAt: Date.now() })
  await run(world)
  expect(stored(id).state).toBe('dropped')
  expect((await other.issue(key)).assignee?.id).toBe(before?.id)
})

test('tries without a connection are no lost answers: a person is not asked for them', async () => {
  const world = await senderWorld({ graces })
  const { store, put, key, stored, sandbox } = world
  const { id } = put(comment(key, 'After a long journey'))
  store.outbox.update(id, { attempts: 12 })
  sandbox.faults.add({ kind: 'drop', match: { method: 'POST', path: '/rest/api/2/issue' }, times: 1 })
  await run(world)
  expect(stored(id).state).toBe('sent')
  expect(await count(world, 'After a long journey')).toBe(1)
})

test('a time that was written before the clock was put back holds up nothing', async () => {
  const world = await senderWorld({ graces })
  const { store, put, key, stored } = world
  const { id } = put(comment(key, 'Back in time'))
  const error = { name: 'JiraApiError', code: 'rate-limited', message: 'slow down', details: { status: 429 } }
  store.outbox.update(id, { notBefore: Date.now() + 10 * 24 * 3_600_000, error })
  await run(world)
  expect(stored(id).state).toBe('sent')
})

test('the copy of a file that was attached is not kept any longer', async () => {
  const world = await senderWorld({ graces })
  const { put, key, stored, folder } = world
  const home = join(folder, 'files', 'a-mark')
  mkdirSync(home, { recursive: true })
  const path = join(home, 'trace.txt')
  writeFileSync(path, 'trace')
  const file = { path, name: 'trace.txt', size: 5, mimeType: 'text/plain' }
  const { id } = put({ kind: 'attach', key, author: me, file })
  await run(world)
  expect(stored(id).state).toBe('sent')
  expect(existsSync(home)).toBe(false)
})

test('a limit of one issue holds up no other', async () => {
  const details = { status: 429, retryAfter: 3600, reason: 'ISSUE_WRITES' }
  let busy: string | undefined
  const world = await senderWorld({
    graces,
    between: (client) => ({
      addComment: async (...args) => {
        if (args[0] === busy) throw new JiraApiError('rate-limited', 'slow down', details)
        return client.addComment(...args)
      },
    }),
  })
  const { put, key, stored, other } = world
  busy = key
  const { issues } = await other.search({ jql: `project = PAY AND key != ${key} AND resolution is EMPTY` })
  const first = put(comment(key, 'Too many'))
  const others = issues.slice(0, 6).map((issue) => put(comment(issue.key, 'Not too many')))
  await run(world)
  expect(stored(first.id)).toMatchObject({ state: 'queued', error: { code: 'rate-limited' } })
  expect(others.map(({ id }) => stored(id).state)).toEqual(others.map(() => 'sent'))
})

test('being woken a hundred times sends once', async () => {
  const world = await senderWorld({ graces })
  const { id } = world.put(comment(world.key, 'Woken'))
  await Promise.all(Array.from({ length: 100 }, () => world.engine.wake()))
  await world.engine.idle()
  expect(world.stored(id).state).toBe('sent')
  expect(await count(world, 'Woken')).toBe(1)
})

test.each(['addComment', 'issue'] as const)('an end in the middle of %s loses and doubles nothing', async (step) => {
  let close = (): void => undefined
  const world = await senderWorld({
    graces,
    between: (client) => ({
      [step]: async (...args: never) => {
        close()
        return (client[step] as (...given: never) => Promise<unknown>)(...args)
      },
    }),
  })
  const { put, key, stored, another, engine, other } = world
  const said = put(comment(key, 'At the end'))
  const set = put({ kind: 'assign', key, assignee: null })
  const closed = new Promise<void>((resolve) => {
    close = () => {
      close = () => undefined
      void engine.close().then(resolve)
    }
  })
  await engine.wake()
  await closed
  const next = another()
  await next.wake()
  await next.idle()
  expect([stored(said.id).state, stored(set.id).state]).toEqual(['sent', 'sent'])
  expect(await count(world, 'At the end')).toBe(1)
  expect((await other.issue(key)).assignee).toBeNull()
})

test('what touches an issue that was made without an answer waits for it, and goes to it once', async () => {
  const world = await senderWorld({ graces })
  const { put, stored, sandbox, other } = world
  const { id, name, types } = await other.project('PAY')
  const type = types.find((one) => one.name === 'Task')
  if (type === undefined) throw new Error('no type')
  sandbox.faults.add({ kind: 'drop-after', match: { method: 'POST', path: /\/issue$/ }, times: 1 })
  const key = 'PAY-NEW7' as IssueKey
  const fields = { project: { id }, issuetype: { id: type.id }, summary: 'Made in the dark' }
  const made = put({
    kind: 'create',
    key,
    fields,
    shown: { project: { id, key: 'PAY', name }, type, summary: 'Dark' },
  })
  const said = put(comment(key, 'And said'))
  await run(world)
  const real = stored(made.id).result?.issue?.key
  if (real === undefined) throw new Error('it was not made')
  expect(stored(said.id)).toMatchObject({ state: 'sent', operation: { key: real } })
  expect((await other.comments({ key: real })).comments).toHaveLength(1)
  const { issues } = await other.search({ jql: 'project = PAY AND created >= -10m' })
  expect(issues.filter(({ summary }) => summary === 'Made in the dark')).toHaveLength(1)
})
