import { readdirSync } from 'node:fs'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { type OAuth2Credential, readCredential, writeCredential } from './credential.ts'
import type { SecretStore } from './ports.ts'
import { type CredentialSource, credentialFor } from './renewal.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import { signOut } from './sign-in/sign-out.ts'
import { fakeSecrets, givenFolder, startTinyServer, type TinyServer } from './testing.ts'

const keys = secretKeys('tiny')
const hour = 3_600_000

const given = async (server: TinyServer, overrides: Partial<OAuth2Credential> = {}) => {
  const site = server.site('http://localhost/oauth/redirect')
  const secrets = fakeSecrets({ [keys.clientSecret]: server.clientSecret })
  const tokens = server.issue()
  const credential = { method: 'oauth2', obtainedAt: 0, expiresAt: hour, ...tokens } as const
  await writeCredential(site, secrets, { ...credential, ...overrides })
  const clock = { now: 0 }
  const options = { secrets, dir: givenFolder(), now: () => clock.now }
  return { site, secrets, tokens, clock, options, source: credentialFor(site, options) }
}

const refreshes = (server: TinyServer): number =>
  server.forms.filter(({ form }) => form.get('grant_type') === 'refresh_token').length

const isAccepted = async (server: TinyServer, source: CredentialSource): Promise<boolean> =>
  server.isValid((await source.authorization()).replace('Bearer ', ''))

test('a young token is handed out as it is', async () => {
  await using server = await startTinyServer()
  const { source, tokens, clock } = await given(server)
  clock.now = hour - 60_001
  expect(await source.authorization()).toBe(`Bearer ${tokens.accessToken}`)
  expect(refreshes(server)).toBe(0)
})

test.each([
  ['an hour', hour, 60_000],
  ['a minute', 60_000, 6000],
])('a token of %s is renewed before its end', async (_, lifetime, margin) => {
  await using server = await startTinyServer()
  const { source, tokens, clock } = await given(server, { expiresAt: lifetime })
  clock.now = lifetime - margin - 1
  expect(await source.authorization()).toBe(`Bearer ${tokens.accessToken}`)
  clock.now = lifetime - margin
  expect(await isAccepted(server, source)).toBe(true)
  expect(refreshes(server)).toBe(1)
  expect(server.forms[0]?.form.get('redirect_uri')).toBe('http://localhost/oauth/redirect')
})

test('a token without a known end is kept until the site turns it down', async () => {
  await using server = await startTinyServer()
  const { site, secrets, options, source, clock } = await given(server)
  const { expiresAt: _, ...endless } = (await readCredential(site, secrets)) as OAuth2Credential
  await writeCredential(site, secrets, endless)
  clock.now = 1e13
  const seen = await source.authorization()
  expect(refreshes(server)).toBe(0)
  expect(await source.renew(seen)).not.toBe(seen)
  expect(await credentialFor(site, options).status()).toMatchObject({ state: 'signed-in', expiresAt: 1e13 + hour })
})

test('callers at the same time share one renewal', async () => {
  await using server = await startTinyServer()
  const { source, clock, options } = await given(server)
  clock.now = hour
  const headers = await Promise.all(Array.from({ length: 20 }, () => source.authorization()))
  expect(new Set(headers).size).toBe(1)
  await Promise.all([source.renew(), source.renew(), source.renew()])
  expect(refreshes(server)).toBe(2)
  expect(readdirSync(options.dir)).toEqual([])
})

test('two sources in one process renew once', async () => {
  await using server = await startTinyServer()
  const { site, source, clock, options } = await given(server)
  clock.now = hour
  const [a, b] = await Promise.all([source.authorization(), credentialFor(site, options).authorization()])
  expect(a).toBe(b)
  expect(refreshes(server)).toBe(1)
})

