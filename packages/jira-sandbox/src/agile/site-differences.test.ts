import { expect, test } from 'vitest'
import { startRestClient } from '../cloud/rest/client-for-tests.ts'
import type { Sandbox } from '../serve-world.ts'
import { startSandbox } from '../start-sandbox.ts'

const ask = async (site: Sandbox, method: string, path: string, body?: unknown, as = 'mira') => {
  const answer = await fetch(`${site.baseUrl}/rest/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${site.issuePat(as)}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, json: /^[{[]/u.test(text) ? JSON.parse(text) : text }
}

const settings = 'greenhopper/1.0/rapidviewconfig/editmodel.json?rapidViewId=4'

test('somebody without a seat of Jira Software gets a 403 from all of it, and others do not', async () => {
  await using site = await startSandbox({ overrides: { agile: { withoutSeat: ['kenji'] } } })
  for (const path of ['agile/1.0/board', 'agile/1.0/sprint/37', settings]) {
    expect((await ask(site, 'GET', path, undefined, 'kenji')).status).toBe(403)
    expect((await ask(site, 'GET', path)).status).toBe(200)
  }
  expect((await ask(site, 'GET', 'api/2/myself', undefined, 'kenji')).status).toBe(200)
})

test('the roles of applications tell whether Jira Software is licensed', async () => {
  const keys = async (site: Sandbox): Promise<string[]> =>
    (await ask(site, 'GET', 'api/2/applicationrole')).json.map(({ key }: { key: string }) => key)
  await using usual = await startSandbox()
  await using plain = await startSandbox({ overrides: { software: false } })
  expect(await keys(usual)).toEqual(['jira-core', 'jira-software', 'jira-servicedesk'])
  expect(await keys(plain)).toEqual(['jira-core', 'jira-servicedesk'])
})

test('the settings of a board can be shut, absent, or hold the quick filters elsewhere', async () => {
  await using shut = await startSandbox({ overrides: { agile: { boardSettings: 'forbidden' } } })
  await using absent = await startSandbox({ overrides: { agile: { boardSettings: 'absent' } } })
  await using elsewhere = await startSandbox({ overrides: { agile: { quickFiltersIn: 'quickFilterConfig' } } })
  expect((await ask(shut, 'GET', settings)).status).toBe(403)
  expect((await ask(absent, 'GET', settings)).status).toBe(404)
  const { json } = await ask(elsewhere, 'GET', settings)
  expect(json.rapidListConfig.quickFilters).toBeUndefined()
  expect(json.quickFilterConfig.quickFilters).toHaveLength(2)
})

test('properties of a board are set, read and taken away by those who may edit, on one site alone', async () => {
  await using site = await startSandbox()
  await using other = await startSandbox()
  const path = 'agile/1.0/board/4/properties'
  expect((await ask(site, 'PUT', `${path}/wip`, { limit: 3 })).status).toBe(201)
  expect((await ask(site, 'PUT', `${path}/wip`, { limit: 4 })).status).toBe(200)
  expect((await ask(site, 'GET', `${path}/wip`)).json).toEqual({ key: 'wip', value: { limit: 4 } })
  expect((await ask(site, 'GET', path)).json.keys).toMatchObject([{ key: 'wip' }])
  expect((await ask(other, 'GET', path)).json).toEqual({ keys: [] })
  expect((await ask(site, 'PUT', `${path}/wip`, 1, 'hana.k')).status).toBe(403)
  expect((await ask(site, 'PUT', `${path}/${'k'.repeat(256)}`, 1)).status).toBe(400)
  expect((await ask(site, 'DELETE', `${path}/wip`)).status).toBe(204)
  expect((await ask(site, 'DELETE', `${path}/wip`)).status).toBe(404)
})

test('what is left of a sprint can go to another one that is not over', async () => {
  await using site = await startSandbox()
  const issues = async (sprint: number): Promise<string[]> =>
    (await ask(site, 'GET', `agile/1.0/sprint/${sprint}/issue?fields=key&maxResults=500`)).json.issues.map(
      ({ key }: { key: string }) => key,
    )
  const before = await issues(37)
  const end = (destination: number) =>
    ask(site, 'POST', 'agile/1.0/sprint/37', { state: 'closed', incompleteIssuesDestinationId: destination })
  expect((await end(36)).status).toBe(400)
  expect((await end(37)).status).toBe(400)
  expect((await end(38)).status).toBe(200)
  const after = await issues(38)
  expect(before.length).toBeGreaterThan(0)
  expect(after).toEqual(
    expect.arrayContaining(before.filter((key) => site.world.findIssue(key)?.resolutionId === null)),
  )
})

test('the lists of Cloud that are deprecated answer, are gone, or were never there', async () => {
  for (const [offsetLists, status] of [
    ['there', 200],
    ['gone', 410],
    ['missing', 404],
  ] as const) {
    await using rest = await startRestClient({ agile: { offsetLists } })
    expect((await rest.ask('GET', '/rest/agile/1.0/board/4/issue')).status).toBe(status)
    expect((await rest.ask('GET', '/rest/software/1.0/board/4/issue')).status).toBe(200)
  }
})

test('on Cloud somebody without a seat is told so by mail address, by the new lists too', async () => {
  await using rest = await startRestClient({ agile: { withoutSeat: ['kenji@acme.example'] } })
  for (const path of ['/rest/agile/1.0/board', '/rest/software/1.0/board/4/issue']) {
    expect((await rest.askAs('kenji@acme.example', 'GET', path)).status).toBe(403)
    expect((await rest.ask('GET', path)).status).toBe(200)
  }
})

test('a project that its team looks after itself has a simple board, without sprints and without estimates', async () => {
  await using rest = await startRestClient({ teamManaged: true })
  const { json } = await rest.ask('GET', '/rest/agile/1.0/board?type=simple')
  expect(json.values).toMatchObject([{ id: 8, type: 'simple', location: { projectKey: 'LAB' } }])
  expect((await rest.ask('GET', '/rest/agile/1.0/board/8/sprint')).status).toBe(400)
  expect((await rest.ask('GET', '/rest/agile/1.0/board/8/configuration')).json.estimation).toBeUndefined()
  const issues = await rest.ask('GET', '/rest/software/1.0/board/8/issue')
  expect(issues.json.issues.map(({ key }: { key: string }) => key)).toEqual(expect.arrayContaining(['LAB-2', 'LAB-8']))
  expect(issues.json.issues.map(({ key }: { key: string }) => key)).not.toContain('LAB-1')
  await using usual = await startRestClient()
  expect((await usual.ask('GET', '/rest/agile/1.0/board')).json.total).toBe(4)
})
