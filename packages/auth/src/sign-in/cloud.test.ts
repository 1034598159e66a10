import { inspect } from 'node:util'
import { approveCloudConsent, type CloudSandbox, startCloudSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { apiBaseUrl } from '../api-base-url.ts'
import type { SignInQuestion } from '../ports.ts'
import { credentialFor } from '../renewal.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { askWhoAmI, fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { beginSignIn, completeSignIn } from './two-step.ts'

const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']

const personOf = (cloud: CloudSandbox): { readonly email: string; readonly password: string } => {
  const user = cloud.world.findUser('mira')
  return { email: user?.email ?? '', password: user?.password ?? '' }
}

const register = async (cloud: CloudSandbox, changes: Partial<Site> = {}) => {
  const redirectUri = `http://127.0.0.1:${await findFreePort()}/callback`
  const { clientId, clientSecret } = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const site: Site = {
    name: 'acme',
    baseUrl: cloud.siteUrl,
    deployment: 'cloud',
    method: 'oauth2-cloud',
    oauth2: { clientId, redirectUri, scope: [...scopes, 'offline_access'].join(' ') },
    cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl },
    ...changes,
  }
  const secrets = fakeSecrets({ [secretKeys('acme').clientSecret]: clientSecret })
  return { site, secrets, clientSecret }
}

const consenting =
  (cloud: CloudSandbox, decision: 'allow' | 'deny' = 'allow') =>
  async (url: string): Promise<boolean> => {
    await approveCloudConsent(url, { ...personOf(cloud), decision })
    return true
  }

const signedIn = async (cloud: CloudSandbox, changes: Partial<Site> = {}) => {
  const { site, secrets, clientSecret } = await register(cloud, changes)
  const ports = fakePorts(secrets, consenting(cloud), { verify: askWhoAmI })
  const result = await signIn(site, ports)
  const located = { ...site, ...result.learned } as Site
  return { site: located, secrets, clientSecret, result, ports }
}

test('Atlassian’s pages lead back to the listener, and the token works at the gateway of the saved site', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets, result, ports } = await signedIn(cloud)
  expect(result).toMatchObject({
    user: { name: 'Mira Lindqvist' },
    refreshable: true,
    learned: { baseUrl: cloud.siteUrl, cloud: { cloudId: cloud.cloudId } },
  })
  expect(apiBaseUrl(site)).toBe(`${cloud.apiUrl}/ex/jira/${cloud.cloudId}`)
  const [shown] = ports.events
  const query = new URL(shown?.kind === 'authorize-url' ? shown.url : '').searchParams
  expect(query.get('audience')).toBe('api.atlassian.com')
  expect(query.get('prompt')).toBe('consent')
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  const authorize = () => source.authorization()
  expect((await askWhoAmI({ apiBaseUrl: apiBaseUrl(site), authorize })).name).toBe('Mira Lindqvist')
})

test('a renewal swaps both tokens, as often as it takes', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await signedIn(cloud)
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  for (let round = 0; round < 3; round += 1) {
    cloud.expireAccessTokens()
    const stale = await source.authorization()
    const fresh = await source.renew(stale)
    expect(fresh).not.toBe(stale)
    await askWhoAmI({ apiBaseUrl: apiBaseUrl(site), authorize: async () => fresh })
  }
})

test('an answer without a new refresh token keeps the old one', async () => {
  await using cloud = await startCloudSandbox({ issues: 5, omitNewRefreshToken: true })
  const { site, secrets } = await signedIn(cloud)
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  await source.renew()
  await source.renew()
  expect(await source.status()).toMatchObject({ state: 'signed-in', refreshable: true })
})

test.each(['unauthorized-client', 'invalid-grant', 'revoked'] as const)(
  'a dead refresh token (%s) asks for a new sign-in, once',
  async (deadRefreshError) => {
    await using cloud = await startCloudSandbox({ issues: 5, deadRefreshError })
    const { site, secrets } = await signedIn(cloud)
    cloud.revokeAllTokens()
    const source = credentialFor(site, { secrets, dir: givenFolder() })
    await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
    cloud.journal.clear()
    await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
    expect(cloud.journal.entries).toEqual([])
  },
)

test.each(['access_denied', 'invalid_client'] as const)(
  'a client secret that is wrong by now (%s) does not cost the refresh token',
  async (wrongSecretError) => {
    await using cloud = await startCloudSandbox({ issues: 5, wrongSecretError })
    const { site, secrets, clientSecret } = await signedIn(cloud)
    const key = secretKeys('acme').clientSecret
    await secrets.set(key, 'rotated-by-the-administrator')
    const source = credentialFor(site, { secrets, dir: givenFolder() })
    await expect(source.renew()).rejects.toMatchObject({ code: 'invalid-client' })
    await secrets.set(key, clientSecret)
    expect(await source.renew()).toMatch(/^Bearer /u)
  },
)

