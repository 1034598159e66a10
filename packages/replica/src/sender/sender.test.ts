import type { SiteClient } from '@mmd/jira-api'
import type { IssueKey } from '@mmd/jira-api/model'
import { JiraApiError } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import type { AddCommentOperation, SetFieldsOperation } from '../operations/operation.ts'
import { openSenderLock } from '../store/sender-lock.ts'
import { me, senderWorld, wiki } from './testing.ts'

const comment = (key: IssueKey, typed: string): AddCommentOperation => ({
  kind: 'add-comment',
  key,
  body: wiki(typed),
  typed,
  author: me,
})

const summary = (key: IssueKey, text: string, base?: string): SetFieldsOperation => ({
  kind: 'set-fields',
  key,
  changes: [
    {
      id: 'summary',
      name: 'Summary',
      schema: { type: 'string', items: null, system: 'summary', custom: null },
      value: { kind: 'text', text },
      ...(base === undefined ? {} : { base: { kind: 'text', text: base } }),
    },
  ],
})

const bodies = async (client: SiteClient, key: IssueKey): Promise<readonly string[]> =>
  (await client.comments({ key, maxResults: 1000 })).comments.map(({ body }) => body.source)

test('what is in the outbox is sent, and the rows have what the site said', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const { id } = put(comment(key, 'I saw it too'))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'sent', settledOrder: 1 })
  expect(stored(id).result?.comment?.id).toMatch(/^\d+$/)
  expect(store.issues.detail(key)?.value.comments.at(-1)?.id).toBe(stored(id).result?.comment?.id)
  expect(await bodies(other, key)).toContain('I saw it too')
})

test('a value is set where nobody changed it, after one look', async () => {
  const { engine, store, put, stored, key, sandbox } = await senderWorld()
  const before = store.issues.row(key)?.summary ?? ''
  const { id } = put(summary(key, 'Another summary', before))
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('sent')
  expect(store.issues.row(key)?.summary).toBe('Another summary')
  expect(sandbox.journal.entries.map(({ method }) => method)).toEqual(['GET', 'PUT'])
})

test('looking before the second of two changes does not make the first one news', async () => {
  const { engine, store, put, key } = await senderWorld()
  store.marks.markRead([key])
  for (const text of ['First', 'Second']) {
    put(summary(key, text))
    await engine.wake()
    await engine.idle()
  }
  expect(store.marks.unread([key])).toEqual(new Set())
})

test('what somebody else did is news also when it is found by looking before a change', async () => {
  const { engine, store, put, key, other } = await senderWorld()
  store.marks.markRead([key])
  await other.edit(key, { update: { labels: [{ add: 'theirs' }] } })
  put(summary(key, 'Mine'))
  await engine.wake()
  await engine.idle()
  expect(store.marks.unread([key])).toEqual(new Set([key]))
})

test('looking before a change leaves a row its columns', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const { fields: all, ...whole } = await other.issueWithFields({ key, customFields: 'all' })
  const fields = all.filter(({ id }) => id.startsWith('customfield_')).slice(0, 2)
  expect(fields).not.toEqual([])
  store.issues.putRow({ ...whole, fields }, 1)
  const { id } = put(summary(key, 'With columns', whole.summary))
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('sent')
  expect(store.issues.row(key)?.fields?.map((field) => field.id)).toEqual(fields.map((field) => field.id))
})

test('the same field changed by somebody else is a conflict, and nothing is overwritten', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const before = store.issues.row(key)?.summary ?? ''
  await other.edit(key, { fields: { summary: 'Theirs' } })
  const { id } = put(summary(key, 'Mine', before))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({
    state: 'conflict',
    conflicts: [{ id: 'summary', base: { text: before }, mine: { text: 'Mine' }, theirs: { text: 'Theirs' } }],
  })
  expect((await other.issue(key)).summary).toBe('Theirs')
})

test('another field changed by somebody else is merged silently', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const before = store.issues.row(key)?.summary ?? ''
  await other.edit(key, { update: { labels: [{ add: 'theirs' }] } })
  const { id } = put(summary(key, 'Mine', before))
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('sent')
  expect(await other.issue(key)).toMatchObject({ summary: 'Mine', labels: expect.arrayContaining(['theirs']) })
  expect(store.issues.row(key)?.labels).toContain('theirs')
})

