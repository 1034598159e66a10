import { connectSite, type IssueKey } from '@mmd/jira-api'
import { type Sandbox, type SandboxOptions, startSandbox } from '@mmd/jira-sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { createReplica } from './create-replica.ts'
import type { Replica, ViewSpec } from './replica.ts'

const open: ViewSpec = { id: 'open', title: 'Open', jql: 'project = PAY AND resolution is EMPTY ORDER BY key ASC' }

interface World {
  readonly sandbox: Sandbox
  readonly replica: Replica
  /** The first issue of the open view. */
  readonly key: IssueKey
}

const world = async (options: SandboxOptions = {}): Promise<World> => {
  const sandbox = await startSandbox(options)
  onTestFinished(() => sandbox.close())
  const token = sandbox.issuePat('mira')
  const client = connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  const replica = createReplica({ client })
  await replica.openView(open)
  const [key] = replica.view('open')?.keys ?? []
  if (key === undefined) throw new Error('the view is empty')
  sandbox.journal.clear()
  return { sandbox, replica, key }
}

const someone = { id: 'mira', name: 'Mira Lindqvist', active: true }

test('a view costs one search and shows its rows with descriptions', async () => {
  const { sandbox, replica } = await world()
  await replica.openView({ id: 'mine', title: 'Mine', jql: 'assignee = currentUser()' })
  expect(sandbox.journal.count('GET /rest/api/2/search')).toBe(1)
  const rows = replica.view('mine')
  expect(rows?.phase).toBe('idle')
  expect(rows?.keys.length).toBeGreaterThan(0)
  expect(rows?.keys.every((key) => replica.issue(key)?.description !== undefined)).toBe(true)
  await replica.openView({ id: 'mine', title: 'Mine', jql: 'assignee = currentUser()' })
  expect(sandbox.journal.entries).toHaveLength(1)
})

test('an operation is on the rows before anything is sent', async () => {
  const { sandbox, replica, key } = await world()
  const record = replica.perform({ kind: 'assign', key, assignee: someone })
  expect(replica.issue(key)?.assignee?.name).toBe('Mira Lindqvist')
  expect(sandbox.journal.entries).toHaveLength(0)
  expect(replica.operations()).toHaveLength(1)
  expect((await replica.settled(record.id)).state).toBe('sent')
  expect(replica.operations()).toHaveLength(0)
  expect(replica.issue(key)?.assignee?.id).toBe('mira')
})

test('what the site refuses is taken off the rows, kept, and can be given up', async () => {
  const { replica, key } = await world()
  const before = replica.issue(key)?.status.name
  const to = { id: '10002', name: 'Nowhere', category: 'done' } as const
  const { id } = replica.perform({
    kind: 'transition',
    key,
    transition: { id: '99999', name: 'Nowhere', to },
    fields: {},
  })
  expect(replica.issue(key)?.status.name).toBe('Nowhere')
  const settled = await replica.settled(id)
  expect(settled.state).toBe('failed')
  expect(replica.issue(key)?.status.name).toBe(before)
  expect(replica.operations().map((record) => record.id)).toEqual([id])
  replica.drop(id)
  expect(replica.operations()).toEqual([])
})

test('operations on one issue reach the site in the order in which they were made', async () => {
  const { sandbox, replica, key } = await world({ latencyMs: 5 })
  for (const label of ['one', 'two', 'three']) replica.perform({ kind: 'labels', key, add: [label], remove: [] })
  expect(replica.issue(key)?.labels.slice(-3)).toEqual(['one', 'two', 'three'])
  await replica.idle()
  await replica.openIssue(key)
  expect(replica.detail(key)?.detail?.labels).toEqual(expect.arrayContaining(['one', 'two', 'three']))
  expect(sandbox.journal.matching('PUT', /\/issue\//)).toHaveLength(3)
})

test('a refresh while something is being sent does not take the change off the screen', async () => {
  const { sandbox, replica, key } = await world()
  sandbox.faults.add({ match: { method: 'PUT', path: '/rest/api/2/issue' }, times: 1, kind: 'slow', delayMs: 300 })
  replica.perform({ kind: 'assign', key, assignee: someone })
  const seen = new Set<string | undefined>()
  replica.subscribe(() => seen.add(replica.issue(key)?.assignee?.name))
  await replica.refreshView('open')
  await replica.idle()
  expect([...seen]).toEqual(['Mira Lindqvist'])
})

test('labels that somebody else set meanwhile stay', async () => {
  const { sandbox, replica, key } = await world()
  const token = sandbox.issuePat('mira')
  const other = connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => `Bearer ${token}` })
  await other.edit(key, { update: { labels: [{ add: 'theirs' }] } })
  const record = replica.perform({ kind: 'labels', key, add: ['mine'], remove: [] })
  await replica.settled(record.id)
  expect((await other.issue(key)).labels).toEqual(expect.arrayContaining(['theirs', 'mine']))
})

test('a comment is shown as being sent, then as the site knows it', async () => {
  const { replica, key } = await world()
  await replica.openIssue(key)
  const record = replica.perform({ kind: 'comment', key, body: 'Seen.', author: someone })
  expect(replica.detail(key)?.detail?.comments.at(-1)).toMatchObject({ id: 'pending', body: 'Seen.' })
  await replica.settled(record.id)
  const last = replica.detail(key)?.detail?.comments.at(-1)
  expect(last?.body).toBe('Seen.')
  expect(last?.id).toMatch(/^\d+$/)
})

test('what the network swallowed can be sent again', async () => {
  const { sandbox, replica, key } = await world()
  sandbox.faults.add({ match: { method: 'PUT', path: '/rest/api/2/issue' }, times: 1, kind: 'drop' })
  const { id } = replica.perform({ kind: 'assign', key, assignee: someone })
  expect((await replica.settled(id)).error?.code).toBe('network')
  replica.retry(id)
  expect((await replica.settled(id)).state).toBe('sent')
  expect(replica.issue(key)?.assignee?.id).toBe('mira')
})

test('all rows of a long view come, each once', async () => {
  const { replica } = await world({ issues: 2600 })
  const all: ViewSpec = { id: 'all', title: 'All', jql: 'ORDER BY key ASC' }
  await replica.openView(all)
  expect(replica.view('all')?.keys).toHaveLength(100)
  const total = replica.view('all')?.total ?? 0
  expect(total).toBeGreaterThan(2000)
  await replica.loadMore('all', total)
  const keys = replica.view('all')?.keys ?? []
  expect(keys).toHaveLength(total)
  expect(new Set(keys).size).toBe(total)
})

test('a view that the site refuses says so and keeps what was known', async () => {
  const { sandbox, replica } = await world()
  await replica.openView({ id: 'bad', title: 'Bad', jql: 'nosuchfield = 1' })
  expect(replica.view('bad')).toMatchObject({ phase: 'failed', error: { code: 'refused' } })
  const known = replica.view('open')?.keys.length
  sandbox.faults.add({ match: { path: '/rest/api/2/search' }, kind: 'status', status: 500 })
  await replica.refreshView('open')
  expect(replica.view('open')).toMatchObject({ phase: 'failed', error: { code: 'server-error' } })
  expect(replica.view('open')?.keys.length).toBe(known)
})

test('opening an issue is one request, however often it is asked for', async () => {
  const { sandbox, replica, key } = await world()
  await Promise.all([replica.openIssue(key), replica.openIssue(key)])
  await replica.openIssue(key)
  expect(sandbox.journal.entries).toHaveLength(1)
  await replica.openIssue(key, { fresh: true })
  expect(sandbox.journal.entries).toHaveLength(2)
})
