import type { Issue, IssueDetail } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { deployments, hour, minute, refresherWorld, viewOf } from './testing.ts'

const all = viewOf('project in (PAY, OPS) ORDER BY key ASC', 'all')
const pay = viewOf('project = PAY ORDER BY updated DESC, key ASC', 'pay')

test.each(deployments)('%s: syncing copies every issue of its views with everything', async (deployment) => {
  const { refresher, store, siteList, client } = await refresherWorld({ deployment, sandbox: { issues: 260 } })
  const list = await siteList(all.jql)
  const progress: string[] = []
  const report = await refresher.sync([all, pay], {
    onProgress: ({ view, done, total }) => progress.push(`${view} ${done}/${total}`),
  })
  expect(store.views.get('all')).toMatchObject({ keys: list, total: list.length })
  expect(store.views.get('pay')?.keys).toEqual(await siteList(pay.jql))
  expect(report).toMatchObject({ added: list.length, changed: 0, gone: 0 })
  expect(progress[0]).toBe(`all 0/${list.length}`)
  expect(progress).toContain(`all ${list.length}/${list.length}`)
  expect(store.marks.unread(list)).toEqual(new Set())
  const last = list.at(-1)
  if (last === undefined) throw new Error('the view is empty')
  expect(store.issues.detail(last)?.value.comments).toEqual((await client.issue(last)).comments)
})

test.each(deployments)('%s: syncing again asks only for what changed', async (deployment) => {
  const world = await refresherWorld({ deployment, sandbox: { issues: 260 } })
  const { refresher, store, pass, touch, remote, asked, siteList } = world
  await refresher.sync([all])
  pass(hour)
  const [first, second] = store.views.get('all')?.keys ?? []
  if (!first || !second) throw new Error('the view is empty')
  touch(first, (issue) => {
    issue.environment = 'Production'
  })
  world.world.removeIssue(remote(second))
  asked()
  const report = await refresher.sync([all])
  expect(report).toMatchObject({ added: 0, changed: 1, gone: 1 })
  expect(store.issues.detail(first)?.value.environment).toMatchObject({ source: expect.stringContaining('Production') })
  expect(store.issues.row(second)).toBeUndefined()
  expect(asked().length).toBeLessThanOrEqual(6)
  expect(store.views.get('all')?.keys).toEqual(await siteList(all.jql))
})

test('a copy that was broken off goes on where it ended, with what was changed meanwhile', async () => {
  const world = await refresherWorld({ sandbox: { issues: 900 } })
  const { refresher, store, faults, pass, touch, siteList, journal } = world
  const list = await siteList(all.jql)
  const stop = new AbortController()
  const broken = refresher.sync([all], {
    signal: stop.signal,
    onProgress: ({ done }) => {
      if (done >= 200) stop.abort()
    },
  })
  await expect(broken).rejects.toThrow(/aborted|cancelled/)
  const copied = list.filter((key) => store.issues.detail(key) !== undefined)
  expect(copied.length).toBeGreaterThanOrEqual(200)
  expect(copied.length).toBeLessThan(list.length)
  const [early] = copied
  if (early === undefined) throw new Error('nothing was copied')
  pass(20 * minute)
  touch(early, (issue) => {
    issue.environment = 'Production'
  })
  journal.clear()
  faults.clear()
  const seen: number[] = []
  await refresher.sync([all], { onProgress: ({ done }) => seen.push(done) })
  expect(seen[0]).toBe(copied.length - 1)
  expect(store.views.get('all')?.keys).toEqual(list)
  expect(store.issues.detail(early)?.value.environment).toMatchObject({ source: 'Production' })
})

test('what the site says when it fails is thrown, and an issue that goes meanwhile does not stop the rest', async () => {
  const world = await refresherWorld({ sandbox: { issues: 260 } })
  const { refresher, store, faults, siteList, remote, client } = world
  faults.add({ match: { path: '/rest/api/2/search' }, kind: 'stack-trace' })
  await expect(refresher.sync([all])).rejects.toMatchObject({ code: 'server-error' })
  faults.clear()
  const [goes] = await siteList(all.jql)
  if (goes === undefined) throw new Error('the view is empty')
  let isGone = false
  await refresher.sync([all], {
    onProgress: () => {
      if (!isGone) world.world.removeIssue(remote(goes))
      isGone = true
    },
  })
  expect(store.views.get('all')?.keys).toEqual(await siteList(all.jql))
  await expect(client.issue(goes)).rejects.toMatchObject({ code: 'not-found' })
})

test('a view that is refreshed after a sync costs one request', async () => {
  const { refresher, asked, pass } = await refresherWorld({ sandbox: { issues: 420 } })
  await refresher.sync([all])
  pass(2 * minute)
  asked()
  await refresher.refreshView('all')
  expect(asked()).toEqual(['GET /rest/api/2/search'])
})

test.each(deployments)(
  '%s: columns of custom fields stay with their rows, and are brought up to date',
  async (deployment) => {
    const { refresher, store, client, pass, siteList } = await refresherWorld({ deployment })
    const list = await siteList(all.jql)
    const fields = (await client.fields()).filter(({ custom }) => custom)
    const whole = new Map<string, IssueDetail>()
    for (const key of list) whole.set(key, await client.issueWithFields({ key, customFields: 'all' }))
    const column = fields.find(({ id }) =>
      [...whole.values()].some((detail) =>
        detail.fields.some((field) => field.id === id && field.value.kind === 'number'),
      ),
    )
    if (column === undefined) throw new Error('no field with a number')
    const valueIn = (of: Pick<Issue, 'fields'> | undefined) => of?.fields?.find(({ id }) => id === column.id)?.value
    const key = list.find((one) => valueIn(whole.get(one)) !== undefined)
    if (key === undefined) throw new Error('no issue has it')
    const { issues } = await client.search({ jql: all.jql, fields: [column], maxResults: 1000 })
    for (const issue of issues) store.issues.putRow(issue, 1)
    await refresher.sync([all])
    expect(valueIn(store.issues.row(key))).toEqual(valueIn(whole.get(key)))
    expect(valueIn(store.issues.detail(key)?.value)).toEqual(valueIn(whole.get(key)))
    pass(hour)
    await client.edit(key, { fields: { [column.id]: 41 } })
    await refresher.sync([all])
    expect(valueIn(store.issues.row(key))).toEqual({ kind: 'number', number: 41 })
    // Sprints come along although no row shows them.
    const sprintOf = (detail: IssueDetail | undefined) => detail?.fields.find(({ value }) => value.kind === 'sprints')
    const sprinted = list.filter((one) => sprintOf(whole.get(one)) !== undefined)
    expect(sprinted).not.toEqual([])
    for (const one of sprinted) expect(sprintOf(store.issues.detail(one)?.value)).toEqual(sprintOf(whole.get(one)))
    await refresher.openIssue(sprinted[0] ?? key, { fresh: true })
    expect(sprintOf(store.issues.detail(sprinted[0] ?? key)?.value)).toBeDefined()
  },
)
