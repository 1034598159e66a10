import { expect, test } from 'vitest'
import { startSandbox } from '../start-sandbox.ts'
import { cornerKeys as corners } from '../world/corners.ts'
import { createAsker } from './testing.ts'

const { world, ask } = createAsker({ issues: 200 })

test.each([
  ['status', 'open'],
  ['priority', 'medium'],
  ['issuetype', 'bug'],
])('The page of %s is narrowed by a part of the name', async (what, query) => {
  const all = (await ask('GET', `/${what}`)).json
  const whole = (await ask('GET', `/${what}/page`)).json
  expect(whole).toMatchObject({ startAt: 0, maxResults: 100, total: all.length, isLast: true })
  expect(whole.values.map(({ id }: { id: string }) => id)).toEqual(all.map(({ id }: { id: string }) => id))
  const { json } = await ask('GET', `/${what}/page?query=${query}&maxResults=1`)
  expect(json.values).toHaveLength(1)
  expect(json.values[0].name.toLowerCase()).toContain(query)
  expect(json.isLast).toBe(json.total === 1)
})

test('Pages of statuses and of types can be those of projects', async () => {
  const id = world.findProject('SUP')?.id ?? ''
  const { json } = await ask('GET', `/issuetype/page?projectIds=${id}`)
  expect(json.values.map((one: { id: string }) => one.id).sort()).toEqual(
    [...(world.findProject('SUP')?.typeIds ?? [])].sort(),
  )
  expect((await ask('GET', `/status/page?projectIds=${id}`)).json.total).toBeLessThan(
    (await ask('GET', '/status/page')).json.total,
  )
})

test('Projects, people and groups are picked with what was found in marks', async () => {
  const { json } = await ask('GET', '/projects/picker?query=pay')
  expect(json).toMatchObject({ total: 1, projects: [{ key: 'PAY', html: expect.stringContaining('<strong>') }] })
  const both = (await ask('GET', '/groupuserpicker?query=p')).json
  expect(both.users.users.length).toBeGreaterThan(0)
  expect(both.groups.groups.map(({ name }: { name: string }) => name)).toContain('payments-team')
})

test('People that can be given issues of every one of some projects are fewer than those of each', async () => {
  const names = async (path: string): Promise<readonly string[]> =>
    (await ask('GET', path)).json.map(({ name }: { name: string }) => name)
  const both = await names('/user/assignable/multiProjectSearch?projectKeys=PAY,OPS&maxResults=100')
  const pay = await names('/user/assignable/search?project=PAY&maxResults=100')
  expect(both).toContain('kenji')
  expect(both).not.toContain('lucia.ferrer')
  expect(pay).toEqual(expect.arrayContaining([...both]))
  expect((await ask('GET', '/user/assignable/multiProjectSearch')).status).toBe(400)
})

test('Everybody is listed by a cursor', async () => {
  const first = (await ask('GET', '/user/list?maxResults=5')).json
  expect(first).toMatchObject({ isLast: false, nextCursor: expect.any(String) })
  const second = (await ask('GET', `/user/list?maxResults=500&cursor=${first.nextCursor}`)).json
  expect(second.isLast).toBe(true)
  expect(first.values.length + second.values.length).toBe(world.users.filter(({ active }) => active).length)
  expect((await ask('GET', '/user/list?cursor=nobody')).status).toBe(400)
})

test('Roles, components and versions of a project have addresses that answer', async () => {
  const roles = (await ask('GET', '/project/PAY/role')).json
  const path = (address: string): string => new URL(address).pathname.replace('/jira/', '/')
  expect((await ask('GET', path(roles['Developers']))).json).toMatchObject({
    name: 'Developers',
    actors: [{ name: 'payments-team' }],
  })
  const { components, versions } = (await ask('GET', '/project/PAY')).json
  expect((await ask('GET', path(components[0].self))).json).toMatchObject({ name: components[0].name, project: 'PAY' })
  expect((await ask('GET', path(versions[0].self))).json).toMatchObject({ name: versions[0].name })
  const { id } =
    world.issues.find(({ componentIds }) => componentIds.length > 0)?.componentIds.map((id) => ({ id }))[0] ?? {}
  expect((await ask('GET', `/component/${id ?? ''}/relatedIssueCounts`)).json.issueCount).toBeGreaterThan(0)
  const fixed = (await ask('GET', `/version/${versions[0].id}/unresolvedIssueCount`)).json
  expect(fixed.issuesUnresolvedCount).toBeLessThanOrEqual(fixed.issuesCount)
  expect((await ask('GET', '/component/1')).status).toBe(404)
  expect((await ask('GET', `/version/${versions[0].id}`, { as: null })).status).toBe(404)
})

test('Dashboards come in pages, all of them, those of the caller, and the favourites', async () => {
  expect((await ask('GET', '/dashboard?maxResults=2')).json).toMatchObject({ total: 3, next: expect.any(String) })
  expect((await ask('GET', '/dashboard?filter=my')).json.dashboards).toMatchObject([{ name: 'Payments this week' }])
  expect((await ask('GET', '/dashboard?filter=favourite')).json.total).toBe(2)
  expect((await ask('GET', '/dashboard/10711')).json).toMatchObject({ name: 'On call' })
  expect((await ask('GET', '/dashboard?filter=theirs')).status).toBe(400)
})

