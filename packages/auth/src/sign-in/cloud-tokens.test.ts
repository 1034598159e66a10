import { type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import { apiBaseUrl } from '../api-base-url.ts'
import { credentialFor } from '../renewal.ts'
import type { Site } from '../site.ts'
import { askWhoAmI, fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signIn } from './sign-in.ts'

const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']

const personOf = (cloud: CloudSandbox): { readonly email: string } => ({
  email: cloud.world.findUser('mira')?.email ?? '',
})

const apiTokenSite = (cloud: CloudSandbox): Site => ({
  name: 'acme',
  baseUrl: cloud.siteUrl,
  deployment: 'cloud',
  method: 'api-token',
  login: personOf(cloud).email,
  cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl },
})

test('a classic API token works at the site’s own address', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const site = apiTokenSite(cloud)
  const secrets = fakeSecrets()
  const token = cloud.issueApiToken(personOf(cloud).email)
  const { learned, user } = await signIn(
    site,
    fakePorts(secrets, async () => false, { verify: askWhoAmI }),
    { token },
  )
  const located = { ...site, ...learned } as Site
  expect(user.name).toBe('Mira Lindqvist')
  expect(apiBaseUrl(located)).toBe(cloud.siteUrl)
  const source = credentialFor(located, { secrets, dir: givenFolder() })
  await askWhoAmI({ apiBaseUrl: apiBaseUrl(located), authorize: () => source.authorization() })
})

test('a scoped API token is found to work at the gateway alone', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const site = apiTokenSite(cloud)
  const secrets = fakeSecrets()
  const token = cloud.issueApiToken(personOf(cloud).email, { scopes })
  const { learned } = await signIn(
    site,
    fakePorts(secrets, async () => false, { verify: askWhoAmI }),
    { token },
  )
  const located = { ...site, ...learned } as Site
  expect(apiBaseUrl(located)).toBe(`${cloud.apiUrl}/ex/jira/${cloud.cloudId}`)
  const source = credentialFor(located, { secrets, dir: givenFolder() })
  await askWhoAmI({ apiBaseUrl: apiBaseUrl(located), authorize: () => source.authorization() })
})

test('an API token that is refused is not stored, and one that was is not sent again', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const site = apiTokenSite(cloud)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  await expect(signIn(site, ports, { token: 'made-up' })).rejects.toMatchObject({ code: 'bad-token' })
  expect(secrets.held.size).toBe(0)
  const { learned } = await signIn(site, ports, { token: cloud.issueApiToken(personOf(cloud).email) })
  const source = credentialFor({ ...site, ...learned }, { secrets, dir: givenFolder() })
  const header = await source.authorization()
  await expect(source.renew(header)).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
})

const clientSite = (cloud: CloudSandbox, clientId: string): Site => ({
  name: 'acme',
  baseUrl: cloud.siteUrl,
  deployment: 'cloud',
  method: 'client-credentials',
  oauth2: { clientId, redirectUri: '', scope: '' },
  cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl },
})

test('a service account of the cloud signs itself in, and again when its token has ended', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { clientId, clientSecret } = cloud.registerServiceAccount({ name: 'robot', scopes })
  const site = clientSite(cloud, clientId)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  const { learned, refreshable } = await signIn(site, ports, { clientSecret })
  expect(refreshable).toBe(true)
  const located = { ...site, ...learned } as Site
  const source = credentialFor(located, { secrets, dir: givenFolder() })
  const first = await source.authorization()
  const second = await source.renew(first)
  expect(second).not.toBe(first)
  await askWhoAmI({ apiBaseUrl: apiBaseUrl(located), authorize: async () => second })
})

test('OAuth credentials of a site are known by the endpoint that takes them', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { clientId, clientSecret } = cloud.registerOAuthCredentials({ name: 'ci', permissions: ['builds'] })
  const site = clientSite(cloud, clientId)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  const signing = await signIn(site, ports, { clientSecret })
  expect(signing).toMatchObject({ user: { name: 'OAuth credentials' }, learned: { cloud: { cloudId: cloud.cloudId } } })
  const located = { ...site, ...signing.learned } as Site
  cloud.journal.clear()
  await credentialFor(located, { secrets, dir: givenFolder() }).renew()
  expect(cloud.journal.entries.map(({ path }) => path)).toEqual(['/api/oauth/token'])
})