test.each([
  ['before', 'drop'],
  ['after', 'drop-after'],
] as const)('a comment whose connection breaks %s it is written is there once', async (_when, kind) => {
  const { engine, put, stored, key, sandbox, other } = await senderWorld()
  sandbox.faults.add({ kind, match: { method: 'POST', path: '/rest/api/2/issue' }, times: 1 })
  const { id } = put(comment(key, 'Once and only once'))
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('sent')
  expect((await bodies(other, key)).filter((body) => body === 'Once and only once')).toHaveLength(1)
})

test('two equal comments are two comments', async () => {
  const { engine, put, key, sandbox, other } = await senderWorld()
  sandbox.faults.add({ kind: 'drop-after', match: { method: 'POST', path: '/rest/api/2/issue' }, times: 2 })
  put(comment(key, 'ping'))
  put(comment(key, 'ping'))
  await engine.wake()
  await engine.idle()
  expect((await bodies(other, key)).filter((body) => body === 'ping')).toHaveLength(2)
})

test('what a dead process left in hand is looked for, not repeated', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const done = put(comment(key, 'It was sent'))
  const lost = put(comment(key, 'It never left'))
  await other.addComment(key, { body: wiki('It was sent'), mark: done.mark })
  for (const { id } of [done, lost]) store.outbox.update(id, { state: 'sending', attempts: 1, firstSentAt: Date.now() })
  await engine.wake()
  await engine.idle()
  expect([stored(done.id).state, stored(lost.id).state]).toEqual(['sent', 'sent'])
  const all = await bodies(other, key)
  expect(all.filter((body) => body === 'It was sent')).toHaveLength(1)
  expect(all.filter((body) => body === 'It never left')).toHaveLength(1)
})

test('one that was refused stays with its reason and holds up only what touches the same', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const before = store.issues.row(key)?.summary ?? ''
  const refused = put(summary(key, '', before))
  const held = put(summary(key, 'After it', ''))
  const free = put(comment(key, 'Beside it'))
  await engine.wake()
  await engine.idle()
  expect(stored(refused.id)).toMatchObject({ state: 'failed', error: { code: 'refused' } })
  expect(stored(held.id).state).toBe('queued')
  expect(stored(free.id).state).toBe('sent')
  expect((await other.issue(key)).summary).toBe(before)
})

test('offline it waits and says so, and goes when it is woken', async () => {
  let isOffline = true
  const { engine, put, stored, key } = await senderWorld({
    between: (client) => ({
      addComment: async (...args) => {
        if (isOffline) throw new JiraApiError('network', 'no route', { reason: 'ENETUNREACH' })
        return client.addComment(...args)
      },
    }),
  })
  const states: string[] = []
  engine.listen(({ sender }) => sender && states.push(sender.sender))
  const { id } = put(comment(key, 'Later'))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'queued', error: { code: 'network' } })
  expect(states.at(-1)).toBe('offline')
  isOffline = false
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'sent', error: null })
  expect(states.at(-1)).toBe('idle')
})

test('without a sign-in everything waits for one', async () => {
  const { engine, put, stored, key, sandbox } = await senderWorld()
  const lift = sandbox.faults.add({ kind: 'anonymous', match: { path: '/' } })
  const { id } = put(comment(key, 'Signed out'))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'queued', error: { code: 'signed-out' } })
  lift()
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('sent')
})

test('a site that asks to be left alone for long has it back in the outbox at once, with the time and the reason', async () => {
  const { engine, put, stored, key, sandbox } = await senderWorld()
  const slow = { kind: 'rate-limit', retryAfter: 20 } as const
  sandbox.faults.add({ ...slow, match: { method: 'POST', path: '/rest/api/2/issue' }, times: 1 })
  const states: string[] = []
  engine.listen(({ sender }) => sender && states.push(sender.sender))
  const before = Date.now()
  const { id } = put(comment(key, 'In its own time'))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'queued', error: { code: 'rate-limited', details: { retryAfter: 20 } } })
  expect(stored(id).notBefore).toBeGreaterThanOrEqual(before + 20_000)
  expect(states.at(-1)).toBe('waiting')
  expect(sandbox.journal.entries).toHaveLength(1)
})

