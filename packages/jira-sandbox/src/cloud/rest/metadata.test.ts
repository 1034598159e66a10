import { expect, test } from 'vitest'
import { startRestClient } from './client-for-tests.ts'

test('What a new issue has is told in pages, by type', async () => {
  await using rest = await startRestClient()
  const types = (await rest.ask('GET', '/issue/createmeta/PAY/issuetypes')).json
  expect(types).toMatchObject({ startAt: 0, maxResults: 50, total: types.issueTypes.length })
  expect(types.issueTypes[0]).toHaveProperty('hierarchyLevel')
  const all = (await rest.ask('GET', '/issue/createmeta/PAY/issuetypes/10002')).json
  expect(all).toMatchObject({ startAt: 0, maxResults: 50, total: all.fields.length })
  const byId = new Map(all.fields.map((field: { fieldId: string }) => [field.fieldId, field]))
  expect(byId.get('summary')).toMatchObject({ key: 'summary', required: true, schema: { type: 'string' } })
  expect(byId.get('assignee')).toMatchObject({ autoCompleteUrl: expect.stringMatching(/project=PAY&query=$/u) })
  expect(byId.get('priority')).toMatchObject({ hasDefaultValue: true, allowedValues: expect.any(Array) })
  const second = await rest.ask('GET', '/issue/createmeta/PAY/issuetypes/10002?startAt=2&maxResults=1')
  expect(second.json.fields).toEqual([all.fields[2]])
  expect((await rest.ask('GET', '/issue/createmeta/PAY/issuetypes/10002?maxResults=999')).json.maxResults).toBe(200)
})

test('A type that the project does not have is an empty 404, and a hidden project one with words', async () => {
  await using rest = await startRestClient()
  expect(await rest.ask('GET', '/issue/createmeta/PAY/issuetypes/10006')).toMatchObject({ status: 404, text: '' })
  const hidden = await rest.askAs('pim@vendor.example', 'GET', '/issue/createmeta/OPS/issuetypes')
  expect([hidden.status, hidden.json.errorMessages.length]).toEqual([404, 1])
})

test('Edit metadata has keys and completes people by a query', async () => {
  await using rest = await startRestClient()
  const { fields } = (await rest.ask('GET', `/issue/${rest.issueIn('PAY')}/editmeta`)).json
  const issue = (await rest.ask('GET', `/issue/${rest.issueIn('PAY')}?fields=summary&expand=editmeta`)).json
  expect(issue.editmeta.fields).toEqual(fields)
  expect(fields.assignee).toMatchObject({ key: 'assignee', autoCompleteUrl: expect.stringMatching(/query=$/u) })
  expect(fields.assignee).not.toHaveProperty('fieldId')
  expect(fields.parent).toMatchObject({ required: false, operations: ['set'] })
})

test('A history comes in pages, and of many issues at once', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  for (const summary of ['one', 'two', 'three']) await rest.ask('PUT', `/issue/${key}`, { fields: { summary } })
  const page = (await rest.ask('GET', `/issue/${key}/changelog?startAt=0&maxResults=100`)).json
  expect(page.values.at(-1).items).toMatchObject([{ field: 'summary', fieldId: 'summary', toString: 'three' }])
  expect(page).toMatchObject({ isLast: true, total: page.values.length })
  const first = (await rest.ask('GET', `/issue/${key}/changelog?maxResults=1`)).json
  expect([first.isLast, first.values.length, typeof first.nextPage]).toEqual([false, 1, 'string'])
  const body = { issueIdsOrKeys: [key], fieldIds: ['summary'], maxResults: 2 }
  const bulk = (await rest.ask('POST', '/changelog/bulkfetch', body)).json
  expect(bulk.issueChangeLogs[0].changeHistories).toHaveLength(2)
  expect(bulk.issueChangeLogs[0].changeHistories[0].created).toEqual(expect.any(Number))
  const rest2 = await rest.ask('POST', '/changelog/bulkfetch', { ...body, nextPageToken: bulk.nextPageToken })
  expect(rest2.json.issueChangeLogs[0].changeHistories).toHaveLength(1)
  expect(rest2.json).not.toHaveProperty('nextPageToken')
  for (const wrong of [
    { issueIdsOrKeys: [] },
    { ...body, fieldIds: Array(11).fill('a') },
    { ...body, maxResults: 10_001 },
  ]) {
    expect((await rest.ask('POST', '/changelog/bulkfetch', wrong)).status).toBe(400)
  }
})

test('Many issues come in the order of their ids, and those that are not there as errors', async () => {
  await using rest = await startRestClient()
  const keys = rest.client.cloud.world.issues.slice(20, 23).map(({ key }) => key)
  const body = {
    issueIdsOrKeys: [...keys.toReversed(), 'PAY-999999'],
    fields: ['summary', 'description'],
    expand: ['names'],
  }
  const { status, json } = await rest.ask('POST', '/issue/bulkfetch', body)
  expect([status, json.issues.map(({ key }: { key: string }) => key)]).toEqual([200, keys])
  expect(json.issueErrors).toEqual([{ id: 'PAY-999999', errorMessage: expect.any(String) }])
  expect(json.names).toEqual({ summary: 'Summary', description: 'Description' })
  expect(
    json.issues.every(({ fields }: { fields: { description: unknown } }) => typeof fields.description !== 'string'),
  ).toBe(true)
  const many = { issueIdsOrKeys: Array.from({ length: 101 }, (_, index) => String(index)) }
  expect((await rest.ask('POST', '/issue/bulkfetch', many)).status).toBe(400)
  await using newer = await startRestClient({ bulkFetchLimit: 1000 })
  expect((await newer.ask('POST', '/issue/bulkfetch', many)).json.issueErrors).toHaveLength(101)
  expect((await rest.ask('POST', '/issue/bulkfetch', { ...body, expand: 'names' })).status).toBe(400)
})

