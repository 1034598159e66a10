import { connectSite, type IssueKey, type SiteClient } from '@mmd/jira-api'
import { type Sandbox, type SandboxOptions, startSandbox } from '@mmd/jira-sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { createReplica } from './create-replica.ts'
import type { Replica, ViewSpec } from './replica.ts'

const open: ViewSpec = { id: 'open', title: 'Open', jql: 'project = PAY AND resolution is EMPTY ORDER BY key ASC' }

interface World {
  readonly sandbox: Sandbox
  /** Somebody else, who is signed in to the same site. */
  readonly other: SiteClient
  readonly replica: Replica
  /** The first issue of the open view. */
  readonly key: IssueKey
}

/** A client of which a test changes some methods; the rest goes to the site. */
type Between = (client: SiteClient, other: SiteClient) => Partial<SiteClient>

const world = async (options: SandboxOptions = {}, between: Between = () => ({})): Promise<World> => {
  const sandbox = await startSandbox(options)
  onTestFinished(() => sandbox.close())
  const authorization = `Bearer ${sandbox.issuePat('mira')}`
  const connect = (): SiteClient => connectSite({ baseUrl: sandbox.baseUrl, authorize: async () => authorization })
  const [client, other] = [connect(), connect()]
  const replica = createReplica({ client: { ...client, ...between(client, other) } })
  await replica.openView(open)
  const [key] = replica.view('open')?.keys ?? []
  if (key === undefined) throw new Error('the view is empty')
  sandbox.journal.clear()
  return { sandbox, replica, key, other }
}

const comment = (typed: string) => ({ body: { format: 'wiki', source: typed } as const, typed })

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
  const { replica, key, other } = await world()
  await other.edit(key, { update: { labels: [{ add: 'theirs' }] } })
  const record = replica.perform({ kind: 'labels', key, add: ['mine'], remove: [] })
  await replica.settled(record.id)
  expect((await other.issue(key)).labels).toEqual(expect.arrayContaining(['theirs', 'mine']))
})

