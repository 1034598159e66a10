import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import {
  type Deployment,
  deployments,
  hour,
  keyOf,
  minute,
  type RefresherWorld,
  refresherWorld,
  viewOf,
  type WorldOptions,
} from './testing.ts'

const jql = 'project in (PAY, OPS) ORDER BY updated DESC, key ASC'
const view = viewOf(jql)
const opened = viewOf('project = PAY AND status = Open ORDER BY key ASC')

const kinds = {
  datacenter: { search: 'GET /rest/api/2/search', issues: 'POST /rest/api/2/search' },
  cloud: { search: 'POST /rest/api/3/search/jql', issues: 'POST /rest/api/3/issue/bulkfetch' },
} as const

interface LongWorld extends RefresherWorld {
  readonly keys: () => readonly IssueKey[]
}

/** A view of some hundreds that is known to its end, some minutes later. */
const longWorld = async (options: WorldOptions = {}, spec = view): Promise<LongWorld> => {
  const world = await refresherWorld({ ...options, sandbox: { issues: 420, ...options.sandbox } })
  const { refresher, store, pass, asked, siteList } = world
  for (const issue of world.world.issues) issue.updated = Math.min(issue.updated, world.clocks.there - hour)
  await refresher.openView(spec)
  await refresher.loadMore('view', 10_000)
  const list = await siteList(spec.jql)
  expect(store.views.get('view')?.keys).toEqual(list)
  pass(3 * minute)
  asked()
  return { ...world, keys: () => store.views.get('view')?.keys ?? [] }
}

test.each(deployments)('%s: a long view in which nothing has changed is one request', async (deployment) => {
  const { refresher, asked, store, clocks } = await longWorld({ deployment })
  await refresher.openView(view)
  expect(asked()).toEqual([kinds[deployment].search])
  expect(store.views.get('view')).toMatchObject({ askedAt: clocks.here, refreshedAt: clocks.here })
})

test.each(deployments)(
  '%s: what others changed, made, closed, deleted, hid and moved is as the site has it',
  async (deployment) => {
    const world = await longWorld({ deployment })
    const { refresher, store, touch, remote, siteList, move, keys } = world
    const pay = keys().filter((key) => key.startsWith('PAY'))
    const [changed, deleted, hidden, moved] = [pay[3], pay[5], pay[7], pay[9]]
    if (!changed || !deleted || !hidden || !moved) throw new Error('the view is too short')
    touch(changed, (issue) => {
      issue.summary = 'Changed by somebody else'
      issue.description = 'And told why.'
    })
    world.world.removeIssue(remote(deleted))
    touch(hidden, (issue) => {
      issue.securityLevelId = '10602'
      issue.reporterKey = null
      issue.assigneeKey = null
    })
    const isHidden = !(await siteList(jql)).includes(hidden)
    move(moved, 'OPS-9001')
    await refresher.refreshView('view')
    expect(keys()).toEqual(await siteList(jql))
    expect(store.issues.row(changed)).toMatchObject({
      summary: 'Changed by somebody else',
      description: { source: expect.stringContaining('And told why.') },
    })
    expect(store.issues.row(deleted)).toBeUndefined()
    expect(isHidden).toBe(true)
    expect(store.issues.row(hidden)).toBeUndefined()
    expect(store.issues.row(moved)).toBeUndefined()
    expect(store.issues.row(keyOf('OPS-9001'))).toMatchObject({ project: { key: 'OPS' } })
  },
)

const closeOne = ({ touch }: RefresherWorld, key: string): void => touch(key, (issue) => (issue.statusId = '10003'))

test('who left a long view by a change is found without a change in it, when five minutes have passed or all is asked', async () => {
  const statuses = viewOf('project in (PAY, OPS, SUP) AND status != Closed ORDER BY key ASC')
  const world = await longWorld({ sandbox: { issues: 900 } }, statuses)
  const { refresher, keys, asked, pass, store } = world
  const [first, second] = keys()
  if (!first || !second) throw new Error('the view is empty')
  const closed = world.world.issues.find(({ key }) => !keys().includes(keyOf(key)))?.statusId
  const leave = (key: string): void => world.touch(key, (issue) => (issue.statusId = closed ?? ''))
  leave(first)
  await refresher.refreshView('view')
  expect(asked()).toEqual(['GET /rest/api/2/search'])
  expect(keys()).toContain(first)
  await refresher.refreshView('view', { whole: true })
  expect(keys()).not.toContain(first)
  expect(store.issues.row(first)?.status.id).toBe(closed)
  leave(second)
  pass(6 * minute)
  await refresher.refreshView('view')
  expect(keys()).not.toContain(second)
})

