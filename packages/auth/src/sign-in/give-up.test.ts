import { approveCloudConsent, startCloudSandbox } from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { expect, test } from 'vitest'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { fakePorts, fakeSecrets, startTinyServer, willingBrowser } from '../testing.ts'
import { signIn } from './sign-in.ts'

const siteOf = (method: Site['method']): Site => ({
  name: 'acme',
  baseUrl: 'https://jira.example',
  deployment: 'datacenter',
  method,
  login: 'mira',
  oauth2: { clientId: 'c', redirectUri: 'http://localhost:1/cb', scope: 'WRITE' },
})

/** Ports that have the person give up while `stuck` is asked, and then never answer. */
const givingUp = (stuck: 'ask' | 'verify', browse = async (): Promise<boolean> => false) => {
  const abort = new AbortController()
  const secrets = fakeSecrets()
  const hang = (): Promise<never> => {
    abort.abort()
    return new Promise(() => undefined)
  }
  return { secrets, signal: abort.signal, ports: fakePorts(secrets, browse, { [stuck]: hang }) }
}

test.each(['pat', 'api-token', 'basic', 'oauth2', 'client-credentials'] as const)(
  'giving up while something is asked for ends a sign-in by %s at once',
  async (method) => {
    const { ports, signal, secrets } = givingUp('ask')
    await expect(signIn(siteOf(method), ports, { signal })).rejects.toMatchObject({ code: 'cancelled' })
    expect(secrets.held.size).toBe(0)
  },
)

test.each(['pat', 'api-token', 'basic'] as const)(
  'giving up while the site is asked who we are ends a sign-in by %s at once',
  async (method) => {
    const { ports, signal, secrets } = givingUp('verify')
    await expect(signIn(siteOf(method), ports, { signal, token: 't' })).rejects.toMatchObject({ code: 'cancelled' })
    expect(secrets.held.size).toBe(0)
  },
)

test('giving up while the site is asked who we are gives the tokens back', async () => {
  await using server = await startTinyServer()
  const site = server.site(`http://localhost:${await findFreePort()}/cb`)
  const { ports, signal, secrets } = givingUp('verify')
  const signing = signIn(site, { ...ports, openBrowser: willingBrowser }, { signal, clientSecret: server.clientSecret })
  await expect(signing).rejects.toMatchObject({ code: 'cancelled' })
  expect(secrets.held.size).toBe(0)
  expect(server.forms.filter(({ endpoint }) => endpoint === 'revoke')).toHaveLength(2)
})

test('giving up while a site of the cloud is to be chosen gives the tokens back', async () => {
  await using cloud = await startCloudSandbox({ issues: 1 })
  const redirectUri = `http://127.0.0.1:${await findFreePort()}/callback`
  const scopes = ['read:jira-work', 'read:jira-user']
  const { clientId, clientSecret } = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const person = cloud.world.findUser('mira')
  const site: Site = {
    name: 'acme',
    baseUrl: 'https://old-name.example',
    deployment: 'cloud',
    method: 'oauth2-cloud',
    oauth2: { clientId, redirectUri, scope: `${scopes.join(' ')} offline_access` },
    cloud: { authUrl: cloud.authUrl, apiUrl: cloud.apiUrl },
  }
  const browse = async (url: string): Promise<boolean> => {
    await approveCloudConsent(url, { email: person?.email ?? '', password: person?.password ?? '' })
    return true
  }
  const { ports, signal, secrets } = givingUp('ask')
  const signing = signIn(site, { ...ports, openBrowser: browse }, { signal, clientSecret })
  await expect(signing).rejects.toMatchObject({ code: 'cancelled' })
  expect(secrets.held.has(secretKeys('acme').credential)).toBe(false)
  expect(cloud.journal.entries.filter(({ path }) => path === '/auth/oauth/revoke')).toHaveLength(2)
})

test('who has no answer to the question for a client secret has given up', async () => {
  const signing = signIn(siteOf('client-credentials'), fakePorts(fakeSecrets(), willingBrowser))
  await expect(signing).rejects.toMatchObject({ code: 'cancelled' })
})
