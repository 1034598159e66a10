import { expect, test } from 'vitest'
import { ask, basic, kenji, mira, type Said, startTestCloud, type TestCloud } from '../testing.ts'

const get = (url: string, token?: string): Promise<Said> =>
  ask(url, token === undefined ? {} : { headers: { Authorization: `Bearer ${token}`, Accept: 'application/json' } })

const resources = (client: TestCloud, token?: string): Promise<Said> =>
  get(`${client.cloud.apiUrl}/oauth/token/accessible-resources`, token)

test('A token lists the sites of its account as a bare array', async () => {
  await using client = await startTestCloud()
  const { access_token: token } = await client.signIn()
  const { status, json } = await resources(client, token)
  expect(status).toBe(200)
  expect(json).toEqual([
    {
      id: client.cloud.cloudId,
      name: 'acme',
      url: client.cloud.siteUrl,
      scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user'],
      avatarUrl: expect.any(String),
    },
    expect.objectContaining({ id: client.cloud.otherCloudId, name: 'acme-labs', url: client.cloud.otherSiteUrl }),
  ])
})

test('With scopes of two products a site is there twice, under one id', async () => {
  await using client = await startTestCloud()
  client.cloud.setSites(mira.email, [client.cloud.cloudId])
  const { access_token: token } = await client.signIn({ scope: 'read:jira-work search:confluence read:me' })
  const { json } = await resources(client, token)
  expect(json.map(({ id, scopes }: { id: string; scopes: string[] }) => [id, scopes])).toEqual([
    [client.cloud.cloudId, ['read:jira-work']],
    [client.cloud.cloudId, ['search:confluence']],
  ])
})

test('With resource-level access the picked site is the only one', async () => {
  await using client = await startTestCloud({}, { access: 'resource' })
  const { access_token: byUrl } = await client.signIn({}, { site: client.cloud.otherSiteUrl })
  const { access_token: byId } = await client.signIn({}, { site: client.cloud.cloudId })
  expect((await resources(client, byUrl)).json.map(({ id }: { id: string }) => id)).toEqual([client.cloud.otherCloudId])
  expect((await resources(client, byId)).json.map(({ id }: { id: string }) => id)).toEqual([client.cloud.cloudId])
})

test('Without a site the array is empty', async () => {
  await using client = await startTestCloud()
  client.cloud.setSites(mira.email, [])
  const { access_token: token } = await client.signIn()
  expect(await resources(client, token)).toMatchObject({ status: 200, json: [] })
})

test('The sites of one person say nothing about those of another', async () => {
  await using client = await startTestCloud()
  client.cloud.setSites(mira.email, [])
  const { access_token: token } = await client.signIn({}, kenji)
  expect((await resources(client, token)).json).toHaveLength(2)
})

test('Granular scopes can be left out of the list', async () => {
  const scopes = ['read:jira-work', 'read:sprint:jira-software']
  for (const [resourceScopes, shown] of [
    ['all', scopes],
    ['classic', ['read:jira-work']],
  ] as const) {
    await using client = await startTestCloud({ resourceScopes }, { scopes })
    const { access_token: token } = await client.signIn({ scope: scopes.join(' ') })
    expect((await resources(client, token)).json[0].scopes).toEqual(shown)
  }
})

test.each([
  ['no token', undefined],
  ['a foreign token', 'foreign'],
])('With %s the list is a 401', async (_what, token) => {
  await using client = await startTestCloud()
  const answer = await resources(client, token)
  expect([answer.status, answer.json]).toEqual([401, { code: 401, message: 'Unauthorized' }])
})

test('With an expired token the list is a 401', async () => {
  await using client = await startTestCloud()
  const { access_token: token } = await client.signIn()
  client.cloud.expireAccessTokens()
  expect((await resources(client, token)).status).toBe(401)
})

test('API tokens do not open the list', async () => {
  await using client = await startTestCloud()
  const token = client.cloud.issueApiToken(mira.email, { scopes: ['read:jira-work'] })
  expect((await resources(client, token)).status).toBe(401)
  const headers = { Authorization: basic(mira.email, token) }
  expect((await ask(`${client.cloud.apiUrl}/oauth/token/accessible-resources`, { headers })).status).toBe(401)
})

test('The account tells who it is to those with read:me', async () => {
  await using client = await startTestCloud()
  const { access_token: token } = await client.signIn({ scope: 'read:me' })
  expect((await get(`${client.cloud.apiUrl}/me`, token)).json).toMatchObject({
    account_id: client.cloud.accountIdOf(mira.email),
    account_type: 'atlassian',
    email: mira.email,
    name: 'Mira Lindqvist',
  })
  const { access_token: other } = await client.signIn()
  expect((await get(`${client.cloud.apiUrl}/me`, other)).json.message).toContain('scope does not match')
})
