import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { currentSiteRow } from '../state/sites.ts'
import { startSignIn } from './sign-in-flow.ts'
import {
  addSiteIn,
  answer,
  choose,
  dialogText,
  draws,
  givenHome,
  saved,
  shows,
  type TestHome,
  worldAt,
} from './sites/testing.ts'
import { testIssue, testSite, type World } from './testing.ts'

let sandbox: Sandbox
let home: TestHome

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, issues: 10 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
})

/** Signs in to a saved site with a personal access token. */
const signIn = async (world: World, name: string): Promise<void> => {
  const site = await (await home.book()).get(name)
  startSignIn(world.app, site, home.surroundings, { stays: true })
  await shows(world, 'sign-in', 'Personal access token for')
  world.paste(sandbox.issuePat('mira'))
  world.press('enter')
  await world.until(({ modals }) => modals.length === 0)
}

/** Three saved sites, the first of them on screen. */
const withSites = async (): Promise<World> => {
  const work = await saved(home, testSite('work', { badge: 'green' }))
  await saved(home, testSite('lab', { baseUrl: sandbox.baseUrl, method: 'pat' }))
  await saved(home, testSite('zoo', { method: 'basic', login: 'mia' }))
  const world = worldAt(home, { sites: [work] })
  await world.app.showSite(work)
  return world
}

/** Opens the list and waits until it knows who is signed in. */
const openList = async (world: World): Promise<void> => {
  world.press('S')
  await known(world)
}

const known = (world: World): Promise<void> =>
  world.until(({ modals }) => {
    const top = modals.at(-1)
    return top?.kind === 'sites' && top.phase === 'ready' && top.rows.every(({ status }) => status !== null)
  })

const standOn = (world: World, name: string): void => {
  world.press('g')
  for (let tries = 0; tries < 9 && currentSiteRow(world.state())?.site.name !== name; tries += 1) world.press('j')
}

test('the list shows host, method, who is signed in, the default, and stands on the site on screen', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  await openList(world)
  const lines = dialogText(world).split('\n')
  expect(currentSiteRow(world.state())?.site.name).toBe('work')
  expect(lines.find((line) => line.includes(' work '))).toMatch(/▸ \* ● work +work\.example\.com +token +not signed in/)
  expect(lines.find((line) => line.includes(' lab '))).toMatch(
    / ○ lab +localhost:\d+ +token +Mira Lindqvist +signed in/,
  )
  expect(lines.find((line) => line.includes(' zoo '))).toMatch(
    / ○ zoo +zoo\.example\.com +password +mia +not signed in/,
  )
  expect(dialogText(world)).toContain('https://work.example.com · Personal access token · on screen · opens at start')
})

test('Enter switches, and everything is as it was when one comes back', async () => {
  const world = await withSites()
  world.press('j')
  await openList(world)
  standOn(world, 'lab')
  world.press('enter')
  await world.until(({ site }) => site?.name === 'lab')
  expect(world.state().modals).toEqual([])
  await openList(world)
  expect(currentSiteRow(world.state())?.site.name).toBe('lab')
  standOn(world, 'work')
  world.press('enter')
  await world.until(({ site }) => site?.name === 'work')
  expect(world.state().lists['untriaged']?.cursorKey).toBe(testIssue(2).key)
})

test('letters act and / narrows: Enter keeps the words, Esc takes them away', async () => {
  const world = await withSites()
  await openList(world)
  world.press('/', 'ax', 'backspace', 'backspace', 'zoo')
  expect(dialogText(world)).toContain(' / zoo')
  expect(dialogText(world)).not.toContain('lab')
  world.press('enter')
  expect(currentSiteRow(world.state())?.site.name).toBe('zoo')
  world.press('esc')
  expect(dialogText(world)).toContain('lab')
  world.press('/', 'nothing-of-that')
  expect(dialogText(world)).toContain('nothing like that')
  world.press('esc', 'esc')
  expect(world.state().modals).toEqual([])
})

test('? in the list shows its keys, and what cannot be done says why', async () => {
  const world = await withSites()
  await openList(world)
  world.press('?')
  expect(dialogText(world)).toContain('List of sites')
  world.press('esc', 'o')
  expect(world.toast()).toBe('o: nobody is signed in to it')
  expect(world.modal('sites').rows).toHaveLength(3)
})

test('a list that cannot be read is said in its place', async () => {
  const listSites = async () => {
    throw new TypeError('the file is broken')
  }
  const world = worldAt(home, { shell: { listSites } })
  world.press('S')
  await world.until(({ modals: [top] }) => top?.kind === 'sites' && top.phase === 'failed')
  expect(dialogText(world)).toContain('the file is broken')
})

test('another site opens at start, at once and with its mark', async () => {
  const world = await withSites()
  await openList(world)
  standOn(world, 'zoo')
  world.press('*')
  await draws(world, /\* ○ zoo/)
  expect(world.toast()).toBe('zoo opens at start now')
  expect(currentSiteRow(world.state())?.site.name).toBe('zoo')
  expect((await (await home.book()).default())?.name).toBe('zoo')
})