test('a wrong client secret is told apart from a refusal, and stores nothing', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await register(cloud)
  const ports = fakePorts(secrets, consenting(cloud), { verify: askWhoAmI })
  const failure: unknown = await signIn(site, ports, { clientSecret: 'wrong-wrong' }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'invalid-client' })
  expect(inspect(failure, { depth: 9 })).not.toContain('wrong-wrong')
  expect(secrets.held.has(secretKeys('acme').credential)).toBe(false)
})

test('Cancel on the consent page ends the sign-in', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await register(cloud)
  const signing = signIn(site, fakePorts(secrets, consenting(cloud, 'deny')))
  await expect(signing).rejects.toMatchObject({ code: 'consent-refused' })
})

test('where the saved address is none of the sites that were allowed, the person chooses', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const asked: SignInQuestion[] = []
  const { site, secrets } = await register(cloud, { baseUrl: 'https://old-name.example' })
  const ports = fakePorts(secrets, consenting(cloud), {
    verify: askWhoAmI,
    ask: async (question) => {
      asked.push(question)
      return cloud.otherCloudId
    },
  })
  const { learned } = await signIn(site, ports)
  expect(learned).toMatchObject({ baseUrl: cloud.otherSiteUrl, cloud: { cloudId: cloud.otherCloudId } })
  expect(asked).toEqual([
    {
      kind: 'cloud-site',
      sites: [
        expect.objectContaining({ id: cloud.cloudId, url: cloud.siteUrl }),
        expect.objectContaining({ id: cloud.otherCloudId, url: cloud.otherSiteUrl }),
      ],
    },
  ])
})

test('choosing none of the sites stores nothing and gives the tokens back', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await register(cloud, { baseUrl: 'https://old-name.example' })
  const ports = fakePorts(secrets, consenting(cloud), { verify: askWhoAmI, ask: async () => 'another' })
  await expect(signIn(site, ports)).rejects.toMatchObject({ code: 'cancelled' })
  expect(secrets.held.has(secretKeys('acme').credential)).toBe(false)
  expect(cloud.journal.entries.filter(({ path }) => path === '/auth/oauth/revoke')).toHaveLength(2)
})

test('consent to no site at all says so', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const person = personOf(cloud)
  cloud.setSites(person.email, [])
  const { site, secrets } = await register(cloud)
  const signing = signIn(site, fakePorts(secrets, consenting(cloud), { verify: askWhoAmI }))
  await expect(signing).rejects.toMatchObject({ code: 'no-cloud-site' })
})

test('a token is not used at another gateway than the one it was given for', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await signedIn(cloud)
  const moved = { ...site, cloud: { ...site.cloud, apiUrl: 'https://evil.example' } }
  const source = credentialFor(moved, { secrets, dir: givenFolder() })
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a token is not renewed or revoked at another server than the one that gave it', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  await using stranger = await startCloudSandbox({ issues: 1 })
  const { site, secrets } = await signedIn(cloud)
  const moved = { ...site, cloud: { ...site.cloud, authUrl: stranger.authUrl } }
  const source = credentialFor(moved, { secrets, dir: givenFolder() })
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(await source.status()).toMatchObject({ state: 'sign-in-needed' })
  expect(await signOut(moved, { secrets })).toEqual({ revoked: false })
  expect(stranger.journal.entries).toEqual([])
})

test('what was begun at one server is not completed at another', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  await using stranger = await startCloudSandbox({ issues: 1 })
  const { site, secrets } = await register(cloud)
  const { url } = await beginSignIn(site, { secrets })
  const { finalUrl } = await approveCloudConsent(url, personOf(cloud))
  const moved = { ...site, cloud: { authUrl: stranger.authUrl, apiUrl: stranger.apiUrl } }
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  await expect(completeSignIn(moved, finalUrl, ports)).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(stranger.journal.entries).toEqual([])
})

test('the sign-in in two steps works for the cloud too', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await register(cloud)
  const { url } = await beginSignIn(site, { secrets })
  const { finalUrl } = await approveCloudConsent(url, personOf(cloud))
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  expect((await completeSignIn(site, finalUrl, ports)).learned?.cloud?.cloudId).toBe(cloud.cloudId)
})

test('signing out revokes at the cloud', async () => {
  await using cloud = await startCloudSandbox({ issues: 5 })
  const { site, secrets } = await signedIn(cloud)
  const header = await credentialFor(site, { secrets, dir: givenFolder() }).authorization()
  expect(await signOut(site, { secrets })).toEqual({ revoked: true })
  const asking = askWhoAmI({ apiBaseUrl: apiBaseUrl(site), authorize: async () => header })
  await expect(asking).rejects.toMatchObject({ code: 'bad-token' })
})
