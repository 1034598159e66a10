import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { testCertificates } from '@mmd/jira-sandbox/testing'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { SettingsModal } from '../state/site-modals.ts'
import { dialogText, draws, givenHome, saved, shows, type TestHome, worldAt } from './sites/testing.ts'
import { startSiteTask } from './sites-flow.ts'
import { testSite, type World } from './testing.ts'

let sandbox: Sandbox
let other: Sandbox
let home: TestHome

beforeAll(async () => {
  ;[sandbox, other] = await Promise.all([startSandbox({ issues: 10 }), startSandbox({ issues: 10, persona: '9.12' })])
})
afterAll(() => Promise.all([sandbox.close(), other.close()]))
beforeEach(() => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
})

/** A world whose site is open in its form. */
const editing = async (more: Parameters<typeof testSite>[1] = {}): Promise<World> => {
  const site = await saved(home, testSite('work', { baseUrl: sandbox.baseUrl, ...more }))
  const world = worldAt(home, { sites: [site] })
  startSiteTask(world.app, { kind: 'edit', site }, home.surroundings)
  await shows(world, 'settings', 'Settings of work')
  return world
}

const shown = (modal: SettingsModal): SettingsModal['fields'] => modal.fields.filter(({ hidden }) => hidden !== true)

/** Puts the cursor on a field. */
const standOn = (world: World, id: string): void => {
  const modal = world.modal('settings')
  const at = shown(modal).findIndex((field) => field.id === id)
  if (at === -1) throw new Error(`the form does not show ${id}`)
  world.press('g', ...Array.from({ length: at }, () => 'j'))
}

/** Types over the value of a field. */
const type = (world: World, id: string, text: string): void => {
  standOn(world, id)
  world.press('enter', 'ctrl-u')
  world.paste(text)
  world.press('enter')
}

/** Goes on to the next choice of a field until it is this one. */
const choose = (world: World, id: string, value: string): void => {
  standOn(world, id)
  const current = (): string | undefined => world.modal('settings').fields.find((field) => field.id === id)?.value
  for (let tries = 0; tries < 10 && current() !== value; tries += 1) world.press('enter')
}

const bookedSite = async () => (await home.book()).get('work')

test('the form shows the settings that the method has, and follows when another one is chosen', async () => {
  const world = await editing()
  expect(dialogText(world)).toMatch(/Method +Personal access token/)
  expect(dialogText(world)).not.toContain('Client ID')
  choose(world, 'method', 'oauth2')
  expect(dialogText(world)).toContain('Client ID')
  choose(world, 'method', 'basic')
  expect(dialogText(world)).not.toContain('Client ID')
  expect(dialogText(world)).toContain('User name or e-mail')
})

test('badge, default view and mode are saved and taken over at once', async () => {
  const world = await editing()
  choose(world, 'badge', 'cyan')
  type(world, 'defaultView', 'mine')
  choose(world, 'oauth', 'off')
  world.press('ctrl-s')
  await world.until(({ toast }) => toast?.text === 'Saved work')
  expect(world.state().modals).toEqual([])
  expect(await bookedSite()).toMatchObject({ badge: 'cyan', defaultView: 'mine', oauth: 'off' })
})

test('what is wrong is said below its field as soon as it was typed, and keeps the form open', async () => {
  const world = await editing()
  type(world, 'proxy', 'not a proxy at all')
  expect(dialogText(world)).toMatch(/▸ Proxy +not a proxy at all *│\n│ +The proxy must be an address/)
  standOn(world, 'url')
  expect(dialogText(world)).toContain('✗ Proxy')
  world.press('ctrl-s')
  expect(dialogText(world)).toContain('▸ Proxy')
  type(world, 'proxy', 'http://mia:hush%21@proxy.example.com:3128')
  world.press('ctrl-s')
  await world.until(({ toast }) => toast?.text === 'Saved work')
  expect(await bookedSite()).toMatchObject({ proxy: 'http://proxy.example.com:3128' })
  expect(await (await home.secrets()).get('site/work/proxy-login')).toBe('mia:hush!')
})

