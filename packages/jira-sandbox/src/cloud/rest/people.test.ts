import { expect, test } from 'vitest'
import { basic, kenji, mira, type Said, sending, startTestCloud, type TestCloud } from '../testing.ts'

const me = (client: TestCloud, email: string = mira.email): string => basic(email, client.cloud.issueApiToken(email))

/** Every object in a piece of JSON. */
const objectsIn = (value: unknown): readonly object[] => {
  if (typeof value !== 'object' || value === null) return []
  return [value, ...Object.values(value).flatMap(objectsIn)]
}

const names = (value: unknown): readonly object[] =>
  objectsIn(value).filter((one) => 'active' in one && ('name' in one || 'key' in one))

test.each([2, 3])('Oneself is an account without a name and a key, in version %i', async (version) => {
  await using client = await startTestCloud()
  const { json } = await client.site(`/rest/api/${version}/myself?expand=groups`, me(client))
  expect(json).toMatchObject({
    accountId: client.cloud.accountIdOf(mira.email),
    accountType: 'atlassian',
    emailAddress: mira.email,
    displayName: 'Mira Lindqvist',
    active: true,
    timeZone: 'Europe/Stockholm',
    locale: 'en_GB',
  })
  expect(json.accountId).toMatch(/^712020:/u)
  expect(json.groups.items.map(({ name }: { name: string }) => name)).toContain('payments-team')
  for (const gone of ['name', 'key', 'deleted']) expect(json).not.toHaveProperty(gone)
})

test('An account has the same id on every site and in every run', async () => {
  await using one = await startTestCloud()
  await using other = await startTestCloud({ seed: 9 })
  expect(one.cloud.accountIdOf(mira.email)).toBe(other.cloud.accountIdOf(mira.email))
  expect(one.cloud.accountIdOf(mira.email)).not.toBe(one.cloud.accountIdOf(kenji.email))
})

const issueKeys = ({ cloud }: TestCloud): readonly string[] =>
  cloud.world.issues.filter(({ comments }) => comments.length > 0).map(({ key }) => key)

test('Issues, comments, histories and projects name people by account id alone', async () => {
  await using client = await startTestCloud()
  const authorization = me(client)
  const [key = ''] = issueKeys(client)
  for (const path of [
    `issue/${key}?expand=changelog`,
    `issue/${key}/comment`,
    `issue/${key}/watchers`,
    'project/PAY',
  ]) {
    const { status, json } = await client.site(`/rest/api/2/${path}`, authorization)
    expect(status).toBe(200)
    expect(objectsIn(json).filter((one) => 'accountId' in one).length).toBeGreaterThan(0)
    expect(names(json)).toEqual([])
  }
})

test('A history tells account ids of assignees', async () => {
  await using client = await startTestCloud()
  const issue = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  const path = `/rest/api/2/issue/${issue?.key ?? ''}`
  const accountId = client.cloud.accountIdOf(kenji.email)
  await client.site(`${path}/assignee`, me(client), sending('PUT', { accountId: client.cloud.accountIdOf(mira.email) }))
  await client.site(`${path}/assignee`, me(client), sending('PUT', { accountId }))
  const { json } = await client.site(`${path}?expand=changelog`, me(client))
  expect(json.changelog.histories.at(-1).items).toMatchObject([
    { field: 'assignee', from: client.cloud.accountIdOf(mira.email), to: accountId, toString: 'Kenji Watanabe' },
  ])
})

const mailsSeen = async (client: TestCloud): Promise<readonly boolean[]> => {
  const authorization = me(client)
  const own = await client.site('/rest/api/3/myself', authorization)
  const id = encodeURIComponent(client.cloud.accountIdOf(kenji.email))
  const other = await client.site(`/rest/api/3/user?accountId=${id}`, authorization)
  expect(other.json.displayName).toBe('Kenji Watanabe')
  return [own, other].map(({ json }) => 'emailAddress' in json)
}

test.each([
  ['own', [true, false]],
  ['all', [true, true]],
  ['none', [false, false]],
] as const)('Of mail addresses one sees %s', async (emails, seen) => {
  await using client = await startTestCloud({ emails })
  expect(await mailsSeen(client)).toEqual(seen)
})

