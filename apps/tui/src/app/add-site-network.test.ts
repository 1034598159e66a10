import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { type ForwardProxy, startForwardProxy, testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { addSiteIn, answer, choose, dialogText, givenHome, shows, type TestHome, worldAt } from './sites/testing.ts'
import type { World } from './testing.ts'

const { files } = testCertificates

let trusted: Sandbox
let closed: Sandbox
let expired: Sandbox
let proxy: ForwardProxy
let home: TestHome

beforeAll(async () => {
  trusted = await startSandbox({ issues: 1, tls: testCertificates.server })
  expired = await startSandbox({ issues: 1, tls: testCertificates.expiredServer })
  const tls = { ...testCertificates.server, ca: testCertificates.ca, requestClientCertificate: true }
  closed = await startSandbox({ issues: 1, tls })
  proxy = await startForwardProxy({ username: 'ada', password: 'ge:heim' })
})
afterAll(() => Promise.all([trusted.close(), closed.close(), expired.close(), proxy.close()]))
beforeEach(() => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
})

/** Types the address of a site whose authority is not known here. */
const reaching = async (url: string): Promise<World> => {
  const world = worldAt(home)
  addSiteIn(world, home)
  answer(world, url)
  await shows(world, 'menu', 'No safe connection')
  return world
}

/** Saves the site that is being added as `one`. */
const save = async (world: World): Promise<void> => {
  await shows(world, 'menu', 'how to sign in')
  choose(world, 'pat')
  choose(world, 'paste')
  await shows(world, 'prompt', 'A short name')
  answer(world, 'one')
  await shows(world, 'menu', 'The colour of')
  world.press('enter')
  await shows(world, 'sign-in', 'Personal access token for one')
}

const savedSite = async () => (await home.book()).get('one')

test('an authority that is not known is explained, and its file is named in place; the sign-in uses it too', async () => {
  const world = await reaching(trusted.baseUrl)
  expect(dialogText(world)).toContain('an authority that this machine does not know')
  choose(world, 'ca')
  answer(world, '/nowhere.pem')
  await shows(world, 'prompt', 'cannot be read (ENOENT)')
  answer(world, files.ca)
  await save(world)
  expect((await savedSite()).tls?.ca).toContain('BEGIN CERTIFICATE')
  world.paste(trusted.issuePat('mira'))
  world.press('enter')
  await world.until(({ site, modals }) => site?.name === 'one' && modals.length === 0)
})

test('the authorities of the system are one key; when they do not help one is asked again, with what is set', async () => {
  const world = await reaching(trusted.baseUrl)
  choose(world, 'system')
  await shows(world, 'menu', 'the system’s authorities are trusted')
  choose(world, 'ca')
  answer(world, files.ca)
  await save(world)
  expect((await savedSite()).tls).toMatchObject({ systemCa: true, ca: expect.any(String) })
})

test('a client certificate is asked for with its key, and a file that is not there brings one back', async () => {
  const world = await reaching(closed.baseUrl)
  choose(world, 'ca')
  answer(world, files.ca)
  await shows(world, 'menu', 'a CA file is trusted')
  expect(dialogText(world)).toContain('It seems to want a client certificate')
  choose(world, 'certificate')
  answer(world, files.clientCert)
  await shows(world, 'prompt', 'Key of the client certificate')
  answer(world, '/nowhere.pem')
  await shows(world, 'prompt', 'Passphrase of the key')
  world.press('enter')
  await shows(world, 'menu', 'ENOENT')
  expect(dialogText(world)).toContain('a client certificate is shown')
})

test('a client certificate with its key opens the site', async () => {
  const world = await reaching(closed.baseUrl)
  choose(world, 'ca')
  answer(world, files.ca)
  await shows(world, 'menu', 'a CA file is trusted')
  choose(world, 'certificate')
  answer(world, files.clientCert)
  await shows(world, 'prompt', 'Key of the client certificate')
  answer(world, files.clientKey)
  await shows(world, 'prompt', 'Passphrase of the key')
  world.press('enter')
  await save(world)
  expect((await savedSite()).tls).toMatchObject({ certFile: files.clientCert, keyFile: files.clientKey })
})

test('an expired certificate is told from an unknown one, and cannot be waved through', async () => {
  const world = await reaching(expired.baseUrl)
  choose(world, 'ca')
  answer(world, files.ca)
  await shows(world, 'menu', 'CERT_HAS_EXPIRED')
  expect(dialogText(world)).toContain('whoever runs the site has to renew it')
  world.press('esc')
  expect(world.modal('prompt')).toMatchObject({ title: 'Add a site', buffer: { text: expired.baseUrl } })
})

test('a proxy with a login is set before anything is looked at, and its password goes where secrets go', async () => {
  const world = worldAt(home)
  addSiteIn(world, home)
  world.press('ctrl-u')
  world.paste(trusted.baseUrl)
  world.press('ctrl-o')
  expect(world.modal('menu').title).toBe('How the site is reached')
  choose(world, 'ca')
  answer(world, files.ca)
  await shows(world, 'prompt', 'Add a site')
  expect(world.modal('prompt').buffer.text).toBe(trusted.baseUrl)
  world.press('ctrl-o')
  choose(world, 'proxy')
  answer(world, 'ftp://proxy')
  expect(world.modal('prompt').error).toContain('must be an address')
  answer(world, `http://ada:ge%3Aheim@127.0.0.1:${new URL(proxy.url).port}`)
  await shows(world, 'prompt', 'Add a site')
  world.press('enter')
  await save(world)
  expect((await savedSite()).proxy).toBe(`http://127.0.0.1:${new URL(proxy.url).port}`)
  expect(await (await home.secrets()).get('site/one/proxy-login')).toBe('ada:ge:heim')
  expect(proxy.journal.length).toBeGreaterThan(0)
})

test('plain http to another machine is taken only when one insists', async () => {
  const world = worldAt(home)
  addSiteIn(world, home)
  answer(world, 'http://jira.invalid/jira')
  await shows(world, 'message', 'without encryption')
  world.press('esc')
  expect(world.modal('prompt').title).toBe('Add a site')
  world.press('enter')
  await shows(world, 'message', 'without encryption')
  world.press('enter')
  await shows(world, 'prompt', 'cannot be reached')
})

test('looking at an address can be cancelled', async () => {
  const slow = await startSandbox({ issues: 1, latencyMs: 60_000 })
  onTestFinished(() => slow.close())
  const world = worldAt(home)
  addSiteIn(world, home)
  answer(world, slow.baseUrl)
  await shows(world, 'message', 'Looking at')
  world.press('esc')
  await shows(world, 'prompt', 'Add a site')
  expect(world.modal('prompt').buffer.text).toBe(slow.baseUrl)
})
