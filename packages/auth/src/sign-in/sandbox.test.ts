import { approveConsent, type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import type { SignInPorts } from '../ports.ts'
import { credentialFor } from '../renewal.ts'
import type { Site } from '../site.ts'
import { fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import { beginSignIn, completeSignIn } from './two-step.ts'

const person = { username: 'mira', password: 'mira' }

const register = async (sandbox: Sandbox, path = '/oauth/redirect') => {
  const redirectUri = `http://localhost:${await findFreePort()}${path}`
  const { clientId, clientSecret } = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  const oauth2 = { clientId, redirectUri, scope: 'WRITE' }
  const site: Site = { name: 'demo', baseUrl: sandbox.baseUrl, deployment: 'datacenter', method: 'oauth2', oauth2 }
  return { site, clientSecret }
}

/** Who the site takes us for: with a bad token Jira answers as to nobody instead of refusing. */
const whoIs = async (baseUrl: string, authorization: string) => {
  const { headers } = await fetch(`${baseUrl}/rest/api/2/myself`, { headers: { authorization } })
  const name = headers.get('x-ausername') ?? 'anonymous'
  if (name === 'anonymous') throw new Error('taken for nobody')
  return { id: name, name }
}

const verify: SignInPorts['verify'] = async ({ apiBaseUrl, authorize }) =>
  whoIs(apiBaseUrl, await authorize({ method: 'GET', url: new URL(`${apiBaseUrl}/rest/api/2/myself`) }))

const consenting =
  (decision: 'allow' | 'deny') =>
  async (url: string): Promise<boolean> => {
    await approveConsent(url, { ...person, decision })
    return true
  }

test('Jira’s own pages lead back to the listener, and the tokens work', async () => {
  await using sandbox = await startSandbox()
  const { site, clientSecret } = await register(sandbox)
  const secrets = fakeSecrets()
  const { user } = await signIn(site, fakePorts(secrets, consenting('allow'), { verify }), { clientSecret })
  expect(user.id).toBe('mira')
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  sandbox.expireAccessTokens()
  const stale = await source.authorization()
  await expect(whoIs(site.baseUrl, stale)).rejects.toThrow('nobody')
  const renewed = await source.renew(stale)
  expect((await whoIs(site.baseUrl, renewed)).id).toBe('mira')
  await signOut(site, { secrets })
  await expect(whoIs(site.baseUrl, renewed)).rejects.toThrow('nobody')
})

test('Deny in Jira ends the sign-in', async () => {
  await using sandbox = await startSandbox()
  const { site, clientSecret } = await register(sandbox)
  const signing = signIn(site, fakePorts(fakeSecrets(), consenting('deny')), { clientSecret })
  await expect(signing).rejects.toMatchObject({ code: 'consent-refused' })
})

test('a removed application link asks for a new sign-in', async () => {
  await using sandbox = await startSandbox()
  const { site, clientSecret } = await register(sandbox)
  const secrets = fakeSecrets()
  await signIn(site, fakePorts(secrets, consenting('allow')), { clientSecret })
  sandbox.removeClient(site.oauth2?.clientId ?? '')
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a renewal whose answer is lost fails as network, then asks for a new sign-in', async () => {
  await using sandbox = await startSandbox()
  const { site, clientSecret } = await register(sandbox)
  const secrets = fakeSecrets()
  await signIn(site, fakePorts(secrets, consenting('allow')), { clientSecret })
  sandbox.faults.add({ kind: 'drop-after', match: { path: '/rest/oauth2/latest/token' }, times: 1 })
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  await expect(source.renew()).rejects.toMatchObject({ code: 'network' })
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a sign-in in two steps ends with the address that nobody listened on', async () => {
  await using sandbox = await startSandbox()
  const { site, clientSecret } = await register(sandbox)
  const secrets = fakeSecrets()
  const { url } = await beginSignIn(site, { secrets, clientSecret })
  const { finalUrl } = await approveConsent(url, person)
  const ports = fakePorts(secrets, async () => false, { verify })
  expect((await completeSignIn(site, finalUrl, ports)).user.id).toBe('mira')
})

test('a personal access token of Jira is taken, a wrong one is not', async () => {
  await using sandbox = await startSandbox()
  const site: Site = { name: 'demo', baseUrl: sandbox.baseUrl, deployment: 'datacenter', method: 'pat' }
  const ports = fakePorts(fakeSecrets(), async () => false, { verify })
  expect((await signIn(site, ports, { token: sandbox.issuePat('mira') })).user.id).toBe('mira')
  await expect(signIn(site, ports, { token: 'no-such-token' })).rejects.toThrow('nobody')
})
