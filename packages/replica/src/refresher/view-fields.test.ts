import { expect, test } from 'vitest'
import { deployments, minute, refresherWorld, viewOf } from './testing.ts'

const jql = 'project = PAY ORDER BY key ASC'

test.each(deployments)(
  '%s: rows bring the fields that a view is to have, in the request of the list',
  async (deployment) => {
    const { refresher, store, client, asked } = await refresherWorld({ deployment, sandbox: { issues: 120 } })
    await refresher.openView({ ...viewOf(jql), fields: ['story points', 'No such field'] })
    const { keys = [] } = store.views.get('view') ?? {}
    const rows = keys.flatMap((key) => store.issues.row(key) ?? [])
    const points = rows.flatMap(({ fields = [] }) => fields).filter(({ name }) => name.toLowerCase() === 'story points')
    expect(points.length).toBeGreaterThan(0)
    expect(asked().filter((line) => line.includes('search'))).toHaveLength(1)
    const fields = await client.fields()
    expect(fields.find(({ id }) => id === points[0]?.id)?.name.toLowerCase()).toBe('story points')
  },
)

test('rows of a view that is to have another field are read again, once', async () => {
  const { refresher, store, pass, asked } = await refresherWorld({ sandbox: { issues: 120 } })
  await refresher.openView(viewOf(jql))
  const searches = (): number => asked().filter((line) => line.includes('search')).length
  expect(searches()).toBe(1)
  await refresher.openView({ ...viewOf(jql), fields: ['Story Points'] })
  expect(searches()).toBe(1)
  const [key] = store.views.get('view')?.keys ?? []
  await refresher.openView({ ...viewOf(jql), fields: ['Story Points'] })
  expect(searches()).toBe(0)
  pass(minute)
  await refresher.refreshView('view')
  const named = (store.views.get('view')?.keys ?? []).flatMap((one) => store.issues.row(one)?.fields ?? [])
  expect(named.some(({ name }) => name === 'Story Points')).toBe(true)
  expect(key).toBeDefined()
})

test.each(deployments)(
  '%s: rows that come into a long list by a sweep have the fields of its columns',
  async (deployment) => {
    const { refresher, store, remote, pass, siteList } = await refresherWorld({ deployment, sandbox: { issues: 400 } })
    const [late] = await siteList('"Story Points" is not EMPTY ORDER BY key ASC')
    const early = (await siteList(jql)).filter((key) => key !== late).slice(0, 120)
    if (late === undefined) throw new Error('the site has no issues')
    for (const key of early) remote(key).labels = ['later']
    const later = { ...viewOf('labels = later ORDER BY key ASC'), fields: ['Story Points'] }
    await refresher.openView(later)
    await refresher.loadMore('view', 1_000)
    expect(store.views.get('view')?.keys).toEqual(early)
    // It was not changed as far as it says itself: only the list tells that it is in it.
    remote(late).labels = ['later']
    pass(10 * minute)
    await refresher.refreshView('view', { whole: true })
    expect(store.views.get('view')?.keys).toContain(late)
    expect(store.issues.row(late)?.fields?.map(({ name }) => name)).toEqual(['Story Points'])
  },
)
