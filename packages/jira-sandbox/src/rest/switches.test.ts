import { expect, test } from 'vitest'
import { type SandboxOptions, startSandbox } from '../start-sandbox.ts'

/** A client of a site with one switch or another. */
const startClient = async (options: SandboxOptions) => {
  const sandbox = await startSandbox({ issues: 60, ...options })
  const headers = { Authorization: `Bearer ${sandbox.issuePat('mira')}`, 'Content-Type': 'application/json' }
  const issue = sandbox.world.issues.find(
    (one) =>
      one.projectKey === 'PAY' && one.resolutionId === null && one.reporterKey !== 'JIRAUSER10101' && !one.archived,
  )
  const ask = async (method: string, path: string, body?: unknown) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const answer = await fetch(`${sandbox.baseUrl}/rest/api/2${path}`, { method, headers, ...sent })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) }
  }
  return { ask, path: `/issue/${issue?.key ?? ''}`, [Symbol.asyncDispose]: () => sandbox.close() }
}

test.each([
  ['8.20', 204, false],
  ['9.12', 204, true],
  ['10.3', 200, true],
  ['11.3', 200, true],
] as const)('%s answers a vote with %i, and describes transitions: %s', async (persona, status, described) => {
  await using client = await startClient({ persona })
  expect((await client.ask('POST', `${client.path}/votes`)).status).toBe(status)
  const { transitions } = (await client.ask('GET', `${client.path}/transitions`)).json
  for (const one of transitions) expect('opsbarSequence' in one && 'description' in one).toBe(described)
  expect(transitions.length).toBeGreaterThan(0)
})

test.each([true, false])('A comment keeps its visibility when it is changed without: %s', async (keeps) => {
  await using client = await startClient({ overrides: { rest: { keepsCommentVisibility: keeps } } })
  const visibility = { type: 'role', value: 'Developers' }
  const { id } = (await client.ask('POST', `${client.path}/comment`, { body: 'x', visibility })).json
  const changed = await client.ask('PUT', `${client.path}/comment/${id}`, { body: 'y' })
  expect('visibility' in changed.json).toBe(keeps)
})

test.each([
  [120, /T\d\d:\d\d:\d\d\.\d{3}\+0200$/u],
  [-210, /\.\d{3}-0330$/u],
])('At an offset of %i minutes all times are the same moments', async (offsetMinutes, form) => {
  const now = Date.UTC(2026, 10, 22, 23, 30)
  await using client = await startClient({ now: () => now, overrides: { rest: { offsetMinutes } } })
  const { serverTime } = (await client.ask('GET', '/serverInfo')).json
  expect(serverTime).toMatch(form)
  expect(Date.parse(serverTime)).toBe(now)
  expect((await client.ask('GET', client.path)).json.fields.created).toMatch(form)
})

test('What is switched off is refused, and the configuration says so', async () => {
  const off = ['voting', 'watching', 'linking', 'attachments', 'timeTracking'] as const
  await using client = await startClient({ overrides: { rest: { off } } })
  expect((await client.ask('GET', '/configuration')).json).toMatchObject({
    votingEnabled: false,
    watchingEnabled: false,
    issueLinkingEnabled: false,
    attachmentsEnabled: false,
    timeTrackingEnabled: false,
    subTasksEnabled: true,
  })
  expect((await client.ask('GET', '/attachment/meta')).json.enabled).toBe(false)
  const { path } = client
  expect((await client.ask('POST', `${path}/votes`)).status).toBe(404)
  expect((await client.ask('GET', `${path}/watchers`)).status).toBe(404)
  expect((await client.ask('GET', '/issueLinkType')).status).toBe(404)
  expect((await client.ask('GET', `${path}/remotelink`)).status).toBe(403)
  expect((await client.ask('POST', `${path}/worklog`, { timeSpent: '1h' })).status).toBe(403)
  expect((await client.ask('GET', path)).status).toBe(200)
})

test('A world with what large old sites hold is served whole', async () => {
  await using client = await startClient({ quirks: true })
  const { json } = await client.ask('GET', '/search?maxResults=1000&fields=*all&expand=renderedFields,changelog')
  expect(json.issues).toHaveLength(json.total)
  const lengths = json.issues.map(
    ({ fields }: { fields: { description?: string | null } }) => fields.description?.length ?? 0,
  )
  expect(Math.max(...lengths)).toBeGreaterThan(900_000)
})
