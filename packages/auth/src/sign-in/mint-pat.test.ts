import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { startSandbox } from '@mmd/jira-sandbox'
import { expect, onTestFinished, test } from 'vitest'
import { credentialFor } from '../renewal.ts'
import { secretKeys } from '../secret-store/secret-keys.ts'
import type { Site } from '../site.ts'
import { askWhoAmI, fakePorts, fakeSecrets, givenFolder } from '../testing.ts'
import { signInByMinting } from './mint-pat.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const siteAt = (baseUrl: string): Site => ({
  name: 'acme',
  baseUrl,
  deployment: 'datacenter',
  method: 'basic',
  login: 'mira',
})

/** Somebody who signed in with a password, and what a token is made with. */
const given = async () => {
  const sandbox = await startSandbox({ issues: 1 })
  const site = siteAt(sandbox.baseUrl)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  await signIn(site, ports, { token: 'mira' })
  const source = credentialFor(site, { secrets, dir: givenFolder() })
  return { sandbox, site, secrets, ports, authorize: () => source.authorization() }
}

test('a token is made with the sign-in that works, and takes the place of the password', async () => {
  const { sandbox, site, secrets, ports, authorize } = await given()
  const minted = await signInByMinting(site, authorize, ports, { name: 'mmd-tui on a laptop', days: 30 })
  expect(minted).toMatchObject({ user: { id: 'mira' }, learned: { method: 'pat' }, refreshable: false })
  const days = ((minted.expiresAt ?? 0) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(29)
  expect(days).toBeLessThan(31)
  const stored = secrets.held.get(secretKeys('acme').credential) ?? ''
  expect(stored).toContain('"method":"pat"')
  expect(stored).not.toContain('password')
  const tokenSite: Site = { ...site, method: 'pat' }
  const header = await credentialFor(tokenSite, { secrets, dir: givenFolder() }).authorization()
  await askWhoAmI({ apiBaseUrl: site.baseUrl, authorize: async () => header })
  await sandbox.close()
})

test('signing out makes the site forget a token that we made', async () => {
  const { sandbox, site, secrets, ports, authorize } = await given()
  await signInByMinting(site, authorize, ports, { name: 'mmd-tui' })
  const tokenSite: Site = { ...site, method: 'pat' }
  const header = await credentialFor(tokenSite, { secrets, dir: givenFolder() }).authorization()
  expect(await signOut(tokenSite, { secrets })).toEqual({ revoked: true })
  const asking = askWhoAmI({ apiBaseUrl: site.baseUrl, authorize: async () => header })
  await expect(asking).rejects.toMatchObject({ code: 'bad-token' })
  await sandbox.close()
})

test('a pasted token is left alone at the site: it may be in use elsewhere', async () => {
  const { sandbox, site, secrets, ports } = await given()
  const tokenSite: Site = { ...site, method: 'pat' }
  const token = sandbox.issuePat('mira')
  await signIn(tokenSite, ports, { token })
  expect(await signOut(tokenSite, { secrets })).toEqual({ revoked: false })
  await askWhoAmI({ apiBaseUrl: site.baseUrl, authorize: async () => `Bearer ${token}` })
  await sandbox.close()
})

test.each([
  ['a sign-in that is dead', 401, '{"errorMessages":["No."]}', 'sign-in-needed', 'No.'],
  ['a sign-in that may not', 403, '{"errorMessages":["Not with\\u001b[2J this."]}', 'bad-token', 'Not with [2J this.'],
  ['a site without tokens', 404, '<html>', 'bad-token', 'HTTP 404'],
  ['a refused wish', 400, '{"errorMessages":["Too long."]}', 'bad-token', 'Too long.'],
  ['a site in trouble', 503, 'later', 'network', 'HTTP 503'],
  ['a page instead of a token', 200, '<html>Log in', 'bad-answer', undefined],
  ['an answer without a token', 201, '{"id":7}', 'bad-answer', undefined],
  ['a token that no header takes', 201, '{"rawToken":"geheim\\r\\nx: y"}', 'bad-answer', undefined],
])('%s is told', async (_, status, body, code, detail) => {
  const server = createServer((_request, response) => response.writeHead(status).end(body))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  const site = siteAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false, { verify: askWhoAmI })
  const minting = signInByMinting(site, async () => 'Bearer geheim-geheim', ports, { name: 'mmd-tui' })
  const failure: unknown = await minting.catch((error: unknown) => error)
  expect(failure).toMatchObject({ name: 'AuthError', code, ...(detail === undefined ? {} : { detail }) })
  expect(inspect(failure, { depth: 9, showHidden: true })).not.toContain('geheim')
  expect(secrets.held.size).toBe(0)
})