test('Esc in a field keeps the value that it had', async () => {
  const world = await editing()
  standOn(world, 'defaultView')
  world.press('enter', 'zebra', 'esc')
  expect(dialogText(world)).not.toContain('zebra')
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('a changed form is not left without a question', async () => {
  const world = await editing()
  type(world, 'defaultView', 'mine')
  world.press('esc')
  expect(dialogText(world)).toContain('Leave without saving?')
  world.press('esc')
  expect(world.modal('settings').changed).toBe(true)
  world.press('q', 'enter')
  expect(world.state().modals).toEqual([])
  expect(await bookedSite()).not.toHaveProperty('defaultView')
})

test('a CA file is read when it is saved, named afterwards, and taken away again', async () => {
  const world = await editing()
  type(world, 'ca', join(home.folder, 'nowhere.pem'))
  world.press('ctrl-s')
  await draws(world, /cannot be read \(ENOENT\)/)
  expect(dialogText(world)).toContain('▸ CA file')
  writeFileSync(join(home.folder, 'ca.pem'), `a comment\n${testCertificates.ca}`)
  type(world, 'ca', '~/ca.pem')
  world.press('ctrl-s')
  await world.until(({ toast }) => toast?.text === 'Saved work')
  expect((await bookedSite()).tls?.ca).toMatch(/^-----BEGIN CERTIFICATE-----/)
  startSiteTask(world.app, { kind: 'edit', site: await bookedSite() }, home.surroundings)
  await draws(world, /CA file +CN=.* \(saved\)/)
  type(world, 'ca', '')
  world.press('ctrl-s')
  await world.until(({ modals }) => modals.length === 0)
  expect(await bookedSite()).not.toHaveProperty('tls')
})

test('another address is looked at, needs another sign-in, and offers it', async () => {
  const world = await editing({ user: { id: 'mia', name: 'Mia Me' } })
  await (await home.secrets()).set('site/work/credential', '{}')
  type(world, 'url', 'http://127.0.0.1:9/jira')
  world.press('ctrl-s')
  await draws(world, /cannot be reached[\s\S]*Ctrl-S again saves it[\s│]*all the same/)
  type(world, 'url', `${other.baseUrl}/browse/PAY-1`)
  world.press('ctrl-s')
  await draws(world, /Another sign-in is needed, since its address has changed/)
  expect(await bookedSite()).toMatchObject({ baseUrl: other.baseUrl, version: '9.12.38' })
  expect(await (await home.secrets()).get('site/work/credential')).toBeUndefined()
  world.press('enter')
  await shows(world, 'sign-in', 'Personal access token for work')
})

test('an address that does not answer is saved when one insists', async () => {
  const world = await editing()
  type(world, 'url', 'http://127.0.0.1:9/jira')
  world.press('ctrl-s')
  await draws(world, /cannot be reached/)
  world.press('ctrl-s')
  await draws(world, /Another sign-in is needed/)
  expect((await bookedSite()).baseUrl).toBe('http://127.0.0.1:9/jira')
})

test('another method needs another sign-in, and its secret goes where secrets go', async () => {
  const world = await editing()
  choose(world, 'method', 'oauth2')
  world.press('ctrl-s')
  await draws(world, /▸ Client ID *│\n│ +This cannot be empty/)
  type(world, 'clientId', 'the-id')
  standOn(world, 'clientSecret')
  world.press('enter')
  world.paste('hush-hush')
  expect(dialogText(world)).not.toContain('hush-hush')
  world.press('enter', 'ctrl-s')
  await draws(world, /since its method has changed/)
  expect(await bookedSite()).toMatchObject({
    method: 'oauth2',
    oauth2: { clientId: 'the-id', redirectUri: 'http://localhost:8734/oauth/redirect', scope: 'WRITE' },
  })
  expect(await (await home.secrets()).get('site/work/client-secret')).toBe('hush-hush')
})

test('an open session goes on with the new settings', async () => {
  const world = await editing()
  await world.app.showSite(await bookedSite())
  const { replica } = world.session()
  type(world, 'proxy', 'none')
  world.press('ctrl-s')
  await world.until(({ toast }) => toast?.text === 'Saved work')
  expect(world.reconnected.map(({ proxy }) => proxy)).toEqual(['none'])
  expect(world.session().replica).toBe(replica)
})
