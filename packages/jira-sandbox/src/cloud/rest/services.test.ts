import { expect, test } from 'vitest'
import { kenji } from '../testing.ts'
import { say, startRestClient } from './client-for-tests.ts'

test('Permissions have to be named, known, and are told for a project', async () => {
  await using rest = await startRestClient()
  expect((await rest.ask('GET', '/mypermissions')).status).toBe(400)
  const unknown = await rest.ask('GET', '/mypermissions?permissions=EDIT_ISSUES,NOPE')
  expect(unknown).toMatchObject({ status: 400, json: { errors: { NOPE: 'Unrecognized permission' } } })
  const held = async (query: string): Promise<boolean> =>
    (await rest.askAs('pim@vendor.example', 'GET', `/mypermissions?permissions=BROWSE_PROJECTS,EDIT_ISSUES${query}`))
      .json.permissions.EDIT_ISSUES.havePermission
  expect(await held('&projectKey=PAY')).toBe(false)
  const hopeful = await rest.askAs(kenji.email, 'GET', '/mypermissions?permissions=EDIT_ISSUES')
  expect(hopeful.json.permissions.EDIT_ISSUES.havePermission).toBe(true)
})

test('Permissions of many projects and issues are checked at once', async () => {
  await using rest = await startRestClient()
  const issue = rest.client.cloud.world.findIssue(rest.issueIn('PAY'))
  const body = {
    projectPermissions: [
      { permissions: ['EDIT_ISSUES', 'ADMINISTER_PROJECTS'], projects: [10_100, 10_101], issues: [issue?.id, 1] },
    ],
    globalPermissions: ['BULK_CHANGE', 'ADMINISTER'],
  }
  expect((await rest.ask('POST', '/permissions/check', body)).json).toEqual({
    projectPermissions: [
      { permission: 'EDIT_ISSUES', projects: [10_100, 10_101], issues: [issue?.id] },
      { permission: 'ADMINISTER_PROJECTS', projects: [10_100], issues: [issue?.id] },
    ],
    globalPermissions: ['BULK_CHANGE'],
  })
})

test('Projects, fields and labels come in pages', async () => {
  await using rest = await startRestClient()
  const projects = (await rest.ask('GET', '/project/search?maxResults=1&orderBy=key')).json
  expect(projects).toMatchObject({
    isLast: false,
    total: 3,
    values: [{ key: 'OPS', style: 'classic', simplified: false }],
  })
  const found = (await rest.ask('GET', '/field/search?query=story&type=custom')).json
  expect(found.values).toMatchObject([{ name: 'Story Points', untranslatedName: 'Story Points' }])
  const fields = (await rest.ask('GET', '/field')).json
  expect(fields.find(({ id }: { id: string }) => id === 'summary')).toMatchObject({ key: 'summary', custom: false })
  const labels = (await rest.ask('GET', '/label')).json
  expect([labels.maxResults, typeof labels.values[0]]).toEqual([1000, 'string'])
  const [type] = (await rest.ask('GET', '/project/PAY/statuses')).json
  expect(type.statuses.length).toBeGreaterThan(2)
  expect(type).not.toHaveProperty('hierarchyLevel')
})

test('A page of assignable people is cut before it is sorted out, unless a switch says so', async () => {
  await using rest = await startRestClient()
  const count = async (startAt: number): Promise<number> =>
    (await rest.ask('GET', `/user/assignable/search?project=OPS&startAt=${startAt}&maxResults=5`)).json.length
  const pages = await Promise.all([0, 5, 10, 15, 20].map(count))
  expect(pages.some((length) => length < 5)).toBe(true)
  await using other = await startRestClient({ assignableScan: 'all' })
  expect((await other.ask('GET', '/user/assignable/search?project=OPS&maxResults=5')).json).toHaveLength(5)
  expect((await rest.ask('GET', '/user/assignable/search?query=x')).status).toBe(400)
})

