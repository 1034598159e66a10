import { expect, test } from 'vitest'
import { type HttpClient, startHttpClient } from './client-for-tests.ts'

const newIssue = async (client: HttpClient, more: object = {}): Promise<string> => {
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Task' }, summary: 'By a client', ...more }
  return String((await client.ask('POST', '/issue', { fields })).json.key)
}

test('Flags of the query are on in any case, as Python writes them', async () => {
  await using client = await startHttpClient()
  const key = await newIssue(client)
  await newIssue(client, { issuetype: { name: 'Sub-task' }, parent: { key } })
  expect((await client.ask('DELETE', `/issue/${key}?deleteSubtasks=False`)).status).toBe(400)
  expect((await client.ask('DELETE', `/issue/${key}?deleteSubtasks=True`)).status).toBe(204)
  const gone = client.sandbox.world.users.find(({ active }) => !active)?.name ?? ''
  const found = await client.ask('GET', `/user/search?username=${gone}&includeActive=False&includeInactive=True`)
  expect(found.json).toMatchObject([{ name: gone }])
})

test('A visibility without members is none', async () => {
  await using client = await startHttpClient()
  const key = await newIssue(client)
  const said = await client.ask('POST', `/issue/${key}/comment`, { body: 'For all', visibility: {} })
  expect(said.status).toBe(201)
  expect(said.json).not.toHaveProperty('visibility')
  const half = { body: 'For whom?', visibility: { type: 'role' } }
  expect((await client.ask('POST', `/issue/${key}/comment`, half)).status).toBe(400)
})

test('A link is read by its id, with both of its ends', async () => {
  await using client = await startHttpClient()
  const [inward, outward] = [await newIssue(client), await newIssue(client)]
  const link = { type: { name: 'Blocks' }, inwardIssue: { key: inward }, outwardIssue: { key: outward } }
  await client.ask('POST', '/issueLink', link)
  const { id } = (await client.ask('GET', `/issue/${outward}`)).json.fields.issuelinks[0]
  expect((await client.ask('GET', `/issueLink/${id}`)).json).toMatchObject({
    id,
    type: { name: 'Blocks' },
    inwardIssue: { key: inward, fields: { status: { name: 'Open' } } },
    outwardIssue: { key: outward },
  })
  expect((await client.ask('GET', '/issueLink/999999')).status).toBe(404)
})

test('A number that should be a text, and a text that should be a flag, are read as that', async () => {
  await using client = await startHttpClient()
  const key = await newIssue(client)
  expect((await client.ask('PUT', `/issue/${key}/assignee`, { name: -1 })).status).toBe(204)
  const made = await client.ask('POST', '/filter', { name: 'Mine', jql: 'project = PAY', favourite: 'true' })
  expect(made).toMatchObject({ status: 200, json: { favourite: true } })
  expect((await client.ask('POST', '/filter', { name: 'Yours', jql: '', favourite: 'often' })).status).toBe(400)
})

test('The versions of a project come in pages too', async () => {
  await using client = await startHttpClient()
  const all = (await client.ask('GET', '/project/PAY/versions')).json as readonly { id: string }[]
  const page = await client.ask('GET', '/project/PAY/version?startAt=1&maxResults=2')
  expect(page.json).toMatchObject({ startAt: 1, maxResults: 2, total: all.length, isLast: false })
  expect(page.json.values).toEqual(all.slice(1, 3))
})

test('Whether there is a project may be asked in JQL', async () => {
  await using client = await startHttpClient()
  const totalOf = async (jql: string) =>
    (await client.ask('GET', `/search?maxResults=0&jql=${encodeURIComponent(jql)}`)).json.total
  expect(await totalOf('project is not EMPTY')).toBe(await totalOf(''))
  expect(await totalOf('project is EMPTY')).toBe(0)
})
