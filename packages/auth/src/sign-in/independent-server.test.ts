import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { type Configuration, Provider } from 'oidc-provider'
import { expect, onTestFinished, test } from 'vitest'
import { credentialFor } from '../renewal.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const clientSecret = 'a-secret-of-an-independent-server'
const endpoints = '/rest/oauth2/latest'

const configuration = (redirectUri: string): Configuration => ({
  clients: [
    {
      client_id: 'mmd-tui',
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: 'WRITE',
    },
  ],
  scopes: ['WRITE', 'ADMIN'],
  routes: { authorization: `${endpoints}/authorize`, token: `${endpoints}/token`, revocation: `${endpoints}/revoke` },
  clientAuthMethods: ['client_secret_post'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, revocation: { enabled: true } },
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (_, { uid }) => `/consent/${uid}` },
  cookies: { keys: ['only for tests'] },
  ttl: { AccessToken: 300, RefreshToken: 3600, AuthorizationCode: 60, Interaction: 60, Session: 60, Grant: 3600 },
})

/** Logs in and consents, or refuses, without asking anybody. */
const answerInteraction =
  (provider: Provider, decision: 'allow' | 'deny') =>
  async (...[req, res]: Parameters<Provider['interactionDetails']>) => {
    const { prompt, params, grantId } = await provider.interactionDetails(req, res)
    if (decision === 'deny') return provider.interactionFinished(req, res, { error: 'access_denied' })
    if (prompt.name === 'login') return provider.interactionFinished(req, res, { login: { accountId: 'mira' } })
    const accountId = 'mira'
    const grant =
      grantId === undefined
        ? new provider.Grant({ accountId, clientId: String(params.client_id) })
        : await provider.Grant.find(grantId)
    grant?.addOIDCScope('WRITE')
    return provider.interactionFinished(req, res, { consent: { grantId: (await grant?.save()) ?? '' } })
  }

const startProvider = async (decision: 'allow' | 'deny') => {
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close().closeAllConnections())
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider = new Provider(baseUrl, configuration(redirectUri))
  const [handle, interact] = [provider.callback(), answerInteraction(provider, decision)]
  server.on(
    'request',
    (req, res) => void (req.url?.startsWith('/consent/') === true ? interact(req, res) : handle(req, res)),
  )
  const oauth2 = { clientId: 'mmd-tui', redirectUri, scope: 'WRITE' }
  const site: Site = { name: 'peer', baseUrl, deployment: 'datacenter', method: 'oauth2', oauth2 }
  return { provider, site }
}

/** Follows redirects with cookies, as a browser does, until a page comes. */
const walk = async (start: string): Promise<boolean> => {
  const jar = new Map<string, string>()
  let url: string | undefined = start
  while (url !== undefined) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response: Response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      jar.set(name, value)
    }
    const location: string | null = response.headers.get('location')
    url = location === null ? undefined : new URL(location, url).href
  }
  return true
}

test('an independent authorization server lets us sign in, renew and sign out', async () => {
  const { provider, site } = await startProvider('allow')
  const secrets = fakeSecrets()
  const signedIn = await signIn(site, fakePorts(secrets, walk), { clientSecret })
  expect(signedIn.refreshable).toBe(true)
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  const first = await source.authorization()
  const accountOf = async (authorization: string): Promise<string | undefined> =>
    (await provider.AccessToken.find(authorization.replace('Bearer ', '')))?.accountId
  expect(await accountOf(first)).toBe('mira')
  const second = await source.renew(first)
  expect(second).not.toBe(first)
  const third = await source.renew(second)
  expect(await accountOf(third)).toBe('mira')
  expect(await signOut(site, { secrets })).toEqual({ revoked: true })
  expect(await accountOf(third)).toBeUndefined()
})

test('a refresh token that the independent server saw twice asks for a new sign-in', async () => {
  const { site } = await startProvider('allow')
  const secrets = fakeSecrets()
  await signIn(site, fakePorts(secrets, walk), { clientSecret })
  const key = secretKeys(site.name).credential
  const used = secrets.held.get(key) ?? ''
  await credentialFor(site, { secrets, dir: givenFolder() }).renew()
  secrets.held.set(key, used)
  const replaying = credentialFor(site, { secrets, dir: givenFolder() }).renew()
  await expect(replaying).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a refusal at the independent server is understood', async () => {
  const { site } = await startProvider('deny')
  const signing = signIn(site, fakePorts(fakeSecrets(), walk), { clientSecret })
  await expect(signing).rejects.toMatchObject({ code: 'consent-refused' })
})

test('a wrong client secret at the independent server is understood', async () => {
  const { site } = await startProvider('allow')
  const signing = signIn(site, fakePorts(fakeSecrets(), walk), { clientSecret: 'wrong' })
  await expect(signing).rejects.toMatchObject({ code: 'invalid-client' })
})

test('a scope that the independent server does not grant is understood', async () => {
  const { site } = await startProvider('allow')
  const oauth2 = { clientId: 'mmd-tui', redirectUri: site.oauth2?.redirectUri ?? '', scope: 'ADMIN' }
  const signing = signIn({ ...site, oauth2 }, fakePorts(fakeSecrets(), walk), { clientSecret })
  await expect(signing).rejects.toMatchObject({ code: 'invalid-scope' })
})