test('Accounts come ten to a page, by their former names, and as HTML for pickers', async () => {
  await using rest = await startRestClient()
  const { cloud } = rest.client
  const ids = cloud.world.users
    .slice(0, 12)
    .map(({ email }) => `accountId=${encodeURIComponent(cloud.accountIdOf(email))}`)
  const page = (await rest.ask('GET', `/user/bulk?${ids.join('&')}`)).json
  expect(page).toMatchObject({ maxResults: 10, total: 12, isLast: false })
  expect(page.values[0]).toHaveProperty('accountId')
  expect((await rest.ask('GET', '/user/bulk/migration?username=kenji')).json).toEqual([
    { username: 'kenji', accountId: cloud.accountIdOf(kenji.email) },
  ])
  const picked = (await rest.ask('GET', '/user/picker?query=ken')).json
  expect(picked.users).toMatchObject([{ html: '<strong>Ken</strong>ji Watanabe', displayName: 'Kenji Watanabe' }])
  expect(picked.users[0]).not.toHaveProperty('accountType')
  // A person is found by a mail address that the answer does not show.
  const byMail = (await rest.ask('GET', '/user/search?query=kenji@acme')).json
  expect(byMail).toMatchObject([{ displayName: 'Kenji Watanabe' }])
  expect(byMail[0]).not.toHaveProperty('emailAddress')
})

test('Issues are picked out of what was seen and out of the current search', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('OPS')
  const { sections } = (await rest.ask('GET', `/issue/picker?query=${key}&currentJQL=project%3DPAY`)).json
  expect(sections.map(({ id }: { id: string }) => id)).toEqual(['hs', 'cs'])
  expect(sections[0].issues[0]).toMatchObject({ key, keyHtml: `<b>${key}</b>` })
  expect(sections[1].issues).toEqual([])
})

test('A query is parsed strictly, with warnings, or for its grammar alone', async () => {
  await using rest = await startRestClient()
  const parse = async (validation: string, query: string) =>
    (await rest.ask('POST', `/jql/parse?validation=${validation}`, { queries: [query] })).json.queries[0]
  const good = await parse(
    'strict',
    'project = PAY AND (labels in (a, "b c") OR NOT assignee is EMPTY) ORDER BY key DESC',
  )
  expect(good.structure.where).toMatchObject({
    operator: 'and',
    clauses: [{ field: { name: 'project' }, operator: '=', operand: { value: 'PAY' } }, { operator: 'or' }],
  })
  expect(good.structure.orderBy.fields).toEqual([{ field: { name: 'key', encodedName: 'key' }, direction: 'desc' }])
  expect((await parse('strict', 'status = Nope')).errors).toHaveLength(1)
  expect(await parse('warn', 'status = Nope')).toMatchObject({
    warnings: [expect.any(String)],
    structure: expect.any(Object),
  })
  expect(await parse('none', 'status = Nope')).not.toHaveProperty('warnings')
  expect((await parse('none', 'status = =')).errors).toHaveLength(1)
  expect((await rest.ask('POST', '/jql/parse?validation=maybe', { queries: ['a=b'] })).status).toBe(400)
})

test('Queries are matched against issues by number', async () => {
  await using rest = await startRestClient()
  const [one, other] = [rest.issueIn('PAY'), rest.issueIn('OPS')].map(
    (key) => rest.client.cloud.world.findIssue(key)?.id,
  )
  const body = { jqls: ['project = PAY', 'nonsense = 1'], issueIds: [one, other] }
  expect((await rest.ask('POST', '/jql/match', body)).json.matches).toEqual([
    { matchedIssues: [one], errors: [] },
    { matchedIssues: [], errors: [expect.any(String)] },
  ])
  expect((await rest.ask('POST', '/jql/match', { jqls: ['project = PAY'], issueIds: ['1'] })).status).toBe(400)
})

