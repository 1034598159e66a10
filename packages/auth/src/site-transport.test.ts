import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type SandboxOptions, startSandbox } from '@mmd/jira-sandbox'
import { startForwardProxy, testCertificates } from '@mmd/jira-sandbox/testing'
import { expect, test } from 'vitest'
import { send } from './http.ts'
import { secretKeys } from './secret-store/secret-keys.ts'
import type { Site } from './site.ts'
import { transportFor } from './site-transport.ts'
import { fakeSecrets, givenFolder, runNode } from './testing.ts'

const { files } = testCertificates
const keys = secretKeys('acme')

const siteAt = (baseUrl: string, changes: Partial<Site> = {}): Site => ({
  name: 'acme',
  baseUrl,
  deployment: 'datacenter',
  method: 'pat',
  ...changes,
})

/** The status of a request that goes out as the site's settings say; the error where none comes back. */
const statusOf = async (site: Site, held: Record<string, string> = {}, proxyEnv: Record<string, string> = {}) => {
  const transport = await transportFor(site, { secrets: fakeSecrets(held), proxyEnv })
  const url = new URL(`${site.baseUrl}/rest/applinks/1.0/manifest`)
  return (await send({ method: 'GET', url }, { transport })).status
}

const secured = (options: Partial<NonNullable<SandboxOptions['tls']>> = {}) =>
  startSandbox({ issues: 1, tls: { ...testCertificates.server, ...options } })

test('a company’s own authority is trusted for the site that names it, and for no other', async () => {
  await using sandbox = await secured()
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls: { ca: testCertificates.ca } }))).toBe(200)
  await expect(statusOf(siteAt(sandbox.baseUrl))).rejects.toMatchObject({
    code: 'network',
    message: expect.stringContaining('not trusted here'),
  })
})

test.each([
  ['another authority', { ca: testCertificates.otherCa }],
  ['what the system trusts', { systemCa: true }],
])('%s does not help', async (_, tls) => {
  await using sandbox = await secured()
  await expect(statusOf(siteAt(sandbox.baseUrl, { tls }))).rejects.toMatchObject({ code: 'network' })
})

test('trusting an authority does not make up for an expired certificate', async () => {
  await using sandbox = await secured(testCertificates.expiredServer)
  const asking = statusOf(siteAt(sandbox.baseUrl, { tls: { ca: testCertificates.ca } }))
  await expect(asking).rejects.toMatchObject({ message: expect.stringContaining('has expired') })
})

test('an authority of one’s own comes on top of the built-in ones', async () => {
  const { tls } = await transportFor(siteAt('https://x.example', { tls: { ca: testCertificates.ca } }), {
    secrets: fakeSecrets(),
    proxyEnv: {},
  })
  expect(tls?.ca?.length).toBeGreaterThan(100)
  expect(tls?.ca).toContain(testCertificates.ca)
})

test.each([
  ['no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
  ['no PEM', '-----BEGIN CERTIFICATE-----\n%%%\n-----END CERTIFICATE-----\n'],
  ['cut off', testCertificates.ca.slice(0, 200)],
  [
    'damaged behind a good one',
    `${testCertificates.ca}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`,
  ],
])('a saved authority that is %s is told before anything is sent', async (_, ca) => {
  const asking = transportFor(siteAt('https://x.example', { tls: { ca } }), { secrets: fakeSecrets(), proxyEnv: {} })
  await expect(asking).rejects.toMatchObject({ code: 'bad-certificate' })
})

test('several authorities in one text are all trusted', async () => {
  await using sandbox = await secured()
  const ca = `# the others\r\n${testCertificates.otherCa}\n\n# ours\n${testCertificates.ca}`.replaceAll('\n', '\r\n')
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls: { ca } }))).toBe(200)
})

test('a client certificate is shown where the site wants one', async () => {
  await using sandbox = await secured({ ca: testCertificates.ca, requestClientCertificate: true })
  const { ca } = testCertificates
  const certified = { ca, certFile: files.clientCert, keyFile: files.clientKey }
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls: certified }))).toBe(200)
  await expect(statusOf(siteAt(sandbox.baseUrl, { tls: { ca } }))).rejects.toMatchObject({ code: 'network' })
})

