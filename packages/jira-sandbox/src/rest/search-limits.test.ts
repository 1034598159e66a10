import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'

test('A page beyond the window is an error with a stack trace, and no page before it is', async () => {
  await using client = await startHttpClient({ persona: '11.3', overrides: { rest: { resultWindow: 40 } } })
  expect((await client.ask('GET', '/search?startAt=20&maxResults=20')).json.issues).toHaveLength(20)
  const { status, json } = await client.ask('GET', '/search?startAt=20&maxResults=21')
  expect(status).toBe(500)
  expect(json).toMatchObject({ message: expect.stringContaining('41'), 'stack-trace': expect.any(String) })
  expect((await client.ask('POST', '/search', { startAt: 40, maxResults: 50 })).status).toBe(500)
  expect((await client.ask('GET', '/search?startAt=40&maxResults=0')).json.total).toBeGreaterThan(40)
})

test('A site may answer a page beyond the window with no issues', async () => {
  const rest = { resultWindow: 40, beyondWindow: 'empty' } as const
  await using client = await startHttpClient({ overrides: { rest } })
  expect((await client.ask('GET', '/search?startAt=40')).json).toMatchObject({ issues: [], total: expect.any(Number) })
})

test.each([
  ['8.20', 200, 404],
  ['10.3', 200, 404],
  ['11.3', 500, 200],
] as const)('%s answers result 10,001 with %i, and the question for the window with %i', async (persona, deep, ask) => {
  await using client = await startHttpClient({ persona })
  expect((await client.ask('GET', '/search?startAt=9990&maxResults=10')).status).toBe(200)
  expect((await client.ask('GET', '/search?startAt=10000&maxResults=1')).status).toBe(deep)
  const answer = await client.ask('GET', '/searchLimits/maxResultWindow')
  expect(answer.status).toBe(ask)
  if (ask === 200) expect(answer.json).toBe(10_000)
})

test('The most issues of a page is a property of the site, and the answer tells it', async () => {
  await using client = await startHttpClient({ overrides: { rest: { searchPageCap: 7 } } })
  const { json } = await client.ask('GET', '/search?maxResults=5000')
  expect(json).toMatchObject({ maxResults: 7 })
  expect(json.issues).toHaveLength(7)
})

test('While the index lags, a search finds neither a new issue nor a change, and both afterwards', async () => {
  await using client = await startHttpClient({ control: true })
  const jql = encodeURIComponent('summary ~ heliotrope')
  const total = async (): Promise<number> => (await client.ask('GET', `/search?jql=${jql}`)).json.total
  const { origin } = new URL(client.sandbox.baseUrl)
  await fetch(`${origin}/__sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify({ kind: 'index-lag', match: { path: '/rest/api/2/search' }, times: 2 }),
  })
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Bug' }, summary: 'The heliotrope theme is too dark' }
  const made = await client.ask('POST', '/issue', { fields })
  expect(made.status).toBe(201)
  const old = client.sandbox.world.issues.find(({ projectKey, archived }) => projectKey === 'PAY' && !archived)
  const change = { fields: { summary: 'Another heliotrope' } }
  expect((await client.ask('PUT', `/issue/${old?.key ?? ''}`, change)).status).toBe(204)
  expect((await client.ask('GET', `/issue/${made.json.key}`)).json.fields.summary).toContain('heliotrope')
  expect([await total(), await total(), await total()]).toEqual([0, 0, 2])
})

test('A lagging index is behind for boards and queues too', async () => {
  await using client = await startHttpClient()
  const board = client.sandbox.world.boards.find(({ projectKey }) => projectKey === 'PAY')?.id ?? 0
  client.sandbox.faults.add({ kind: 'index-lag', match: { path: '/rest/agile/' }, times: 1 })
  const path = `/rest/agile/1.0/board/${board}/issue?jql=${encodeURIComponent('summary ~ heliotrope')}`
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Bug' }, summary: 'heliotrope' }
  await client.ask('POST', '/issue', { fields })
  expect((await client.ask('GET', path)).json.total).toBe(0)
  expect((await client.ask('GET', path)).json.total).toBe(1)
})