test.each(deployments)('%s: a short view shows who left it, and who is gone leaves the copy', async (deployment) => {
  const world = await refresherWorld({ deployment })
  const { refresher, store, pass, siteList, remote, asked } = world
  await refresher.openView(opened)
  const [leaves, goes] = store.views.get('view')?.keys ?? []
  if (!leaves || !goes) throw new Error('the view is empty')
  pass(minute)
  closeOne(world, leaves)
  world.world.removeIssue(remote(goes))
  asked()
  await refresher.refreshView('view')
  // Data Center needs a second try for a query that names an issue which is gone.
  expect(new Set(asked())).toEqual(new Set([kinds[deployment].search, kinds[deployment].issues]))
  expect(store.views.get('view')?.keys).toEqual(await siteList(opened.jql))
  expect(store.issues.row(leaves)?.status.name).not.toBe('Open')
  expect(store.issues.row(goes)).toBeUndefined()
})

test('an issue of which something waits to be sent stays in the copy when the site does not show it', async () => {
  const world = await refresherWorld()
  const { refresher, store, pass, remote } = world
  await refresher.openView(opened)
  const [goes] = store.views.get('view')?.keys ?? []
  if (!goes) throw new Error('the view is empty')
  store.outbox.add({
    title: 'label',
    performedAt: world.clocks.here,
    operations: [{ operation: { kind: 'labels', key: goes, add: ['mine'], remove: [] } }],
  })
  pass(minute)
  world.world.removeIssue(remote(goes))
  await refresher.refreshView('view')
  expect(store.views.get('view')?.keys).not.toContain(goes)
  expect(store.issues.row(goes)?.key).toBe(goes)
})

test('part of a list is read again as far as it was known, one request a thousand', async () => {
  const world = await refresherWorld({ sandbox: { issues: 420 } })
  const { refresher, store, pass, siteList, asked } = world
  await refresher.openView(view)
  await refresher.loadMore('view', 250)
  pass(minute)
  asked()
  await refresher.refreshView('view')
  expect(asked()).toEqual(['GET /rest/api/2/search'])
  expect(store.views.get('view')?.keys).toEqual((await siteList(jql)).slice(0, 250))
})

test.each([
  ['a day has passed', (world: RefresherWorld) => world.pass(25 * hour)],
  ['our clock was put back', (world: RefresherWorld) => (world.clocks.here -= hour)],
])('a long view is read anew when %s', async (_, happen) => {
  const world = await longWorld()
  const { refresher, touch, keys, siteList, asked, store } = world
  const [key] = keys()
  if (!key) throw new Error('the view is empty')
  touch(key, (issue) => (issue.summary = 'Changed meanwhile'))
  happen(world)
  await refresher.refreshView('view')
  expect(asked()).toHaveLength(1)
  expect(store.issues.row(key)?.summary).toBe('Changed meanwhile')
  expect(keys()).toEqual(await siteList(jql))
})

test.each([
  ['three hours behind', -3 * hour],
  ['three hours ahead', 3 * hour],
  ['minutes ahead', 4 * minute],
])('the delta finds changes on a site whose clock is %s', async (_, skew) => {
  const { refresher, touch, keys, store } = await longWorld({ skew })
  const key = keys()[120]
  if (!key) throw new Error('the view is too short')
  touch(key, (issue) => (issue.summary = 'Changed meanwhile'))
  await refresher.refreshView('view')
  expect(store.issues.row(key)?.summary).toBe('Changed meanwhile')
  expect(keys()[0]).toBe(key)
})

test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata'])(
  'the delta finds changes for a user whose time zone is %s',
  async (timeZone) => {
    const { refresher, touch, keys, store, world } = await longWorld()
    const user = world.findUser('mira')
    if (user !== undefined) user.timeZone = timeZone
    const key = keys()[120]
    if (!key) throw new Error('the view is too short')
    touch(key, (issue) => (issue.summary = 'Changed meanwhile'))
    await refresher.refreshView('view')
    expect(store.issues.row(key)?.summary).toBe('Changed meanwhile')
  },
)

const lags: Readonly<Record<Deployment, (world: RefresherWorld) => () => void>> = {
  datacenter: ({ faults }) => faults.add({ match: { path: '/rest/api/2/search' }, kind: 'index-lag' }),
  cloud: () => () => undefined,
}