test('A search knows of a change late, unless it is told which issue it has to know', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using rest = await startRestClient({ indexLagMs: 5000, now: () => now })
  const key = rest.issueIn('PAY')
  await rest.ask('PUT', `/issue/${key}`, { fields: { labels: ['late'] } })
  const find = async (more: object = {}): Promise<number> =>
    (await rest.ask('POST', '/search/jql', { jql: 'labels = late', ...more })).json.issues.length
  const id = rest.client.cloud.world.findIssue(key)?.id
  expect([await find(), await find({ reconcileIssues: [id] })]).toEqual([0, 1])
  now += 5000
  expect(await find()).toBe(1)
})

test('A token may come twice', async () => {
  await using rest = await startRestClient({ repeatsPageToken: true })
  const body = { jql: 'created > 2000-01-01', maxResults: 10 }
  const { nextPageToken } = (await rest.ask('POST', '/search/jql', body)).json
  expect((await rest.ask('POST', '/search/jql', { ...body, nextPageToken })).json.nextPageToken).toBe(nextPageToken)
})

test('What a search has come to know it may forget again for a moment', async () => {
  let now = Date.UTC(2026, 10, 22, 8)
  await using rest = await startRestClient({ indexLagMs: 1000, indexFlickers: true, now: () => now })
  await rest.ask('PUT', `/issue/${rest.issueIn('PAY')}`, { fields: { labels: ['late'] } })
  const counts: number[] = []
  for (let step = 0; step < 5; step += 1) {
    counts.push((await rest.ask('POST', '/search/jql', { jql: 'labels = late' })).json.issues.length)
    now += 500
  }
  expect(counts).toEqual([0, 0, 1, 0, 1])
})

test('The last page may not say that it is', async () => {
  await using rest = await startRestClient({ isLast: 'absent' })
  const { json } = await rest.ask('POST', '/search/jql', { jql: 'project = PAY', maxResults: 5000 })
  expect([json.isLast, json.nextPageToken]).toEqual([undefined, undefined])
})

test('The issues of an epic are found by their parent', async () => {
  await using rest = await startRestClient({ issues: 400 })
  const { world } = rest.client.cloud
  const epic = world.issues.find(({ custom }) => custom.has('customfield_10102'))?.custom.get('customfield_10102')
  const below = world.issues.filter(({ custom }) => custom.get('customfield_10102') === epic).map(({ key }) => key)
  const body = { jql: `parent = ${String(epic)}`, fields: ['parent'], maxResults: 100 }
  const { issues } = (await rest.ask('POST', '/search/jql', body)).json
  expect(issues.map(({ key }: { key: string }) => key).sort()).toEqual(below.sort())
  expect(issues[0].fields.parent.key).toBe(epic)
})

test('People are mentioned by account in what was written before', async () => {
  await using rest = await startRestClient({ issues: 400 })
  const { cloud } = rest.client
  const issue = cloud.world.issues.find(({ comments }) => comments.some(({ body }) => body.includes('[~accountid:')))
  const text = JSON.stringify((await rest.ask('GET', `/issue/${issue?.key ?? ''}/comment`)).json.comments)
  expect(text).toContain('"type":"mention","attrs":{"id":"712020:')
  expect(text).toContain('"text":"@')
})

test('The history of people has their accounts twice', async () => {
  await using rest = await startRestClient()
  const key = rest.issueIn('PAY')
  const accountId = rest.client.cloud.accountIdOf('kenji@acme.example')
  await rest.ask('PUT', `/issue/${key}/assignee`, { accountId: null })
  expect((await rest.ask('PUT', `/issue/${key}/assignee`, { accountId })).status).toBe(204)
  const { values } = (await rest.ask('GET', `/issue/${key}/changelog`)).json
  expect(values.at(-1).items).toMatchObject([
    { fieldId: 'assignee', from: null, to: accountId, tmpToAccountId: accountId },
  ])
  expect((await rest.ask('PUT', `/issue/${key}/assignee`, { accountId: '-1' })).status).toBe(204)
  const { fields } = (await rest.ask('GET', `/issue/${key}?fields=assignee`)).json
  expect(fields.assignee.displayName).toBe('Mira Lindqvist')
})

test('Fields may come by version', async () => {
  await using rest = await startRestClient()
  const path = `/issue/${rest.issueIn('PAY')}?fields=summary&expand=versionedRepresentations,operations`
  const { json } = await rest.ask('GET', path)
  expect(json.versionedRepresentations).toEqual({ summary: { 1: json.fields.summary } })
  expect(json).toHaveProperty('operations')
})