test('A robot is an app, and who was switched off is not active', async () => {
  await using client = await startTestCloud()
  const user = async (email: string): Promise<Said> =>
    client.site(`/rest/api/3/user?accountId=${encodeURIComponent(client.cloud.accountIdOf(email))}`, me(client))
  expect((await user('alerts@acme.example')).json.accountType).toBe('app')
  expect((await user('old.hand@acme.example')).json).toMatchObject({ accountType: 'atlassian', active: false })
})

test('People are searched by what they are called, and by nothing that Data Center calls them', async () => {
  await using client = await startTestCloud()
  const search = async (query: string): Promise<Said> => client.site(`/rest/api/3/user${query}`, me(client))
  const found = await search('/search?query=kenji')
  expect(found.json).toEqual([expect.objectContaining({ accountId: client.cloud.accountIdOf(kenji.email) })])
  expect((await search('/search?username=kenji')).status).toBe(400)
  expect((await search('?username=kenji')).status).toBe(400)
  expect((await search('?key=JIRAUSER10104')).status).toBe(400)
  expect((await search('/assignable/search?project=PAY&query=kenji')).json).toHaveLength(1)
})

test('Suggestions for a query name people by account id and show no mail address', async () => {
  await using client = await startTestCloud()
  const path = '/rest/api/2/jql/autocompletedata/suggestions?fieldName=assignee&fieldValue=kenji'
  expect((await client.site(path, me(client))).json).toEqual({
    results: [{ value: `"${client.cloud.accountIdOf(kenji.email)}"`, displayName: '<b>Kenji</b> Watanabe' }],
  })
})

const assign = async (client: TestCloud, body: unknown): Promise<readonly [number, string | null | undefined]> => {
  const issue = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  const { status } = await client.site(
    `/rest/api/2/issue/${issue?.key ?? ''}/assignee`,
    me(client),
    sending('PUT', body),
  )
  return [status, issue?.assigneeKey]
}

test('An issue is assigned by account id, and unassigned by null', async () => {
  await using client = await startTestCloud()
  const key = client.cloud.world.findUser('kenji')?.key
  expect(await assign(client, { accountId: client.cloud.accountIdOf(kenji.email) })).toEqual([204, key])
  expect(await assign(client, { accountId: null })).toEqual([204, null])
})

test.each([{ name: 'kenji' }, { key: 'JIRAUSER10104' }, { accountId: 'kenji' }])(
  'Nobody can be assigned as %j',
  async (body) => {
    await using client = await startTestCloud()
    await assign(client, { accountId: null })
    expect(await assign(client, body)).toEqual([400, null])
  },
)

test('The name of Data Center does not take an account id', async () => {
  await using client = await startTestCloud()
  await assign(client, { accountId: null })
  expect(await assign(client, { name: client.cloud.accountIdOf(kenji.email) })).toEqual([400, null])
})

test('An edit names people by account id, in fields and in updates', async () => {
  await using client = await startTestCloud()
  const issue = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  const key = client.cloud.world.findUser('kenji')?.key
  const accountId = client.cloud.accountIdOf(kenji.email)
  for (const body of [
    { fields: { assignee: { accountId } } },
    { update: { assignee: [{ set: { id: accountId } }] } },
  ]) {
    await assign(client, { accountId: null })
    const path = `/rest/api/2/issue/${issue?.key ?? ''}`
    expect((await client.site(path, me(client), sending('PUT', body))).status).toBe(204)
    expect(issue?.assigneeKey).toBe(key)
  }
})

test('Watchers are added and removed by account id', async () => {
  await using client = await startTestCloud()
  const issue = client.cloud.world.issues.find(({ projectKey }) => projectKey === 'PAY')
  const key = client.cloud.world.findUser('kenji')?.key ?? ''
  const accountId = client.cloud.accountIdOf(kenji.email)
  const path = `/rest/api/3/issue/${issue?.key ?? ''}/watchers`
  issue?.watchers.delete(key)
  expect((await client.site(path, me(client), sending('POST', accountId))).status).toBe(204)
  expect(issue?.watchers.has(key)).toBe(true)
  const query = `?accountId=${encodeURIComponent(accountId)}`
  expect((await client.site(`${path}${query}`, me(client), { method: 'DELETE' })).status).toBe(204)
  expect(issue?.watchers.has(key)).toBe(false)
})