test('What may stand in a query is told for projects as well', async () => {
  await using rest = await startRestClient()
  const all = await rest.ask('POST', '/jql/autocompletedata', { projectIds: [10_100], includeCollapsedFields: true })
  expect(all.json.visibleFieldNames.length).toBeGreaterThan(20)
  expect((await rest.ask('POST', '/jql/autocompletedata', { projects: [] })).status).toBe(400)
})

test('Filters are made, found, changed, starred and deleted, with their query checked', async () => {
  await using rest = await startRestClient()
  const refused = await rest.ask('POST', '/filter', { name: 'Mine', jql: 'status = Nope' })
  expect([refused.status, refused.json.errorMessages.length]).toEqual([400, 1])
  const { json: made } = await rest.ask('POST', '/filter', { name: 'Mine', jql: 'project = PAY', favourite: true })
  expect(made).toMatchObject({ name: 'Mine', favourite: true })
  expect(made).not.toHaveProperty('isWritable')
  expect((await rest.ask('POST', '/filter', { name: 'Mine', jql: 'project = PAY' })).status).toBe(400)
  const ids = async (path: string): Promise<readonly string[]> =>
    (await rest.ask('GET', path)).json.map(({ id }: { id: string }) => id)
  expect(await ids('/filter/my')).toContain(made.id)
  expect(await ids('/filter/favourite')).toContain(made.id)
  await rest.ask('DELETE', `/filter/${made.id}/favourite`)
  expect(await ids('/filter/favourite')).not.toContain(made.id)
  const search = (await rest.ask('GET', '/filter/search?filterName=mine&expand=jql,owner,isWritable')).json
  const own = { id: made.id, jql: 'project = PAY', isWritable: true }
  expect(search.values).toMatchObject([{ ...own, owner: { displayName: 'Mira Lindqvist' } }])
  expect((await rest.ask('GET', '/filter/search?filterName=mine')).json.values[0]).not.toHaveProperty('jql')
  expect((await rest.ask('GET', `/filter/${made.id}/columns`)).status).toBe(404)
  expect((await rest.askAs(kenji.email, 'GET', `/filter/${made.id}`)).status).toBe(400)
  expect((await rest.ask('PUT', `/filter/${made.id}`, { name: 'New', jql: 'project = OPS' })).json.jql).toBe(
    'project = OPS',
  )
  expect((await rest.ask('DELETE', `/filter/${made.id}`)).status).toBe(204)
  expect((await rest.ask('GET', `/filter/${made.id}`)).status).toBe(400)
})

test.each(['outward', 'inward'] as const)(
  'The comment of a new link goes to the %s issue',
  async (linkCommentGoesTo) => {
    await using rest = await startRestClient({ linkCommentGoesTo })
    const [inward, outward] = [rest.issueIn('PAY'), rest.issueIn('SUP')]
    const body = {
      type: { name: 'Blocks' },
      inwardIssue: { key: inward },
      outwardIssue: { key: outward },
      comment: { body: say('linked') },
    }
    expect(await rest.ask('POST', '/issueLink', body)).toMatchObject({ status: 201, text: '' })
    const target = linkCommentGoesTo === 'outward' ? outward : inward
    expect((await rest.ask('GET', `/issue/${target}/comment?orderBy=-created`)).json.comments[0].body).toEqual(
      say('linked'),
    )
  },
)

test('Whom a comment can be for is told as roles and as groups with their ids', async () => {
  await using rest = await startRestClient()
  expect(Object.keys((await rest.ask('GET', '/project/PAY/role')).json)).toContain('Developers')
  const { groups } = (await rest.ask('GET', '/groups/picker?query=payments')).json
  expect(groups).toMatchObject([{ name: 'payments-team', html: '<b>payments</b>-team' }])
  const path = `/issue/${rest.issueIn('PAY')}/comment`
  const visibility = { type: 'group', identifier: groups[0].groupId }
  const made = await rest.ask('POST', path, { body: say('for us'), visibility })
  expect(made.json.visibility).toEqual({ ...visibility, value: 'payments-team' })
  expect((await rest.askAs('pim@vendor.example', 'GET', `${path}/${made.json.id}`)).status).toBe(404)
  const wrong = { type: 'group', identifier: 'no-such-group' }
  expect((await rest.ask('POST', path, { body: say('x'), visibility: wrong })).status).toBe(400)
})

