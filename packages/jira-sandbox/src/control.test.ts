import { request } from 'node:http'
import { expect, test } from 'vitest'
import { keyPair } from './oauth1/testing.ts'
import { startTestSite, type TestSite } from './testing.ts'

const control = (site: TestSite, method: string, what: string, body?: object, headers?: Record<string, string>) =>
  fetch(`${new URL(site.sandbox.baseUrl).origin}/__sandbox/${what}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(headers === undefined ? {} : { headers }),
  })

test('Without the switch there is no control face', async () => {
  await using site = await startTestSite()
  expect((await control(site, 'GET', 'journal')).status).toBe(404)
})

test('The journal can be read and cleared', async () => {
  await using site = await startTestSite({ control: true })
  await site.ask('/status')
  expect(await (await control(site, 'GET', 'journal')).json()).toMatchObject({ entries: [{ path: '/status' }] })
  expect((await control(site, 'POST', 'journal')).status).toBe(204)
  expect(site.sandbox.journal.entries).toEqual([])
})

test('Faults can be switched on by prefix or by pattern, and off', async () => {
  await using site = await startTestSite({ control: true })
  await control(site, 'POST', 'faults', { kind: 'status', status: 503, match: { path: '/status' }, times: 1 })
  expect((await site.ask('/status')).status).toBe(503)
  await control(site, 'POST', 'faults', { kind: 'status', status: 504, match: { pattern: '^/stat' } })
  expect((await site.ask('/status')).status).toBe(504)
  await control(site, 'DELETE', 'faults')
  expect((await site.ask('/status')).status).toBe(200)
})

test('A pattern that is none is refused', async () => {
  await using site = await startTestSite({ control: true })
  expect((await control(site, 'POST', 'faults', { kind: 'drop', match: { pattern: '(' } })).status).toBe(400)
})

test('Clients can be registered under the rules of the form, and are listed without their secrets', async () => {
  await using site = await startTestSite({ control: true })
  const good = { name: 'a', redirectUri: 'http://localhost:8734/x', scope: 'WRITE' }
  const made = (await (await control(site, 'POST', 'clients', good)).json()) as { clientId: string }
  const refused = await control(site, 'POST', 'clients', { ...good, name: 'b', redirectUri: 'http://127.0.0.1/x' })
  expect([refused.status, await refused.json()]).toMatchObject([400, { field: 'redirects' }])
  const list = await (await control(site, 'GET', 'clients')).json()
  expect(list).toEqual([{ ...good, clientId: made.clientId }])
})

test.each([
  ['clients', {}, 'name'],
  ['clients', { name: 'a', redirectUri: 7 }, 'redirectUri'],
  ['secrets', {}, 'clientId'],
  ['service-accounts', { name: 'a' }, 'scope'],
  ['consumers', { key: 'a', name: 'a' }, 'publicKey'],
])('A form of %s that lacks something is told what: %j', async (what, body, lacking) => {
  await using site = await startTestSite({ control: true })
  const refused = await control(site, 'POST', what, body)
  expect([refused.status, await refused.json()]).toMatchObject([400, { message: `"${lacking}" is needed, as text` }])
})

test('A web page cannot use it', async () => {
  await using site = await startTestSite({ control: true })
  expect((await control(site, 'GET', 'journal', undefined, { Origin: 'http://evil.example' })).status).toBe(403)
})

test('A host name that somebody pointed at this machine cannot use it', async () => {
  await using site = await startTestSite({ control: true })
  const status = await new Promise((resolve) => {
    const headers = { Host: `evil.example:${site.sandbox.port}` }
    const options = { host: '127.0.0.1', port: site.sandbox.port, path: '/__sandbox/journal', headers, agent: false }
    request(options, (answer) => resolve(answer.resume().statusCode)).end()
  })
  expect(status).toBe(403)
})

test('Consumers of OAuth 1.0a can be registered under the rules of the form', async () => {
  await using site = await startTestSite({ control: true })
  const good = { key: 'mmd-tui', name: 'mmd-tui', publicKey: keyPair.publicKey }
  expect((await control(site, 'POST', 'consumers', good)).status).toBe(201)
  const refused = await control(site, 'POST', 'consumers', { ...good, key: 'b', publicKey: keyPair.privateKey })
  expect([refused.status, await refused.json()]).toMatchObject([400, { field: 'publicKey' }])
})

test('Service accounts can be registered, and secrets given anew', async () => {
  await using site = await startTestSite({ control: true, persona: '11.3' })
  const account = await control(site, 'POST', 'service-accounts', { name: 'Robot', scope: 'READ' })
  expect([account.status, await account.json()]).toMatchObject([201, { clientId: expect.any(String) as string }])
  const registration = { name: 'a', redirectUri: 'http://localhost:8734/x', scope: 'WRITE' } as const
  const { clientId, clientSecret } = site.sandbox.registerClient(registration)
  const reset = (await (await control(site, 'POST', 'secrets', { clientId })).json()) as { clientSecret: string }
  expect(reset.clientSecret).not.toBe(clientSecret)
  expect((await control(site, 'POST', 'secrets', { clientId: 'guessed' })).status).toBe(404)
})
