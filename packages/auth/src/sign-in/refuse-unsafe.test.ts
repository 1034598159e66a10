import { expect, test } from 'vitest'
import { isAuthError } from '../errors.ts'
import type { CloudSettings, Site } from '../site.ts'
import { fakePorts, fakeSecrets } from '../testing.ts'
import { refuseUnsafe } from './refuse-unsafe.ts'
import { signIn } from './sign-in.ts'
import { beginSignIn, completeSignIn } from './two-step.ts'

const baseUrl = 'https://acme.atlassian.net'

const cloudSite = (cloud: CloudSettings, changes: Partial<Site> = {}): Site => ({
  name: 'acme',
  baseUrl,
  deployment: 'cloud',
  method: 'oauth2-cloud',
  oauth2: { clientId: 'c', redirectUri: 'http://127.0.0.1:1/cb', scope: 's' },
  cloud,
  ...changes,
})

const codeOf = (site: Site): string | undefined => {
  try {
    refuseUnsafe(site)
    return undefined
  } catch (error) {
    return isAuthError(error) ? error.code : 'another error'
  }
}

const government = {
  authUrl: 'https://auth.atlassian-us-gov-mod.com',
  apiUrl: 'https://api.atlassian-us-gov-mod.com',
}
const onThisMachine = { authUrl: 'http://127.0.0.1:1/auth', apiUrl: 'http://localhost:2/api' }

test.each([
  ['Atlassian’s own', cloudSite({})],
  ['Atlassian’s own, named', cloudSite({ authUrl: 'https://auth.atlassian.com', apiUrl: 'https://api.atlassian.com' })],
  ['those of another cloud of theirs', cloudSite(government, { baseUrl: 'https://acme.example' })],
  [
    'one for both',
    cloudSite({ authUrl: 'https://one.example', apiUrl: 'https://one.example/api' }, { baseUrl: 'https://x.example' }),
  ],
  ['stand-ins on this machine', cloudSite(onThisMachine)],
  ['a gateway alone, for an API token', cloudSite({ apiUrl: onThisMachine.apiUrl }, { method: 'api-token' })],
])('hosts that belong together are taken: %s', (_, site) => {
  expect(codeOf(site)).toBeUndefined()
})

test.each([
  ['Atlassian’s login and a stranger’s gateway', cloudSite({ apiUrl: 'https://api.evil.example' })],
  ['a gateway that looks like Atlassian’s', cloudSite({ apiUrl: 'https://api.atlassian.com.evil.example' })],
  ['a name that ends like Atlassian’s', cloudSite({ apiUrl: 'https://api.evil-atlassian.com' })],
  ['a stranger’s login and Atlassian’s gateway', cloudSite({ authUrl: 'https://auth.evil.example' })],
  ['a gateway on this machine for Atlassian’s login', cloudSite({ apiUrl: 'http://localhost:1' })],
  [
    'a stranger’s login for a gateway on this machine',
    cloudSite({ ...onThisMachine, authUrl: 'https://evil.example' }),
  ],
  [
    'a stranger’s hosts for a site of atlassian.net',
    cloudSite({ authUrl: 'https://auth.evil.example', apiUrl: 'https://api.evil.example' }),
  ],
  [
    'two strangers under one ending',
    cloudSite({ authUrl: 'https://a.example', apiUrl: 'https://b.example' }, { baseUrl: 'https://x.example' }),
  ],
])('hosts that do not belong together are refused: %s', (_, site) => {
  expect(codeOf(site)).toBe('bad-site')
})

test('what Data Center does not use does not matter there', () => {
  expect(codeOf(cloudSite({ apiUrl: 'https://api.evil.example' }, { deployment: 'datacenter' }))).toBeUndefined()
})

test('plain http is refused unless it was allowed', () => {
  const site = cloudSite({}, { baseUrl: 'http://jira.example', deployment: 'datacenter' })
  expect(codeOf(site)).toBe('insecure-url')
  expect(codeOf({ ...site, insecureHttp: true })).toBeUndefined()
})

test.each(['oauth2-cloud', 'api-token', 'client-credentials'] as const)(
  'by %s nothing is opened, asked or sent where the gateway is a stranger’s',
  async (method) => {
    const site = cloudSite({ apiUrl: 'https://api.evil.example' }, { method, login: 'mira@example.com' })
    const touched: string[] = []
    const ports = fakePorts(fakeSecrets(), async (url) => (touched.push(url), true), {
      ask: async ({ kind }) => (touched.push(kind), 'secret'),
      verify: async ({ apiBaseUrl }) => (touched.push(apiBaseUrl), { id: 'mira', name: 'Mira' }),
    })
    await expect(signIn(site, ports, { clientSecret: 'secret' })).rejects.toMatchObject({ code: 'bad-site' })
    expect(touched).toEqual([])
  },
)

test('nor is a sign-in begun or completed there', async () => {
  const site = cloudSite({ apiUrl: 'https://api.evil.example' })
  const secrets = fakeSecrets()
  const begun = beginSignIn(site, { secrets, clientSecret: 'secret' })
  await expect(begun).rejects.toMatchObject({ code: 'bad-site' })
  const { url } = await beginSignIn(cloudSite({}), { secrets, clientSecret: 'secret' })
  const address = `http://127.0.0.1:1/cb?code=c&state=${new URL(url).searchParams.get('state')}`
  const completed = completeSignIn(
    site,
    address,
    fakePorts(secrets, async () => false),
  )
  await expect(completed).rejects.toMatchObject({ code: 'bad-site' })
})