test('a site is renamed with its secrets, and goes on being shown under its new name', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  await world.app.showSite(await (await home.book()).get('lab'))
  await openList(world)
  world.press('R')
  answer(world, 'zoo')
  await shows(world, 'prompt', 'A site is called')
  expect(world.modal('prompt').buffer.text).toBe('zoo')
  answer(world, 'office')
  await world.until(({ site }) => site?.name === 'office')
  await draws(world, /● office +localhost:\d+ +token +Mira Lindqvist +signed in/)
  expect(await (await home.secrets()).get('site/lab/credential')).toBeUndefined()
  expect(world.session().site.name).toBe('office')
  expect(world.closed).toEqual(['lab'])
})

test('removing says what is lost, and takes the secrets along', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  await openList(world)
  standOn(world, 'lab')
  world.press('d')
  expect(dialogText(world)).toMatch(/Remove lab\?[\s\S]*Forgets on this machine[\s\S]*There is no way back/)
  world.press('esc')
  expect(await (await home.book()).find('lab')).toBeDefined()
  world.press('D', 'enter')
  await world.until(({ modals: [top] }) => top?.kind === 'sites' && top.rows.length === 2)
  expect(world.modal('sites').rows.map(({ site }) => site.name)).toEqual(['work', 'zoo'])
  expect(await (await home.secrets()).get('site/lab/credential')).toBeUndefined()
})

test('removing the site on screen leaves the welcome screen, with what was not sent named before', async () => {
  const held = Promise.withResolvers<never>()
  const work = await (await home.book()).add(testSite('work'))
  const world = worldAt(home, { sites: [work], answers: { assign: () => held.promise } })
  await world.app.showSite(work)
  world.press('A')
  await openList(world)
  world.press('d')
  expect(dialogText(world)).toContain('A change was not sent yet')
  world.press('enter')
  await world.until(({ site }) => site === null)
  await draws(world, /No site is saved yet: a adds one/)
  await world.until(({ toast }) => toast?.text === 'work is removed; what was not sent is kept')
})

test('signing out forgets the token, and an open session has none any more', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  await world.app.showSite(await (await home.book()).get('lab'))
  await openList(world)
  world.press('o')
  expect(dialogText(world)).toContain('Sign out of lab?')
  world.press('enter')
  await world.until(({ toast }) => toast?.text === 'Signed out of lab')
  await draws(world, /lab +localhost.*signed out/)
  expect(await (await home.secrets()).get('site/lab/credential')).toBeUndefined()
  expect(world.reconnected.map(({ name }) => name)).toEqual(['lab'])
})

test('signing in from the list comes back to it, and leaves on screen what was there', async () => {
  const world = await withSites()
  await openList(world)
  standOn(world, 'lab')
  world.press('s')
  await shows(world, 'sign-in', 'Personal access token for lab')
  world.paste(sandbox.issuePat('mira'))
  world.press('enter')
  await draws(world, /▸ +○ lab .*signed in/)
  expect(world.state().site?.name).toBe('work')
})

test('a token is made with a sign-in that works, and used from then on', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  await openList(world)
  standOn(world, 'lab')
  world.press('m')
  answer(world, 'made by a test')
  answer(world, '9999999')
  expect(world.modal('prompt').error).toContain('A number of days')
  answer(world, '7')
  await world.until(({ toast }) => toast?.text.startsWith('Made “made by a test”') === true)
  const credential = JSON.parse((await (await home.secrets()).get('site/lab/credential')) ?? '{}')
  expect(credential).toMatchObject({ method: 'pat', tokenId: expect.any(Number), expiresAt: expect.any(Number) })
})

test('a token that cannot be made says why, with what was typed', async () => {
  const world = await withSites()
  await signIn(world, 'lab')
  sandbox.faults.add({ match: { path: /pat\/latest\/tokens/ }, times: 1, kind: 'status', status: 404 })
  await openList(world)
  standOn(world, 'lab')
  world.press('m', 'enter', 'enter')
  await shows(world, 'prompt', 'they came with Jira 8.14')
  expect(world.modal('prompt').buffer.text).toBe('90')
})

test('a site is added from the list, and shown once it is signed in to', async () => {
  const world = await withSites()
  await openList(world)
  // The key a asks the program, which loads the wizard.
  addSiteIn(world, home)
  answer(world, sandbox.baseUrl)
  await shows(world, 'menu', 'how to sign in')
  choose(world, 'pat')
  choose(world, 'paste')
  await shows(world, 'prompt', 'A short name')
  answer(world, 'new')
  await shows(world, 'menu', 'The colour of new')
  expect(world.modal('menu').items[world.modal('menu').cursor]?.id).toBe('blue')
  world.press('enter')
  await shows(world, 'sign-in', 'Personal access token for new')
  world.paste(sandbox.issuePat('mira'))
  world.press('enter')
  await world.until(({ site, modals }) => site?.name === 'new' && modals.length === 0)
})