test('A comment is pinned and unpinned', async () => {
  const issue = world.issues.find(({ projectKey, comments }) => projectKey === 'PAY' && comments.length > 0)
  const path = `/issue/${issue?.key ?? ''}`
  const pin = `${path}/comment/${issue?.comments[0]?.id ?? ''}/pin`
  expect((await ask('PUT', pin, { body: true })).status).toBe(204)
  expect((await ask('GET', `${path}/pinned-comments`)).json).toMatchObject([
    { comment: { id: issue?.comments[0]?.id }, pinnedBy: { name: 'mira' }, pinnedDate: expect.any(String) },
  ])
  expect((await ask('PUT', pin, { body: 'true' })).status).toBe(400)
  expect((await ask('PUT', pin, { body: false })).status).toBe(204)
  expect((await ask('GET', `${path}/pinned-comments`)).json).toEqual([])
})

test('Sub-tasks change places', async () => {
  const parent = world.issues.find(({ projectKey, typeId }) => projectKey === 'PAY' && typeId === '10001')
  const path = `/issue/${parent?.key ?? ''}/subtask`
  for (const summary of ['One', 'Two']) {
    const fields = { project: { key: 'PAY' }, issuetype: { id: '10003' }, parent: { key: parent?.key }, summary }
    expect((await ask('POST', '/issue', { body: { fields } })).status).toBe(201)
  }
  const before = (await ask('GET', path)).json.map(({ key }: { key: string }) => key)
  expect((await ask('POST', `${path}/move`, { body: { original: 1, current: 0 } })).status).toBe(204)
  const after = (await ask('GET', path)).json.map(({ key }: { key: string }) => key)
  expect(after).toEqual([before[1], before[0], ...before.slice(2)])
  expect((await ask('POST', `${path}/move`, { body: { original: 99, current: 0 } })).status).toBe(400)
})

test('A message about an issue needs somebody to go to', async () => {
  const path = `/issue/${world.issues[0]?.key ?? ''}/notify`
  expect((await ask('POST', path, { body: { subject: 'x', to: { watchers: true } } })).status).toBe(204)
  expect((await ask('POST', path, { body: { subject: 'x' } })).status).toBe(400)
})

test('A security level is there for its members', async () => {
  expect((await ask('GET', '/securitylevel/10601')).json).toMatchObject({ name: 'Team only' })
  expect((await ask('GET', '/securitylevel/10602')).status).toBe(404)
})

test('Many issues are archived at once, each with a line of its own', async () => {
  const keys = world.issues.filter(({ projectKey, archived }) => projectKey === 'PAY' && archived === undefined)
  const names = [keys.find(({ key }) => key !== corners.embargoed)?.key ?? '', 'PAY-999999']
  await using sandbox = await startSandbox({ issues: 200 })
  const headers = { Authorization: `Bearer ${sandbox.issuePat('mira')}`, 'Content-Type': 'application/json' }
  const answer = await fetch(`${sandbox.baseUrl}/rest/api/2/issue/archive`, {
    method: 'POST',
    headers,
    body: JSON.stringify(names),
  })
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect((await answer.text()).trim().split('\n')).toEqual([
    `${names[0]}: archived`,
    `${names[1]}: Issue Does Not Exist`,
  ])
})

const other = world.issues.find(({ projectKey, key }) => projectKey === 'PAY' && key !== corners.archived)?.key ?? ''

test.each([
  ['POST', '/transitions', { transition: { id: '31' } }],
  ['POST', '/watchers', 'kenji'],
  ['DELETE', '/watchers?username=kenji', undefined],
  ['POST', '/votes', undefined],
  ['DELETE', '/votes', undefined],
  ['POST', '/remotelink', { object: { url: 'https://x.example', title: 'x' } }],
  ['PUT', '/properties/x', 1],
  ['POST', '/comment', { body: 'x' }],
  ['POST', '/worklog', { timeSpent: '1h' }],
  ['PUT', '/assignee', { name: 'kenji' }],
])('%s %s changes nothing of an archived issue', async (method, path, body) => {
  const { status } = await ask(method, `/issue/${corners.archived}${path}`, body === undefined ? {} : { body })
  expect(status).toBe(403)
})

test('An archived issue offers no transition and is linked to nothing more', async () => {
  expect((await ask('GET', `/issue/${corners.archived}/transitions`)).json.transitions).toEqual([])
  const body = { type: { name: 'Blocks' }, inwardIssue: { key: corners.archived }, outwardIssue: { key: other } }
  expect((await ask('POST', '/issueLink', { body })).status).toBe(403)
})

test.each([
  ['9.12', 404, 404],
  ['10.3', 200, 200],
] as const)('%s has pins (%i) and a list of everybody (%i) or not', async (persona, pins, list) => {
  await using sandbox = await startSandbox({ issues: 20, persona })
  const headers = { Authorization: `Bearer ${sandbox.issuePat('mira')}` }
  const status = async (path: string): Promise<number> =>
    (await fetch(`${sandbox.baseUrl}/rest/api/2${path}`, { headers })).status
  const key = sandbox.world.issues.find(({ projectKey }) => projectKey === 'PAY')?.key ?? ''
  expect(await status(`/issue/${key}/pinned-comments`)).toBe(pins)
  expect(await status('/user/list')).toBe(list)
})
