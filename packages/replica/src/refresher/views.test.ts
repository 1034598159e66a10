import { expect, test } from 'vitest'
import { deployments, keyOf, minute, refresherWorld, searchOf, viewOf } from './testing.ts'

const pay = viewOf('project = PAY ORDER BY key ASC')
const short = viewOf('project = PAY AND key in (PAY-102, PAY-103, PAY-104, PAY-105) ORDER BY key ASC', 'short')

test.each(deployments)(
  '%s: a short view is one request, with descriptions, and one again later',
  async (deployment) => {
    const { refresher, store, asked, pass, siteList } = await refresherWorld({ deployment })
    const list = await siteList(short.jql)
    await refresher.openView(short)
    expect(asked()).toEqual([searchOf(deployment)])
    expect(store.views.get('short')).toMatchObject({ keys: list, total: list.length })
    expect(list.every((key) => store.issues.row(key)?.description !== undefined)).toBe(true)
    pass(5 * minute)
    await refresher.openView(short)
    expect(asked()).toEqual([searchOf(deployment)])
    await refresher.openView(short)
    expect(asked()).toEqual([])
  },
)

test('what was read is as it was where nothing has changed, and nothing is written down', async () => {
  const { refresher, store, pass } = await refresherWorld()
  await refresher.openView(short)
  const before = store.issues.rows(keyOf('PAY-102'))
  pass(5 * minute)
  await refresher.refreshView('short')
  expect(store.issues.rows(keyOf('PAY-102'))).toEqual(before)
})

test('a view says that it loads and that it is there', async () => {
  const { refresher, news } = await refresherWorld()
  await refresher.openView(short)
  expect(news.map(({ views }) => views?.['short']?.phase)).toEqual(['loading', 'idle'])
})

test.each(deployments)('%s: a long view shows its first hundred, and more when they are wanted', async (deployment) => {
  const world = await refresherWorld({ deployment, sandbox: { issues: 800 } })
  const { refresher, store, siteList } = world
  const list = await siteList(pay.jql)
  expect(list.length).toBeGreaterThan(250)
  await refresher.openView(pay)
  expect(store.views.get('view')).toMatchObject({ keys: list.slice(0, 100), total: list.length })
  await refresher.loadMore('view', 150)
  expect(store.views.get('view')?.keys.slice(0, 150)).toEqual(list.slice(0, 150))
  await refresher.loadMore('view', list.length)
  expect(store.views.get('view')?.keys).toEqual(list)
})

test('a view with another query begins anew, and its rows show the new list alone', async () => {
  const { refresher, store } = await refresherWorld()
  await refresher.openView(short)
  await refresher.openView({ ...short, jql: 'key = PAY-107' })
  expect(store.views.get('short')?.keys).toEqual(['PAY-107'])
})

test('of two reads of a view the newer one counts, and the older is given up', async () => {
  const { refresher, store, faults } = await refresherWorld()
  faults.add({ match: { path: '/rest/api/2/search' }, times: 1, kind: 'slow', delayMs: 2_000 })
  const first = refresher.openView(short)
  const second = refresher.openView({ ...short, jql: 'key = PAY-107' })
  await Promise.all([first, second])
  expect(store.views.get('short')).toMatchObject({ jql: 'key = PAY-107', keys: ['PAY-107'] })
})

test('two who open a view at the same time share one request', async () => {
  const { refresher, asked } = await refresherWorld()
  await Promise.all([refresher.openView(short), refresher.openView(short)])
  expect(asked()).toHaveLength(1)
})

test('a failure leaves what was shown, with the error', async () => {
  const { refresher, store, faults, news, pass } = await refresherWorld()
  await refresher.openView(short)
  const { keys } = store.views.get('short') ?? {}
  pass(minute)
  faults.add({ match: { path: '/rest/api/2/search' }, kind: 'stack-trace' })
  await refresher.refreshView('short')
  expect(store.views.get('short')?.keys).toEqual(keys)
  expect(news.at(-1)?.views?.['short']).toMatchObject({ phase: 'failed', error: { code: 'server-error' } })
})

test('a first read that fails in the middle keeps its rows, and the next one begins anew', async () => {
  const { refresher, store, faults, siteList } = await refresherWorld({ sandbox: { issues: 800 } })
  const list = await siteList(pay.jql)
  await refresher.openView(pay)
  faults.add({ match: { path: '/rest/api/2/search' }, times: 3, kind: 'drop' })
  await refresher.loadMore('view', 300)
  expect(store.views.get('view')?.keys).toEqual(list.slice(0, 100))
  await refresher.loadMore('view', 300)
  expect(store.views.get('view')?.keys.slice(0, 300)).toEqual(list.slice(0, 300))
})

test('a view is counted in one request without rows, once, and never when it was read', async () => {
  const { refresher, store, asked, siteList } = await refresherWorld()
  const list = await siteList(pay.jql)
  await refresher.countView(pay)
  await refresher.countView(pay)
  expect(asked()).toHaveLength(1)
  expect(store.views.get('view')).toMatchObject({ keys: [], total: list.length, refreshedAt: null })
  await refresher.openView(pay)
  asked()
  await refresher.countView(pay)
  expect(asked()).toEqual([])
  await refresher.countView(viewOf('nonsense ~~', 'bad'))
  expect(store.views.get('bad')).toBeUndefined()
})

test('closing gives up what is being read', async () => {
  const { refresher, store, faults, journal } = await refresherWorld()
  faults.add({ match: { path: '/rest/api/2/search' }, kind: 'slow', delayMs: 5_000 })
  const opened = refresher.openView(short)
  await new Promise((resolve) => setImmediate(resolve))
  await refresher.close()
  await opened
  expect(store.views.get('short')).toMatchObject({ keys: [], refreshedAt: null })
  expect(journal.entries.length).toBeLessThanOrEqual(1)
})