test('one that waits for its time after a rate limit does not count as work', async () => {
  const { engine, put, stored, key, sandbox } = await senderWorld({
    between: (client) => ({
      addComment: async (...args) => {
        if (sandboxIsBusy) throw new JiraApiError('rate-limited', 'slow down', { status: 429, retryAfter: 3600 })
        return client.addComment(...args)
      },
    }),
  })
  let sandboxIsBusy = true
  const { id } = put(comment(key, 'Patience'))
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'queued', error: { code: 'rate-limited' } })
  expect(stored(id).notBefore).toBeGreaterThan(Date.now() + 3_000_000)
  sandboxIsBusy = false
  expect(sandbox.journal.entries).toHaveLength(0)
})

test('two engines on one copy send each operation once', async () => {
  const { engine, another, put, stored, key, other } = await senderWorld()
  const second = another()
  const ids = Array.from({ length: 8 }, (_, at) => put(comment(key, `note ${at}`)).id)
  await Promise.all([engine.wake(), second.wake()])
  await Promise.all([engine.idle(), second.idle()])
  expect(ids.map((id) => stored(id).state)).toEqual(ids.map(() => 'sent'))
  const notes = (await bodies(other, key)).filter((body) => body.startsWith('note '))
  expect(notes).toEqual(ids.map((_, at) => `note ${at}`))
})

test('who waits until nothing is about to be sent keeps the process alive, also while another one sends', async () => {
  const { engine, folder, put, stored, key } = await senderWorld()
  const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
  const lock = openSenderLock(folder)
  expect(lock.tryTake()).toBe(true)
  const { id } = put(comment(key, 'After the other'))
  await engine.wake()
  // Compared within one turn: timers of the test's own runner come and go between turns.
  const before = timers()
  const idle = engine.idle()
  await Promise.resolve()
  expect(timers()).toBe(before + 1)
  lock.release()
  await idle
  expect(stored(id).state).toBe('sent')
})

test('one that was taken back before its turn is not sent', async () => {
  const { engine, store, put, stored, key, other } = await senderWorld()
  const { id } = put(comment(key, 'Never mind'))
  store.outbox.update(id, { state: 'dropped' })
  await engine.wake()
  await engine.idle()
  expect(stored(id).state).toBe('dropped')
  expect(await bodies(other, key)).not.toContain('Never mind')
})

test('an issue that was made here gets its number, and what waited for it goes to it', async () => {
  const { engine, store, put, stored, other } = await senderWorld()
  const local = 'PAY-NEW1' as IssueKey
  const [type] = await other.creatableTypes('PAY')
  if (type === undefined) throw new Error('no type')
  const made = put({
    kind: 'create',
    key: local,
    fields: { project: { key: 'PAY' }, issuetype: { id: type.id }, summary: 'Made while offline' },
    shown: { project: { id: '1', key: 'PAY', name: 'Payments' }, type, summary: 'Made while offline' },
  })
  const said = put(comment(local, 'And said'))
  await engine.wake()
  await engine.idle()
  const key = stored(made.id).result?.issue?.key
  expect(key).toMatch(/^PAY-\d+$/)
  expect(stored(said.id)).toMatchObject({ state: 'sent', operation: { key } })
  expect(await bodies(other, key as IssueKey)).toEqual(['And said'])
  expect(store.issues.row(local)).toBeUndefined()
})

test('what the site has already is kept with what it was, so that taking it back has nothing to do', async () => {
  const { engine, put, stored, other } = await senderWorld({ sandbox: { issues: 120 } })
  const [issue] = (await other.search({ jql: 'sprint in openSprints()', maxResults: 1 })).issues
  if (issue === undefined) throw new Error('nothing is in a sprint')
  const { fields } = await other.issueWithFields({ key: issue.key, customFields: 'all' })
  const sprints = fields.flatMap(({ value }) => (value.kind === 'sprints' ? value.sprints : []))
  const open = sprints.find(({ state }) => state !== 'closed')
  if (open === undefined) throw new Error('no sprint is open')
  const to = { id: open.id, name: open.name }
  const { id } = put({ kind: 'sprint', key: issue.key, to })
  await engine.wake()
  await engine.idle()
  expect(stored(id)).toMatchObject({ state: 'sent', operation: { to, base: to } })
})
