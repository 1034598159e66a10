import { expect, test } from 'vitest'
import { startCloudSandbox } from './start-cloud-sandbox.ts'

const registration = { name: 'mmd-tui', redirectUri: 'http://127.0.0.1:8977/callback', scopes: ['read:jira-work'] }
const refusal = (field: string): object => ({ code: 'registration-refused', field })

test('All faces share one port of this machine', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  const origin = `http://localhost:${cloud.port}`
  expect([cloud.authUrl, cloud.apiUrl, cloud.siteUrl, cloud.otherSiteUrl]).toEqual(
    ['auth', 'api', 'site', 'site2'].map((face) => `${origin}/${face}`),
  )
})

test('A port can be chosen, and one that is taken is refused', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  await expect(startCloudSandbox({ issues: 0, port: cloud.port })).rejects.toMatchObject({ code: 'port-unavailable' })
})

test('The same seed gives the same world', async () => {
  await using one = await startCloudSandbox({ issues: 30, seed: 5, now: () => 1_790_000_000_000 })
  await using other = await startCloudSandbox({ issues: 30, seed: 5, now: () => 1_790_000_000_000 })
  expect(one.world.issues.map(({ summary }) => summary)).toEqual(other.world.issues.map(({ summary }) => summary))
})

test('An app gets an id of 32 characters and a secret', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  const { clientId, clientSecret } = cloud.registerApp(registration)
  expect(clientId).toMatch(/^[0-9a-f]{32}$/u)
  expect(clientSecret.length).toBeGreaterThanOrEqual(32)
})

test.each([
  ['http on another host', 'http://example.test/x'],
  ['http on ::1', 'http://[::1]:8977/x'],
  ['another address of this machine', 'http://127.0.0.2:8977/x'],
  ['a fragment', 'https://example.test/x#part'],
  ['a private scheme', 'mmd-tui://callback'],
  ['no address at all', '/callback'],
])('A callback with %s is refused', async (_what, redirectUri) => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  expect(() => cloud.registerApp({ ...registration, redirectUri })).toThrow(
    expect.objectContaining(refusal('redirects')),
  )
})

test.each(['https://example.test/x', 'http://localhost:8977/x', 'http://127.0.0.1:8977/x'])(
  'The callback %s is accepted',
  async (redirectUri) => {
    await using cloud = await startCloudSandbox({ issues: 0 })
    expect(() => cloud.registerApp({ ...registration, redirectUri })).not.toThrow()
  },
)

test('The address of this machine in numbers can be switched off', async () => {
  await using cloud = await startCloudSandbox({ issues: 0, allowLoopbackLiteral: false })
  expect(() => cloud.registerApp(registration)).toThrow(expect.objectContaining(refusal('redirects')))
})

test.each(['offline_access', 'openid', 'WRITE', 'read', 'read:jira work'])(
  'The scope %s cannot be registered',
  async (scope) => {
    await using cloud = await startCloudSandbox({ issues: 0 })
    expect(() => cloud.registerApp({ ...registration, scopes: [scope] })).toThrow(
      expect.objectContaining(refusal('scope')),
    )
    const account = { name: 'Robot', scopes: [scope] }
    expect(() => cloud.registerServiceAccount(account)).toThrow(expect.objectContaining(refusal('scope')))
  },
)

test('An app needs a name', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  expect(() => cloud.registerApp({ ...registration, name: ' ' })).toThrow(expect.objectContaining(refusal('name')))
})

test('Nobody gets a token for an account that does not exist', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  const unknown = expect.objectContaining({ code: 'unknown-user' })
  expect(() => cloud.issueApiToken('nobody@acme.example')).toThrow(unknown)
  expect(() => cloud.accountIdOf('nobody@acme.example')).toThrow(unknown)
  expect(() => cloud.setSites('nobody@acme.example', [])).toThrow(unknown)
})

test.each([0, 366, 1.5])('An API token cannot live %d days', async (expiresInDays) => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  expect(() => cloud.issueApiToken('mira@acme.example', { expiresInDays })).toThrow(TypeError)
})

test('API tokens differ in length', async () => {
  await using cloud = await startCloudSandbox({ issues: 0 })
  const lengths = Array.from({ length: 20 }, () => cloud.issueApiToken('mira@acme.example').length)
  expect(new Set(lengths).size).toBeGreaterThan(1)
})