test('a token that another process has renewed already is not renewed again', async () => {
  await using server = await startTinyServer()
  const { site, source, options } = await given(server)
  const seen = await source.authorization()
  const newer = await credentialFor(site, options).renew()
  expect(await source.authorization()).toBe(seen)
  expect(await source.renew(seen)).toBe(newer)
  expect(refreshes(server)).toBe(1)
})

test('the new pair is stored before it is handed out', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source } = await given(server)
  const renewed = await source.renew()
  expect(await readCredential(site, secrets)).toMatchObject({ accessToken: renewed.replace('Bearer ', '') })
})

test('a pair that could not be stored is not used, and not lost', async () => {
  await using server = await startTinyServer()
  const { site, secrets, options } = await given(server)
  let isFull = true
  const failing: SecretStore = {
    ...secrets,
    set: async (key, value) => {
      if (isFull) throw new Error('disk full')
      await secrets.set(key, value)
    },
  }
  const source = credentialFor(site, { ...options, secrets: failing })
  await expect(source.renew()).rejects.toThrow('disk full')
  isFull = false
  expect(server.isValid((await source.renew()).replace('Bearer ', ''))).toBe(true)
  expect(refreshes(server)).toBe(1)
})

test('a definite refusal asks for a new sign-in, once, and keeps the client secret', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source, clock, options } = await given(server, { refreshToken: 'unknown-refresh-token' })
  clock.now = hour
  const failure: unknown = await source.authorization().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'sign-in-needed', detail: 'invalid_grant: Server sagt: invalid_grant' })
  expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('unknown-refresh-token')
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(credentialFor(site, options).authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(refreshes(server)).toBe(1)
  expect(await source.status()).toMatchObject({ state: 'sign-in-needed', refreshable: false })
  expect(await secrets.get(keys.clientSecret)).toBe(server.clientSecret)
})

test('a client that the site no longer knows asks for a new sign-in', async () => {
  await using server = await startTinyServer()
  const { secrets, source } = await given(server)
  await secrets.set(keys.clientSecret, 'changed by the administrator')
  await expect(source.renew()).rejects.toMatchObject({
    code: 'sign-in-needed',
    detail: expect.stringContaining('invalid_client'),
  })
})

test('a process that still knows the former client does not spoil what the new one was given', async () => {
  await using server = await startTinyServer()
  const { site, options, source } = await given(server)
  const { redirectUri, scope } = site.oauth2 ?? { redirectUri: '', scope: '' }
  const former = { ...site, oauth2: { clientId: 'the former client', redirectUri, scope } }
  await expect(credentialFor(former, options).renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(refreshes(server)).toBe(0)
  expect(await isAccepted(server, source)).toBe(true)
  await source.renew()
})

test('a new sign-in revives a source that had given up', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source } = await given(server, { refreshToken: 'unknown-refresh-token' })
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  const tokens = server.issue()
  await writeCredential(site, secrets, { method: 'oauth2', obtainedAt: 0, ...tokens })
  expect(await source.authorization()).toBe(`Bearer ${tokens.accessToken}`)
})

test.each([
  ['an unreachable site', { status: 503 }, 'network'],
  ['a login page', { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, 'bad-answer'],
])('%s leaves the credential as it was', async (_, answer, code) => {
  await using server = await startTinyServer()
  const { source, clock } = await given(server)
  clock.now = hour
  server.misbehaviour.answers.push(answer)
  await expect(source.authorization()).rejects.toMatchObject({ code })
  expect(await source.status()).toMatchObject({ state: 'expired', refreshable: true })
  expect(await isAccepted(server, source)).toBe(true)
})

test('a renewal lost on the way fails as network, then asks for a new sign-in', async () => {
  await using server = await startTinyServer()
  const { site, clock, options } = await given(server)
  clock.now = hour
  server.misbehaviour.answers.push('lost')
  await expect(credentialFor(site, options).authorization()).rejects.toMatchObject({ code: 'network' })
  await expect(credentialFor(site, options).authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(credentialFor(site, options).authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(refreshes(server)).toBe(2)
})

test('a credential without a refresh token lives to its end', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source, clock } = await given(server)
  const { refreshToken: _, ...rest } = (await readCredential(site, secrets)) as OAuth2Credential
  await writeCredential(site, secrets, rest)
  clock.now = hour - 1
  await source.authorization()
  clock.now = hour
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(refreshes(server)).toBe(0)
})

test('a server that does not rotate leaves the refresh token valid', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source, tokens } = await given(server)
  server.misbehaviour.reshape = ({ refresh_token: _, ...rest }) => rest
  await source.renew()
  expect(await readCredential(site, secrets)).toMatchObject({ refreshToken: tokens.refreshToken })
})