test('a comment is shown as being sent, then as the site knows it', async () => {
  const { replica, key } = await world()
  await replica.openIssue(key)
  const record = replica.perform({ kind: 'comment', key, ...comment('Seen.'), author: someone })
  expect(replica.detail(key)?.detail?.comments.at(-1)).toMatchObject({ id: 'pending', body: { source: 'Seen.' } })
  await replica.settled(record.id)
  const last = replica.detail(key)?.detail?.comments.at(-1)
  expect(last?.body).toEqual({ format: 'wiki', source: 'Seen.' })
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

const all: ViewSpec = { id: 'all', title: 'All', jql: 'ORDER BY priority DESC, key ASC' }

/** Does something at the site before the second page of the view `all` is read. */
const beforeSecondPage = (change: (client: SiteClient) => Promise<void>): Between => {
  let pages = 0
  return (client, other) => ({
    search: async (query, options) => {
      if (query.jql === all.jql && (pages += 1) === 2) await change(other)
      return client.search(query, options)
    },
  })
}

const keysOf = async (client: SiteClient, jql: string): Promise<readonly IssueKey[]> =>
  (await client.search({ jql, maxResults: 1000 })).issues.map(({ key }) => key)

test('an issue that jumps over the end of a page while the list is read is in it, once', async () => {
  let moved: IssueKey | undefined
  const { replica, other } = await world(
    { issues: 300 },
    beforeSecondPage(async (client) => {
      const [, first] = await client.priorities()
      moved = (await keysOf(client, all.jql)).at(-1)
      const [highest] = await client.priorities()
      await client.edit(moved ?? '', { fields: { priority: { id: (highest ?? first)?.id } } })
    }),
  )
  await replica.openView(all)
  await replica.loadMore('all', 1000)
  const rows = replica.view('all')
  expect(rows?.keys).toEqual(await keysOf(other, all.jql))
  expect(rows?.keys.filter((key) => key === moved)).toHaveLength(1)
})

test('an issue that leaves while the list is read hides no other one', async () => {
  const jql = 'project = PAY AND resolution is EMPTY ORDER BY key ASC'
  const view: ViewSpec = { ...all, jql }
  let pages = 0
  const { replica, other } = await world({ issues: 1200 }, (client, somebody) => ({
    search: async (query, options) => {
      if (query.jql === jql && (query.startAt ?? 0) > 0 && (pages += 1) === 1) {
        const [first] = await keysOf(somebody, jql)
        await somebody.edit(first ?? '', { update: { labels: [{ add: 'gone' }] } })
      }
      return client.search(
        { ...query, jql: query.jql.replace('ORDER', 'AND (labels is EMPTY OR labels != gone) ORDER') },
        options,
      )
    },
  }))
  await replica.openView(view)
  await replica.loadMore('all', 5000)
  const throughout = await keysOf(other, jql.replace('ORDER', 'AND (labels is EMPTY OR labels != gone) ORDER'))
  expect(throughout.length).toBeGreaterThan(100)
  expect(replica.view('all')?.keys).toEqual(throughout)
})

test('a long list stays long while it is refreshed', async () => {
  const { replica } = await world({ issues: 2600 })
  await replica.openView(all)
  await replica.loadMore('all', 5000)
  const long = replica.view('all')?.keys.length ?? 0
  const lengths = new Set<number | undefined>()
  replica.subscribe(() => lengths.add(replica.view('all')?.keys.length))
  await replica.refreshView('all')
  expect([...lengths]).toEqual([long])
})

test('a view that is opened twice is asked for once', async () => {
  const { sandbox, replica } = await world()
  await Promise.all([replica.openView(all), replica.openView(all)])
  expect(sandbox.journal.entries).toHaveLength(1)
})

test('an answer that is older than a confirmed change does not take it off the screen', async () => {
  const held = Promise.withResolvers<void>()
  const came = Promise.withResolvers<void>()
  let isHeld = false
  const { replica, key } = await world({}, (client) => ({
    search: async (query, options) => {
      const page = await client.search(query, options)
      if (isHeld) {
        came.resolve()
        await held.promise
      }
      return page
    },
    issue: async (asked, options) => {
      const detail = await client.issue(asked, options)
      await held.promise
      return detail
    },
  }))
  isHeld = true
  const reading = Promise.all([replica.refreshView('open'), replica.openIssue(key)])
  await came.promise
  const records = [
    replica.perform({ kind: 'assign', key, assignee: someone }),
    replica.perform({ kind: 'comment', key, ...comment('Seen.'), author: someone }),
  ]
  for (const { id } of records) expect((await replica.settled(id)).state).toBe('sent')
  held.resolve()
  await reading
  expect(replica.issue(key)?.assignee?.id).toBe('mira')
  expect(replica.detail(key)?.detail?.comments.filter(({ body }) => body.source === 'Seen.')).toHaveLength(1)
})

test('a comment whose answer got lost is kept as uncertain; what may be repeated is not', async () => {
  const { sandbox, replica, key, other } = await world()
  sandbox.faults.add({ match: { method: 'POST', path: /\/comment$/ }, times: 1, kind: 'drop-after' })
  sandbox.faults.add({ match: { method: 'PUT', path: /\/assignee$/ }, times: 1, kind: 'drop-after' })
  const lost = replica.perform({ kind: 'comment', key, ...comment('Only once.'), author: someone })
  const assign = replica.perform({ kind: 'assign', key, assignee: someone })
  expect(await replica.settled(lost.id)).toMatchObject({ state: 'failed', isUncertain: true })
  expect(await replica.settled(assign.id)).toMatchObject({ state: 'failed', isUncertain: false })
  expect((await other.issue(key)).comments.filter(({ body }) => body.source === 'Only once.')).toHaveLength(1)
})

test('a comment that the site refused is not uncertain', async () => {
  const { sandbox, replica, key } = await world()
  sandbox.faults.add({ match: { method: 'POST', path: /\/comment$/ }, times: 1, kind: 'status', status: 403 })
  const { id } = replica.perform({ kind: 'comment', key, ...comment('No.'), author: someone })
  expect(await replica.settled(id)).toMatchObject({ state: 'failed', isUncertain: false })
})

test('a failed change cannot undo a newer one of the same field', async () => {
  const { sandbox, replica, key, other } = await world()
  sandbox.faults.add({ match: { method: 'PUT', path: /\/assignee$/ }, times: 1, kind: 'drop' })
  const first = replica.perform({ kind: 'assign', key, assignee: someone })
  const second = replica.perform({ kind: 'assign', key, assignee: null })
  expect((await replica.settled(first.id)).state).toBe('failed')
  replica.retry(first.id)
  expect((await replica.settled(second.id)).state).toBe('sent')
  await replica.idle()
  expect(replica.operations()).toEqual([])
  expect((await other.issue(key)).assignee).toBeNull()
})

test('what the credential says of itself is not taken for an answer of the site', async () => {
  const locked = Object.assign(new Error('The keychain is locked'), { name: 'AuthError', code: 'store-failed' })
  let isLocked = false
  const { replica, key } = await world({}, (client) => ({
    issue: (asked, options) => (isLocked ? Promise.reject(locked) : client.issue(asked, options)),
  }))
  isLocked = true
  await replica.openIssue(key)
  expect(replica.detail(key)).toMatchObject({ phase: 'failed', error: { code: 'store-failed' } })
  isLocked = false
  await replica.openIssue(key)
  expect(replica.detail(key)?.phase).toBe('idle')
})
