import { expect, test } from 'vitest'
import { type NewCredential, writeCredential } from './credential.ts'
import { consumerKey, publishedKey } from './oauth1/testing.ts'
import type { SecretStore } from './ports.ts'
import { credentialFor } from './renewal.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import { signOut } from './sign-in/sign-out.ts'
import type { Site } from './site.ts'
import { fakeSecrets, givenFolder } from './testing.ts'

const keys = secretKeys('acme')

const siteOf = (method: Site['method'], changes: Partial<Site> = {}): Site => ({
  name: 'acme',
  baseUrl: 'https://jira.example',
  deployment: 'datacenter',
  method,
  oauth1: { consumerKey, callback: 'oob' },
  ...changes,
})

const credentials = {
  basic: { method: 'basic', login: 'mira', password: 'p' },
  'api-token': { method: 'api-token', login: 'mira', token: 't' },
  pat: { method: 'pat', accessToken: 't', expiresAt: 1000 },
  oauth1: { method: 'oauth1', token: 'old', tokenSecret: 's', obtainedAt: 0, expiresAt: 1000 },
  oauth2: { method: 'oauth2', accessToken: 't', obtainedAt: 0 },
} satisfies Record<string, NewCredential>

const given = async (
  method: keyof typeof credentials,
  changes: Partial<Site> = {},
  how: { readonly expiresAt?: number } = {},
) => {
  const site = siteOf(method, changes)
  const secrets = fakeSecrets({ [keys.privateKey]: publishedKey })
  await writeCredential(site, secrets, { ...credentials[method], ...how })
  const clock = { now: 0 }
  const options = { secrets, dir: givenFolder(), now: () => clock.now }
  return { site, secrets, clock, options, source: credentialFor(site, options) }
}

/** Somebody signs in again, in another process. */
const signInAgain = (site: Site, secrets: SecretStore): Promise<void> =>
  writeCredential(site, secrets, { ...credentials.oauth1, token: 'new', expiresAt: 9000 })

test.each(['basic', 'api-token'] as const)(
  'a refused %s is not sent again, also where renewing is switched off',
  async (method) => {
    const { source } = await given(method, { oauth: 'off' })
    const seen = await source.authorization()
    await expect(source.renew(seen)).rejects.toMatchObject({
      code: 'sign-in-needed',
      message: expect.stringContaining('does not accept'),
    })
    await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  },
)

test.each(['basic', 'api-token'] as const)(
  'who wishes a %s renewed learns that it cannot be, and keeps it',
  async (method) => {
    const { source } = await given(method)
    const header = await source.authorization()
    await expect(source.renew()).rejects.toMatchObject({
      code: 'sign-in-needed',
      message: expect.stringContaining('cannot be renewed'),
    })
    expect(await source.authorization()).toBe(header)
  },
)

test.each(['pat', 'oauth1'] as const)('a %s whose time is over is not said to be refused', async (method) => {
  const { source, clock } = await given(method)
  clock.now = 1000
  await expect(source.authorization()).rejects.toMatchObject({
    code: 'sign-in-needed',
    message: expect.stringContaining('the time is over'),
  })
})

test.each(['pat', 'oauth2'] as const)('a refused %s without a way of renewal is said to be refused', async (method) => {
  const { source } = await given(method, { oauth: 'off' })
  await expect(source.renew(await source.authorization())).rejects.toMatchObject({
    code: 'sign-in-needed',
    message: expect.stringContaining('does not accept'),
  })
})

test('a refused token that signs requests gives way to the one of a newer sign-in', async () => {
  const { site, secrets, source } = await given('oauth1')
  const seen = await source.authorization()
  expect(seen).toContain('oauth_token="old"')
  await signInAgain(site, secrets)
  expect(await source.renew(seen)).toContain('oauth_token="new"')
  const refused = await source.authorization()
  await expect(source.renew(refused)).rejects.toMatchObject({ code: 'sign-in-needed' })
})

test('a token that signs requests and whose time is over gives way to the one of a newer sign-in', async () => {
  const { site, secrets, source, clock } = await given('oauth1')
  await source.authorization()
  clock.now = 1000
  await signInAgain(site, secrets)
  expect(await source.authorization()).toContain('oauth_token="new"')
})

test.each(['pat', 'basic', 'oauth1', 'oauth2'] as const)(
  'who signs out of %s in another process ends this one’s sign-in within a minute',
  async (method) => {
    const { site, secrets, source, clock } = await given(method, {}, { expiresAt: 1e9 })
    await source.authorization()
    await signOut(site, { secrets, revoke: false })
    clock.now = 60_000
    await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
    await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  },
)

test('a new sign-in of another process is used within a minute', async () => {
  const { site, secrets, source, clock } = await given('pat', {}, { expiresAt: 1e9 })
  await source.authorization()
  await writeCredential(site, secrets, { method: 'pat', accessToken: 'newer' })
  clock.now = 60_000
  expect(await source.authorization()).toBe('Bearer newer')
})

test('a store that fails meanwhile does not end a sign-in that works', async () => {
  const { site, secrets, options, clock } = await given('oauth1', {}, { expiresAt: 1e9 })
  let reads = 0
  const locking: SecretStore = {
    ...secrets,
    get: async (key) => {
      reads += 1
      if (clock.now > 0) throw new Error('locked')
      return secrets.get(key)
    },
  }
  const source = credentialFor(site, { ...options, secrets: locking })
  await source.authorization()
  clock.now = 60_000
  const before = reads
  for (let round = 0; round < 3; round += 1) expect(await source.authorization()).toContain('oauth_token="old"')
  expect(reads).toBe(before + 1)
})

test('a keychain that was locked at the first request is asked again at the next', async () => {
  const { site, secrets, options } = await given('oauth1')
  let isLocked = true
  const keychain: SecretStore = {
    ...secrets,
    get: async (key) => {
      if (isLocked && key === keys.privateKey) throw new Error('locked')
      return secrets.get(key)
    },
  }
  const source = credentialFor(site, { ...options, secrets: keychain })
  await expect(source.authorization()).rejects.toThrow('locked')
  isLocked = false
  expect(await source.authorization()).toContain('oauth_token="old"')
})
