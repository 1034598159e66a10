import { expect, test } from 'vitest'
import { startHttpClient } from './client-for-tests.ts'

test.each([
  ['8.20', true],
  ['9.12', true],
  ['10.3', false],
  ['11.3', false],
] as const)('%s says how it is to somebody who asks: %s', async (persona, tells) => {
  await using client = await startHttpClient({ persona })
  expect('healthChecks' in (await client.ask('GET', '/serverInfo?doHealthCheck=true')).json).toBe(tells)
  expect('healthChecks' in (await client.ask('GET', '/serverInfo')).json).toBe(false)
})

test.each([
  ['9.12', false],
  ['10.3', true],
] as const)('%s tells oneself when one was there before, without milliseconds: %s', async (persona, tells) => {
  await using client = await startHttpClient({ persona })
  const { lastLoginTime } = (await client.ask('GET', '/myself')).json
  if (tells) expect(lastLoginTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/u)
  else expect(lastLoginTime).toBeUndefined()
})

test('Without sub-tasks none of their types is offered, and none can be made', async () => {
  await using client = await startHttpClient({ persona: '8.20', overrides: { rest: { off: ['subTasks'] } } })
  expect((await client.ask('GET', '/configuration')).json.subTasksEnabled).toBe(false)
  const kinds = async (path: string, list: (json: { [name: string]: never }) => readonly { subtask: boolean }[]) =>
    new Set(list((await client.ask('GET', path)).json).map(({ subtask }) => subtask))
  expect(await kinds('/issuetype', (json) => json as unknown as [])).toEqual(new Set([false]))
  expect(await kinds('/issue/createmeta/PAY/issuetypes', ({ values }) => values ?? [])).toEqual(new Set([false]))
  const old = (await client.ask('GET', '/issue/createmeta?projectKeys=PAY')).json.projects[0].issuetypes
  expect(old.some(({ subtask }: { subtask: boolean }) => subtask)).toBe(false)
  const parent = { key: 'PAY-102' }
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Sub-task' }, summary: 'x', parent }
  expect(await client.ask('POST', '/issue', { fields })).toMatchObject({
    status: 400,
    json: { errors: { issuetype: expect.any(String) } },
  })
})

test('With sub-tasks their types are offered, and one can be made', async () => {
  await using client = await startHttpClient()
  const parent = { key: 'PAY-102' }
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Sub-task' }, summary: 'x', parent }
  expect((await client.ask('POST', '/issue', { fields })).status).toBe(201)
  const { values } = (await client.ask('GET', '/issue/createmeta/PAY/issuetypes')).json
  expect(values.some(({ subtask }: { subtask: boolean }) => subtask)).toBe(true)
})

test('The members of a group are for administrators, a page at a time and by login name', async () => {
  await using client = await startHttpClient()
  expect((await client.ask('GET', '/group/member?groupname=jira-users')).status).toBe(403)
  await using ruled = await startHttpClient({ overrides: { rest: { administrators: ['mira'] } } })
  const all = (await ruled.ask('GET', '/group/member?groupname=jira-users')).json
  const names = (page: typeof all): readonly string[] => page.values.map(({ name }: { name: string }) => name)
  expect(all).toMatchObject({ startAt: 0, maxResults: 50, total: all.values.length, isLast: true })
  expect(names(all)).toEqual([...names(all)].sort())
  const first = (await ruled.ask('GET', '/group/member?groupname=jira-users&maxResults=2')).json
  expect(first).toMatchObject({ maxResults: 2, total: all.total, isLast: false })
  const { pathname, search } = new URL(first.nextPage)
  const next = (await ruled.ask('GET', `${pathname.replace('/jira', '')}${search}`)).json
  expect([...names(first), ...names(next)]).toEqual(names(all).slice(0, 4))
  const inactive = (await ruled.ask('GET', '/group/member?groupname=jira-users&includeInactiveUsers=true')).json
  expect(inactive.total).toBeGreaterThan(all.total)
  expect((await ruled.ask('GET', '/group/member')).status).toBe(400)
  expect((await ruled.ask('GET', '/group/member?groupname=nobody')).status).toBe(404)
})

test('An administrator is told so, and may edit without a mail to anybody', async () => {
  await using client = await startHttpClient({ overrides: { rest: { administrators: ['mira'] } } })
  const { permissions } = (await client.ask('GET', '/mypermissions')).json
  expect(permissions.ADMINISTER.havePermission).toBe(true)
  const { world } = client.sandbox
  const key = world.issues.find(
    ({ projectKey, archived }) =>
      world.findProject(projectKey)?.leadKey !== world.findUser('mira')?.key &&
      world.groups.get(world.findProject(projectKey)?.team ?? '')?.has(world.findUser('mira')?.key ?? '') &&
      archived === undefined,
  )?.key
  const edit = { fields: { labels: ['quiet'] } }
  expect((await client.ask('PUT', `/issue/${key ?? ''}?notifyUsers=false`, edit)).status).toBe(204)
})