test.each([
  ['no life at all', { expires_in: 0 }],
  ['a negative life', { expires_in: -1 }],
  ['a life of words', { expires_in: 'an hour' }],
  ['the longest life of all', { expires_in: 2 ** 63 }],
  ['an empty refresh token', { refresh_token: '' }],
  ['a scope in a list', { scope: ['WRITE'] }],
])('an answer with %s does not cost the new token, and is not asked for with each request', async (_, odd) => {
  await using server = await startTinyServer()
  const { source } = await given(server)
  server.misbehaviour.reshape = (answer) => ({ ...answer, ...odd })
  await source.renew()
  expect(await isAccepted(server, source)).toBe(true)
  expect(await isAccepted(server, source)).toBe(true)
  expect(refreshes(server)).toBe(1)
  const { expiresAt } = await source.status()
  expect(() => new Date(expiresAt ?? 0).toISOString()).not.toThrow()
})

test('a scope that the site does not repeat is still the one that was granted', async () => {
  await using server = await startTinyServer()
  const { source } = await given(server, { scope: 'WRITE' })
  server.misbehaviour.reshape = ({ scope: _, ...rest }) => rest
  await source.renew()
  expect(await source.status()).toMatchObject({ scope: 'WRITE' })
  server.misbehaviour.reshape = (answer) => ({ ...answer, scope: 'READ' })
  await source.renew()
  expect(await source.status()).toMatchObject({ scope: 'READ' })
})

test('a renewal does not bring back what was signed out meanwhile', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source } = await given(server)
  server.misbehaviour.reshape = (answer) => {
    secrets.held.delete(keys.credential)
    return answer
  }
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(await readCredential(site, secrets)).toBeUndefined()
})

test('a renewal does not replace a sign-in that came meanwhile', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source } = await given(server)
  const fresh = server.issue()
  server.misbehaviour.reshape = (answer) => {
    const credential = { method: 'oauth2', baseUrl: site.baseUrl, obtainedAt: 0, ...fresh }
    secrets.held.set(keys.credential, JSON.stringify(credential))
    return answer
  }
  expect(await source.renew()).toBe(`Bearer ${fresh.accessToken}`)
})

test('who never signed in is told to', async () => {
  await using server = await startTinyServer()
  const { site, secrets, source } = await given(server)
  await signOut(site, { secrets, revoke: false })
  await expect(source.authorization()).rejects.toMatchObject({ code: 'sign-in-needed' })
  expect(await source.status()).toEqual({
    method: 'oauth2',
    state: 'sign-in-needed',
    refreshable: false,
    where: 'memory',
  })
})

test('a missing client secret does not make the credential unusable', async () => {
  await using server = await startTinyServer()
  const { secrets, source } = await given(server)
  await secrets.delete(keys.clientSecret)
  await expect(source.renew()).rejects.toMatchObject({ code: 'sign-in-needed' })
  await secrets.set(keys.clientSecret, server.clientSecret)
  expect(await isAccepted(server, source)).toBe(true)
})

test('a damaged credential is reported without its content', async () => {
  await using server = await startTinyServer()
  const { secrets, source } = await given(server)
  await secrets.set(keys.credential, '{"accessToken":"hunter2"}')
  const failure: unknown = await source.authorization().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'bad-file' })
  expect(inspect(failure, { depth: 9 })).not.toContain('hunter2')
})