test('A link is read by its id, which the issues tell', async () => {
  await using rest = await startRestClient()
  const [inward, outward] = [rest.issueIn('PAY'), rest.issueIn('SUP')]
  await rest.ask('POST', '/issueLink', {
    type: { name: 'Blocks' },
    inwardIssue: { key: inward },
    outwardIssue: { key: outward },
  })
  const { issuelinks } = (await rest.ask('GET', `/issue/${inward}?fields=issuelinks`)).json.fields
  const link = (await rest.ask('GET', `/issueLink/${issuelinks.at(-1).id}`)).json
  expect(link).toMatchObject({ type: { name: 'Blocks' }, inwardIssue: { key: inward }, outwardIssue: { key: outward } })
  expect((await rest.ask('DELETE', `/issueLink/${link.id}`)).status).toBe(204)
  expect((await rest.ask('GET', `/issueLink/${link.id}`)).status).toBe(404)
})

test('An edit sets properties along with fields', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}`
  const properties = [{ key: 'mine', value: [1] }]
  expect((await rest.ask('PUT', path, { fields: { summary: 'x' }, properties })).status).toBe(204)
  expect((await rest.ask('GET', `${path}/properties/mine`)).json.value).toEqual([1])
})

test('Properties come along with what is searched and fetched', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  await rest.ask('PUT', `/issue/${key}/properties/mine`, 1)
  const search = await rest.ask('POST', '/search/jql', {
    jql: `key = ${key}`,
    fields: ['summary'],
    properties: ['mine', 'none'],
  })
  expect(search.json.issues[0].properties).toEqual({ mine: 1 })
  const fetched = await rest.ask('POST', '/issue/bulkfetch', { issueIdsOrKeys: [key], properties: ['mine'] })
  expect(fetched.json.issues[0].properties).toEqual({ mine: 1 })
})

test('In the field of an issue a comment tells whom it is for', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('SUP')
  const properties = [{ key: 'sd.public.comment', value: { internal: true } }]
  const visibility = { type: 'role', value: 'Developers' }
  await rest.ask('POST', `/issue/${key}/comment`, { body: say('inside'), properties, visibility })
  const { comment } = (await rest.ask('GET', `/issue/${key}?fields=comment`)).json.fields
  expect(comment.comments.at(-1)).toMatchObject({
    body: say('inside'),
    jsdPublic: false,
    visibility: { ...visibility, identifier: 'Developers' },
  })
})

test('Dashboards are listed and found, and what a site has not is refused', async () => {
  await using rest = await startRestClient()
  expect((await rest.ask('GET', '/dashboard?maxResults=2')).json).toMatchObject({ total: 3, next: expect.any(String) })
  expect((await rest.ask('GET', '/dashboard/10711')).json).toMatchObject({ name: 'On call' })
  expect((await rest.ask('GET', '/dashboard/1')).status).toBe(404)
})

test('People and groups are picked together', async () => {
  await using rest = await startRestClient()
  const { users, groups } = (await rest.ask('GET', '/groupuserpicker?query=p')).json
  expect(groups.groups[0]).toMatchObject({ html: expect.stringMatching(/<b>p<\/b>/u), groupId: expect.any(String) })
  expect(users.users[0]).toMatchObject({ accountId: expect.any(String) })
  expect(users.users[0]).not.toHaveProperty('name')
  expect((await rest.ask('GET', '/groupuserpicker')).status).toBe(400)
})
