import { expect, test } from 'vitest'
import { deployments, keyOf, minute, refresherWorld, viewOf } from './testing.ts'

test.each(deployments)('%s: children follow a parent that was renamed or moved', async (deployment) => {
  const world = await refresherWorld({ deployment, sandbox: { issues: 260 } })
  const { refresher, store, client, pass, touch, move, siteList } = world
  await refresher.openView(viewOf('project in (PAY, OPS) ORDER BY key ASC'))
  await refresher.loadMore('view', 1000)
  const child = (store.views.get('view')?.keys ?? []).find((key) => store.issues.row(key)?.parent)
  const parent = child && store.issues.row(child)?.parent?.key
  if (child === undefined || parent === undefined) throw new Error('no sub-task')
  const follows = async (): Promise<void> => {
    const now = await client.issue(child)
    expect(store.issues.row(child)?.parent).toEqual(now.parent)
    expect(store.issues.row(child)?.updated).toBe(now.updated)
  }
  pass(minute)
  touch(parent, (issue) => {
    issue.summary = 'Called otherwise'
  })
  await refresher.refreshView('view')
  expect(store.issues.row(child)?.parent).toEqual({ key: parent, summary: 'Called otherwise' })
  await follows()
  pass(minute)
  move(parent, 'OPS-90001')
  expect(await siteList('key = OPS-90001')).toEqual(['OPS-90001'])
  await refresher.refreshView('view', { whole: true })
  expect(store.issues.row(child)?.parent?.key).toBe(keyOf('OPS-90001'))
  await follows()
})
