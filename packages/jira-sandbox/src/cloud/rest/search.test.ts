import { expect, test } from 'vitest'
import { fromWiki } from '../adf/from-wiki.ts'
import type { CloudSandboxOptions } from '../options.ts'
import { basic, kenji, mira, type Said, sending, startTestCloud, type TestCloud } from '../testing.ts'

interface Searcher extends AsyncDisposable {
  readonly client: TestCloud
  readonly get: (params: Readonly<Record<string, string>>, version?: number) => Promise<Said>
  readonly post: (body: unknown, path?: string) => Promise<Said>
}

const startSearcher = async (options: CloudSandboxOptions = {}): Promise<Searcher> => {
  const client = await startTestCloud({ issues: 200, ...options })
  const authorization = basic(mira.email, client.cloud.issueApiToken(mira.email))
  return {
    client,
    get: (params, version = 3) =>
      client.site(`/rest/api/${version}/search/jql?${new URLSearchParams(params).toString()}`, authorization),
    post: (body, path = '/rest/api/3/search/jql') => client.site(path, authorization, sending('POST', body)),
    [Symbol.asyncDispose]: () => client.cloud.close(),
  }
}

const all = 'created > 2000-01-01'

test.each(['GET', 'POST'])('The old search is gone for %s, in both versions', async (method) => {
  await using searcher = await startSearcher()
  for (const version of [2, 3]) {
    const answer = await searcher.client.site(
      `/rest/api/${version}/search${method === 'GET' ? '?jql=project=PAY' : ''}`,
      basic(mira.email, searcher.client.cloud.issueApiToken(mira.email)),
      method === 'GET' ? {} : sending('POST', { jql: 'project = PAY' }),
    )
    expect(answer.status).toBe(410)
    expect(answer.json.errorMessages[0]).toContain('CHANGE-2046')
  }
})

test('Without a list of fields an issue is nothing but its id', async () => {
  await using searcher = await startSearcher()
  const { status, json } = await searcher.post({ jql: 'project = PAY', maxResults: 2 })
  expect(status).toBe(200)
  expect(json.issues).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }])
  expect(json).not.toHaveProperty('total')
  expect(json).not.toHaveProperty('startAt')
})

test('With fields an issue has a key, its fields, and people of Cloud', async () => {
  await using searcher = await startSearcher()
  const { json } = await searcher.post({ jql: 'assignee IS NOT EMPTY', maxResults: 1, fields: ['summary', 'assignee'] })
  const [issue] = json.issues
  expect(Object.keys(issue).sort()).toEqual(['expand', 'fields', 'id', 'key', 'self'])
  expect(Object.keys(issue.fields).sort()).toEqual(['assignee', 'summary'])
  expect(issue.fields.assignee.accountId).toMatch(/^712020:/u)
})

test('A key that is asked for alone comes without fields', async () => {
  await using searcher = await startSearcher()
  const { json } = await searcher.get({ jql: 'project = PAY', maxResults: '1', fields: 'id,key' })
  expect(json.issues).toEqual([expect.objectContaining({ key: expect.stringMatching(/^PAY-/u) })])
  expect(json.issues[0]).not.toHaveProperty('fields')
})

test('Pages follow one another by token until the last one, each issue once', async () => {
  await using searcher = await startSearcher()
  const jql = `${all} ORDER BY key`
  const ids: string[] = []
  let token: string | undefined
  for (let page = 1; page <= 4; page += 1) {
    const { json } = await searcher.post({ jql, maxResults: 60, ...(token !== undefined && { nextPageToken: token }) })
    ids.push(...json.issues.map(({ id }: { id: string }) => id))
    expect(json.isLast).toBe(page === 4)
    token = json.nextPageToken
  }
  expect(token).toBeUndefined()
  expect(ids).toHaveLength(200)
  expect(new Set(ids).size).toBe(200)
})

test('A page has 50 issues unless told otherwise', async () => {
  await using searcher = await startSearcher()
  expect((await searcher.get({ jql: all })).json.issues).toHaveLength(50)
})

test('A page of ids may be larger than one of fields, which is cut without a word', async () => {
  await using searcher = await startSearcher()
  expect((await searcher.get({ jql: all, maxResults: '5000' })).json.issues).toHaveLength(200)
  const cut = await searcher.get({ jql: all, maxResults: '5000', fields: 'summary' })
  expect(cut.json.issues).toHaveLength(100)
  expect(cut.json.isLast).toBe(false)
})

test('Where fields are cut is a switch', async () => {
  await using searcher = await startSearcher({ searchPageCap: 5000 })
  expect((await searcher.get({ jql: all, maxResults: '5000', fields: 'summary' })).json.issues).toHaveLength(200)
})