/** A site that makes the token `geheim-geheim` with `made` beside it, and notes what it is to forget. */
const minting = async (made: object) => {
  const forgotten: string[] = []
  const server = createServer((request, response) => {
    if (request.method === 'DELETE') forgotten.push(`${request.url} ${request.headers.authorization}`)
    response.writeHead(request.method === 'DELETE' ? 204 : 201)
    response.end(request.method === 'DELETE' ? undefined : JSON.stringify({ rawToken: 'geheim-geheim', ...made }))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  return { site: siteAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), forgotten }
}

test.each([
  ['nothing', {}, {}],
  ['nulls', { id: null, expiringAt: null }, {}],
  ['its number as text', { id: '12', expiringAt: 7 }, { tokenId: 12 }],
  ['a day that is none', { id: 12, expiringAt: 'soon' }, { tokenId: 12 }],
  ['a number that is none', { id: -1.5, name: [] }, {}],
])('a token with %s beside it is kept', async (_, made, known) => {
  const { site } = await minting(made)
  const secrets = fakeSecrets()
  const ports = fakePorts(secrets, async () => false)
  await signInByMinting(site, async () => 'Bearer old', ports, { name: 'mmd-tui' })
  const { method, accessToken, tokenId, expiresAt } = JSON.parse(secrets.held.get(secretKeys('acme').credential) ?? '')
  expect({ method, accessToken, tokenId, expiresAt }).toEqual({ method: 'pat', accessToken: 'geheim-geheim', ...known })
})

test.each([
  ['is not accepted', {}, 'anonymous'],
  ['cannot be stored', { set: () => Promise.reject(new Error('disk full')) }, 'disk full'],
])('a token that %s is not left behind at the site', async (_, broken, message) => {
  const { site, forgotten } = await minting({ id: 12 })
  const ports = fakePorts({ ...fakeSecrets(), ...broken }, async () => false, {
    verify: async () => {
      if (message === 'anonymous') throw new Error('anonymous')
      return { id: 'mira', name: 'Mira' }
    },
  })
  const signing = signInByMinting(site, async () => 'Bearer old', ports, { name: 'mmd-tui' })
  await expect(signing).rejects.toThrow(message)
  expect(forgotten).toEqual(['/rest/pat/latest/tokens/12 Bearer old'])
})

test('a token that was made when nobody wanted it any more is not left behind at the site', async () => {
  const { site, forgotten } = await minting({ id: 12 })
  const abort = new AbortController()
  const ports = fakePorts(fakeSecrets(), async () => false, { report: () => abort.abort() })
  const signing = signInByMinting(site, async () => 'Bearer old', ports, { name: 'mmd-tui', signal: abort.signal })
  await expect(signing).rejects.toMatchObject({ code: 'cancelled' })
  expect(forgotten).toEqual(['/rest/pat/latest/tokens/12 Bearer old'])
})

test('the cloud makes no tokens this way', async () => {
  const { sandbox, site, ports, authorize } = await given()
  const minting = signInByMinting({ ...site, deployment: 'cloud' }, authorize, ports, { name: 'mmd-tui' })
  await expect(minting).rejects.toMatchObject({ code: 'bad-site' })
  await sandbox.close()
})