test.each(deployments)('%s: a change that the index learns of minutes late is still found', async (deployment) => {
  const sandbox = deployment === 'cloud' ? { indexLagMs: 4 * minute } : {}
  const world = await longWorld({ deployment, sandbox })
  const { refresher, touch, keys, store, pass, siteList } = world
  pass(minute)
  const over = lags[deployment](world)
  const key = keys()[120]
  if (!key) throw new Error('the view is too short')
  touch(key, (issue) => (issue.summary = 'Changed meanwhile'))
  await refresher.refreshView('view')
  expect(store.issues.row(key)?.summary).not.toBe('Changed meanwhile')
  pass(2 * minute)
  await refresher.refreshView('view')
  pass(2 * minute + 1)
  over()
  await refresher.refreshView('view')
  expect(store.issues.row(key)?.summary).toBe('Changed meanwhile')
  expect(keys()).toEqual(await siteList(jql))
})

test('a refresh that fails in its middle is made up for by the next', async () => {
  const { refresher, touch, keys, faults, siteList, pass, store, remote, world } = await longWorld()
  const [first, , third] = keys()
  if (!first || !third) throw new Error('the view is too short')
  touch(first, (issue) => (issue.summary = 'Changed meanwhile'))
  world.removeIssue(remote(third))
  const { askedAt } = store.views.get('view') ?? {}
  // The delta goes through, the sweep does not.
  faults.add({ match: { path: '/rest/api/2/search' }, times: 1, kind: 'slow', delayMs: 0 })
  faults.add({ match: { path: '/rest/api/2/search' }, kind: 'drop' })
  await refresher.refreshView('view')
  expect(store.views.get('view')?.askedAt).toBe(askedAt)
  expect(store.issues.row(first)?.summary).toBe('Changed meanwhile')
  faults.clear()
  pass(20 * minute)
  await refresher.refreshView('view')
  expect(keys()).toEqual(await siteList(jql))
  expect(store.issues.row(third)).toBeUndefined()
})

test('many changes cost requests by the hundred, never by the issue', async () => {
  const { refresher, touch, keys, asked, siteList } = await longWorld()
  for (const key of keys().slice(0, 150)) touch(key, (issue) => (issue.summary = 'Changed meanwhile'))
  await refresher.refreshView('view')
  expect(asked().length).toBeLessThanOrEqual(4)
  expect(keys()).toEqual(await siteList(jql))
})

test('an issue that we changed lately stays in the copy when an index that lags does not have it', async () => {
  const world = await refresherWorld()
  const { refresher, store, pass, clocks, remote } = world
  await refresher.openView(opened)
  const [key] = store.views.get('view')?.keys ?? []
  if (!key) throw new Error('the view is empty')
  const [stored] = store.outbox.add({
    title: '',
    performedAt: clocks.here,
    operations: [{ operation: { kind: 'labels', key, add: ['mine'], remove: [] } }],
  }).operations
  store.outbox.settle(stored?.id ?? 0, {}, clocks.here)
  pass(minute)
  world.world.removeIssue(remote(key))
  await refresher.refreshView('view')
  expect(store.views.get('view')?.keys).not.toContain(key)
  expect(store.issues.row(key)?.key).toBe(key)
})

test('in the background a change in a very long list does not cost a sweep each time', async () => {
  const world = await longWorld({ sandbox: { issues: 1700 } })
  const { refresher, touch, keys, asked, store, siteList, pass } = world
  const key = keys().at(-1)
  expect(keys().length).toBeGreaterThan(1000)
  if (!key) throw new Error('the view is too short')
  await refresher.refreshView('view', { whole: true })
  touch(key, (issue) => {
    issue.summary = 'Changed meanwhile'
  })
  asked()
  await refresher.refreshView('view', { background: true })
  expect(asked()).toHaveLength(1)
  expect(store.issues.row(key)?.summary).toBe('Changed meanwhile')
  pass(6 * minute)
  await refresher.refreshView('view', { background: true })
  expect(keys()).toEqual(await siteList(jql))
})

test.each(deployments)(
  '%s: an issue that comes into sight although nobody has changed it is fetched',
  async (deployment) => {
    const world = await longWorld({ deployment })
    const { refresher, remote, siteList, keys, store, world: site } = world
    const hidden = site.issues.filter(({ projectKey, key }) => projectKey === 'PAY' && !keys().includes(keyOf(key)))
    expect(hidden.length).toBeGreaterThan(0)
    for (const { key } of hidden) remote(key).securityLevelId = null
    await refresher.refreshView('view', { whole: true })
    const list = await siteList(jql)
    expect(list.some((key) => hidden.some((issue) => issue.key === key))).toBe(true)
    expect(keys()).toEqual(list)
    expect(list.every((key) => store.issues.row(key) !== undefined)).toBe(true)
  },
)