test.each(['0', '-1', '5001', 'x'])('A page of %s issues is refused', async (maxResults) => {
  await using searcher = await startSearcher()
  const { status, json } = await searcher.get({ jql: all, maxResults })
  expect(status).toBe(400)
  expect(json.errorMessages).toEqual(['The max results parameter has to be between 1 and 5,000.'])
})

test.each(['', 'ORDER BY created DESC'])('The query "%s" has no bounds and is refused', async (jql) => {
  await using searcher = await startSearcher()
  const message = 'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'
  expect(await searcher.post({ jql })).toMatchObject({ status: 400, json: { errorMessages: [message] } })
  const count = await searcher.post({ jql }, '/rest/api/3/search/approximate-count')
  expect(count).toMatchObject({ status: 400, json: { errorMessages: [message] } })
})

test('A token of another query, a broken one and one of last week are refused', async () => {
  let now = 1_790_000_000_000
  await using searcher = await startSearcher({ now: () => now })
  const { json } = await searcher.post({ jql: all, maxResults: 10 })
  const nextPageToken: string = json.nextPageToken
  now += 7 * 86_400_000 - 1
  expect((await searcher.post({ jql: all, nextPageToken })).status).toBe(200)
  const refused = { status: 400, json: { errorMessages: ['The provided next page token is invalid or expired.'] } }
  expect(await searcher.post({ jql: `${all} ORDER BY key`, nextPageToken })).toMatchObject(refused)
  expect(await searcher.post({ jql: all, nextPageToken: 'nonsense' })).toMatchObject(refused)
  now += 1
  expect(await searcher.post({ jql: all, nextPageToken })).toMatchObject(refused)
})

test.each(['status = Nope', 'nonsense = 1', 'project = NONE', 'assignee = kenji', 'assignee = "no-such-account"'])(
  'What does not exist (%s) finds nothing and is no error',
  async (jql) => {
    await using searcher = await startSearcher()
    expect(await searcher.post({ jql })).toMatchObject({ status: 200, json: { issues: [], isLast: true } })
  },
)

test('People are looked for by account id', async () => {
  await using searcher = await startSearcher()
  const key = searcher.client.cloud.world.findUser('kenji')?.key
  const his = searcher.client.cloud.world.issues.filter(({ assigneeKey }) => assigneeKey === key)
  const jql = `assignee = "${searcher.client.cloud.accountIdOf(kenji.email)}"`
  const { json } = await searcher.post({ jql, maxResults: 5000 })
  expect(json.issues).toHaveLength(his.length)
  expect(his.length).toBeGreaterThan(0)
})

test('A syntax error is a 400 that tells the place', async () => {
  await using searcher = await startSearcher()
  const { status, json } = await searcher.post({ jql: 'status = = Open' })
  expect(status).toBe(400)
  expect(json.errorMessages[0]).toContain('character')
})

test('Eight fields to sort by are one too many', async () => {
  await using searcher = await startSearcher()
  const order = (count: number): string => Array.from({ length: count }, () => 'created').join(', ')
  expect((await searcher.post({ jql: `${all} ORDER BY ${order(7)}` })).status).toBe(200)
  expect((await searcher.post({ jql: `${all} ORDER BY ${order(8)}` })).status).toBe(400)
})

test.each([
  { startAt: 50 },
  { validateQuery: 'strict' },
  { fields: 'summary' },
  { expand: ['names'] },
  { maxResults: '10' },
  { reconcileIssues: ['10012'] },
  { reconcileIssues: Array.from({ length: 51 }, (_, index) => index) },
])('A body with %j is refused', async (member) => {
  await using searcher = await startSearcher()
  expect((await searcher.post({ jql: all, ...member })).status).toBe(400)
})

test('Ids to reconcile are taken, and names come when they are asked for', async () => {
  await using searcher = await startSearcher()
  const body = { jql: all, fields: ['summary'], expand: 'names,schema', reconcileIssues: [10_201] }
  const { status, json } = await searcher.post(body)
  expect(status).toBe(200)
  expect(json.names).toEqual({ summary: 'Summary' })
  expect(json.schema).toEqual({ summary: { type: 'string', system: 'summary' } })
})

test('A count is told without any issue', async () => {
  await using searcher = await startSearcher()
  expect(await searcher.post({ jql: all }, '/rest/api/3/search/approximate-count')).toMatchObject({
    status: 200,
    json: { count: 200 },
  })
})

test('Texts are wiki markup in version 2 and documents in version 3', async () => {
  await using searcher = await startSearcher()
  const params = { jql: 'description IS NOT EMPTY', fields: 'description,comment', maxResults: '1' }
  const [old, document] = [await searcher.get(params, 2), await searcher.get(params, 3)]
  const text: string = old.json.issues[0].fields.description
  expect(text).toEqual(expect.any(String))
  expect(document.json.issues[0].fields.description).toMatchObject({ type: 'doc', version: 1 })
  expect(document.json.issues[0].fields.description).toEqual(fromWiki(text))
})