test.each([
  ['is not there', 'nowhere.pem'],
  ['is a folder', '.'],
])('a certificate file that %s is named', async (_, name) => {
  const certFile = join(givenFolder(), name)
  const asking = statusOf(siteAt('https://x.example', { tls: { certFile, keyFile: files.clientKey } }))
  await expect(asking).rejects.toMatchObject({ code: 'bad-certificate', detail: certFile })
})

test('a key that is none says so without quoting it', async () => {
  const keyFile = join(givenFolder(), 'key.pem')
  writeFileSync(keyFile, 'geheim')
  const asking = statusOf(siteAt('https://x.example', { tls: { certFile: files.clientCert, keyFile } }))
  const failure: unknown = await asking.catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'bad-certificate' })
  expect(String(failure)).not.toContain('geheim')
})

test('the site’s own proxy is used, also for this machine, with a login that lies in the secret store', async () => {
  await using sandbox = await secured()
  await using proxy = await startForwardProxy({ username: 'mira', password: 'p:w' })
  const site = siteAt(sandbox.baseUrl, { tls: { ca: testCertificates.ca }, proxy: `http://127.0.0.1:${proxy.port}` })
  expect(await statusOf(site, { [keys.proxyLogin]: 'mira:p:w' })).toBe(200)
  expect(proxy.journal).toEqual([new URL(sandbox.baseUrl).host])
})

test('a proxy that wants another login is told apart from the site', async () => {
  await using sandbox = await secured()
  await using proxy = await startForwardProxy({ username: 'mira', password: 'right' })
  const site = siteAt(sandbox.baseUrl, { tls: { ca: testCertificates.ca }, proxy: `http://127.0.0.1:${proxy.port}` })
  const failure: unknown = await statusOf(site, { [keys.proxyLogin]: 'mira:wrong-word' }).catch(
    (error: unknown) => error,
  )
  expect(failure).toMatchObject({ code: 'network', message: expect.stringContaining('proxy') })
  expect(JSON.stringify(failure)).not.toContain('wrong-word')
})

test('a site that says no proxy gets none, also where Node itself is told to use one', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  await using proxy = await startForwardProxy()
  const script = `
    const { send } = await import(${JSON.stringify(new URL('http.ts', import.meta.url).href)})
    const say = (answer) => console.log(String(answer.status))
    say(await send({ method: 'GET', url: new URL(process.argv[1]) }, { transport: { proxyEnv: {} } }))
    say(await send({ method: 'GET', url: new URL(process.argv[1]) }))`
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '' }
  const { stdout } = await runNode(script, [`${sandbox.baseUrl}/rest/applinks/1.0/manifest`], env)
  expect(stdout).toBe('200\n200\n')
  expect(proxy.journal).toEqual([])
})

test('the environment’s proxy is used unless the site says none', async () => {
  await using sandbox = await secured()
  await using proxy = await startForwardProxy()
  const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }
  const tls = { ca: testCertificates.ca }
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls }), {}, env)).toBe(200)
  expect(proxy.journal).toHaveLength(1)
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls, proxy: 'none' }), {}, env)).toBe(200)
  expect(await statusOf(siteAt(sandbox.baseUrl, { tls }), {}, { ...env, NO_PROXY: 'localhost' })).toBe(200)
  expect(proxy.journal).toHaveLength(1)
})

test('plain http to this machine stays on it, unless the site names a proxy', async () => {
  await using sandbox = await startSandbox({ issues: 1 })
  await using proxy = await startForwardProxy()
  const url = `http://127.0.0.1:${proxy.port}`
  expect(await statusOf(siteAt(sandbox.baseUrl), {}, { HTTP_PROXY: url, http_proxy: url })).toBe(200)
  expect(proxy.journal).toEqual([])
  expect(await statusOf(siteAt(sandbox.baseUrl, { proxy: url }))).toBe(200)
  expect(proxy.journal).toHaveLength(1)
})

test('plain http to another machine goes through the environment’s proxy', async () => {
  const env = { HTTP_PROXY: 'http://proxy.example:1', NO_PROXY: 'x' }
  const site = siteAt('http://jira.example', { insecureHttp: true })
  expect((await transportFor(site, { secrets: fakeSecrets(), proxyEnv: env })).proxyEnv).toEqual(env)
})
