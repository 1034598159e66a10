import { expect, test } from 'vitest'
import { faceWorld, mira, noah } from './testing.ts'

const refused = { name: 'JiraApiError', code: 'forbidden', message: 'no' } as const
const offline = { name: 'JiraApiError', code: 'network', message: 'no connection' } as const

test.each(['sent', 'failed', 'conflict', 'dropped'] as const)('waiting ends when an operation is %s', async (state) => {
  const { replica, key, take, put } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  const settled = replica.settled(id)
  put(id, 'sending')
  if (state === 'sent') take(id)
  else put(id, state, { error: refused })
  expect((await settled).state).toBe(state)
  expect((await replica.settled(id)).state).toBe(state)
})

test('waiting ends when nothing more happens by itself for now', async () => {
  const { replica, key, put, clock } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  const settled = replica.settled(id)
  put(id, 'queued', { error: offline, notBefore: clock.now + 5000 })
  expect(await settled).toMatchObject({ state: 'pending', error: { code: 'network' }, waitsUntil: clock.now + 5000 })
})

test('while the sender has no connection nobody waits', async () => {
  const { replica, key, engine } = faceWorld()
  const settled = replica.settled(replica.perform({ kind: 'assign', key, assignee: noah }).id)
  engine.tell({ sender: { sender: 'offline', error: offline } })
  expect(await settled).toMatchObject({ state: 'pending', error: { code: 'network' } })
})

test('an operation behind a refused one of the same field waits for a person', async () => {
  const { replica, key, put } = faceWorld()
  const first = replica.perform({ kind: 'labels', key, add: ['one'], remove: [] })
  const second = replica.perform({ kind: 'labels', key, add: ['two'], remove: [] })
  put(first.id, 'failed', { error: refused })
  expect((await replica.settled(second.id)).state).toBe('pending')
})

test('what another process sends is seen without any news', async () => {
  const { replica, key, behind, clock } = faceWorld()
  const { id } = replica.perform({ kind: 'assign', key, assignee: noah })
  const settled = replica.settled(id)
  behind.outbox.settle(id, {}, clock.now)
  expect((await settled).state).toBe('sent')
})

test('an operation that was never there is not waited for', async () => {
  await expect(faceWorld().replica.settled(99)).rejects.toThrow('no operation 99')
})

test('idle lasts until everything is sent, or waits', async () => {
  const { replica, key, other, take, put, clock } = faceWorld()
  const first = replica.perform({ kind: 'assign', key, assignee: noah })
  const second = replica.perform({ kind: 'assign', key: other, assignee: mira })
  let isIdle = false
  const idle = replica.idle().then(() => {
    isIdle = true
  })
  take(first.id)
  await replica.settled(first.id)
  expect(isIdle).toBe(false)
  put(second.id, 'queued', { error: offline, notBefore: clock.now + 5000 })
  await idle
  expect(isIdle).toBe(true)
})

test('many wait as well as one', async () => {
  const { replica, key, take } = faceWorld()
  const records = replica.performAll(
    Array.from({ length: 50 }, (_, index) => ({ kind: 'labels', key, add: [`l${index}`], remove: [] })),
    'Many',
  )
  const settled = Promise.all(records.map(({ id }) => replica.settled(id)))
  for (const { id } of records) take(id)
  expect((await settled).every(({ state }) => state === 'sent')).toBe(true)
})
