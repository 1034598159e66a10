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
