import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { startSignIn } from './sign-in-flow.ts'
import {
  addSiteIn,
  answer,
  choose,
  dialogText,
  givenHome,
  saved,
  shows,
  type TestHome,
  worldAt,
} from './sites/testing.ts'
import { createWorld, testSite, type World } from './testing.ts'

let sandbox: Sandbox
let old: Sandbox
let home: TestHome

beforeAll(async () => {
  ;[sandbox, old] = await Promise.all([
    startSandbox({ seed: 3, issues: 10 }),
    startSandbox({ seed: 3, issues: 10, persona: '8.20' }),
  ])
})
afterAll(() => Promise.all([sandbox.close(), old.close()]))
beforeEach(() => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
})

/** Goes to the choice of the sign-in method for the sandbox. */
const toMethods = async (world: World, url = sandbox.baseUrl): Promise<void> => {
  addSiteIn(world, home)
  answer(world, url)
  await shows(world, 'menu', 'how to sign in')
}

/** Answers name and colour, which come last. */
const finish = async (world: World, name: string): Promise<void> => {
  await shows(world, 'prompt', 'A short name')
  answer(world, name)
  await shows(world, 'menu', 'The colour of')
  world.press('enter')
}

test('an address that cannot be one comes back with what is wrong and what was typed', async () => {
  const world = createWorld()
  addSiteIn(world, home)
  world.press('enter')
  expect(world.modal('prompt').error).toBe('This cannot be empty')
  world.press('http://[', 'enter')
  await shows(world, 'prompt', 'http://[')
  await world.until((state) => state.modals.length === 1)
  expect(world.modal('prompt').error).toBeTruthy()
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('what answers is named, and every method is offered or says why not', async () => {
  const world = worldAt(home)
  await toMethods(world, old.baseUrl)
  const { title, items } = world.modal('menu')
  expect(title).toBe('Jira Data Center 8.20.7 at /jira: how to sign in')
  expect(items.map(({ id, disabled }) => [id, disabled])).toEqual([
    ['pat', undefined],
    ['oauth1', undefined],
    ['basic', undefined],
    ['oauth2', 'needs Jira 8.22, this is 8.20.7'],
    ['oauth2-cloud', 'Jira Cloud only'],
    ['api-token', 'Jira Cloud only'],
    ['client-credentials', 'needs Jira 11, this is 8.20.7'],
  ])
  expect(dialogText(world)).toContain('which you can revoke there by itself')
  choose(world, 'oauth2')
  expect(world.modal('menu').title).toBe(title)
  expect(world.toast()).toContain('needs Jira 8.22')
})

test('a site is added with its application link; Esc goes back step by step, and nothing typed is lost', async () => {
  const world = worldAt(home)
  await toMethods(world)
  choose(world, 'oauth2')
  expect(world.modal('prompt')).toMatchObject({ title: 'Redirect URL', right: '3 of 8' })
  expect(dialogText(world)).toContain('The browser comes back to port 8734')
  answer(world, 'http://localhost/oauth/redirect')
  expect(world.modal('prompt').title).toBe('Client ID')
  world.press('enter')
  expect(world.modal('prompt').error).toBe('This cannot be empty')
  answer(world, 'the-id')
  world.paste('the-secret')
  expect(dialogText(world)).not.toContain('the-secret')
  world.press('enter')
  expect(world.modal('prompt')).toMatchObject({ title: 'Scope', buffer: { text: 'WRITE' } })
  world.press('enter')
  await shows(world, 'prompt', 'A short name')
  answer(world, 'with blank')
  await shows(world, 'prompt', '1 to 32 letters')
  answer(world, 'fresh')
  await shows(world, 'menu', 'The colour of fresh')
  world.press('esc', 'esc', 'esc', 'esc')
  expect(world.modal('prompt')).toMatchObject({ title: 'Client ID', buffer: { text: 'the-id' } })
  world.press('esc')
  expect(dialogText(world)).toContain('Without a port this is port 80')
  world.press('esc')
  expect(world.modal('menu')).toMatchObject({ cursor: 0 })
  world.press('esc')
  expect(world.modal('prompt')).toMatchObject({ title: 'Add a site', buffer: { text: sandbox.baseUrl } })
  world.press('esc')
  addSiteIn(world, home)
  expect(world.modal('prompt').buffer.text).toBe(sandbox.baseUrl)
  world.press('enter')
  await shows(world, 'menu', 'how to sign in')
  world.press('enter', 'enter', 'enter')
  // The wizard was left: a secret is not kept for that.
  expect(world.modal('prompt')).toMatchObject({ title: 'Client secret', buffer: { text: '' } })
  answer(world, 'the-secret')
  world.press('enter')
  await finish(world, 'fresh')
  await world.until(({ toast }) => toast?.text === 'Saved fresh')
  expect(await (await home.book()).get('fresh')).toMatchObject({
    baseUrl: sandbox.baseUrl,
    version: '10.3.24',
    method: 'oauth2',
    oauth2: { clientId: 'the-id', redirectUri: 'http://localhost/oauth/redirect', scope: 'WRITE' },
    badge: 'blue',
  })
  expect(await (await home.secrets()).get('site/fresh/client-secret')).toBe('the-secret')
  expect(world.signIns).toEqual(['fresh'])
  expect(JSON.stringify(world.state())).not.toContain('the-secret')
  await world.close()
})

test('a name that is taken is said at the name', async () => {
  await saved(home, testSite('Taken', { baseUrl: 'https://taken.example.com' }))
  const world = worldAt(home)
  await toMethods(world)
  choose(world, 'pat')
  choose(world, 'paste')
  await shows(world, 'prompt', 'A short name')
  answer(world, 'taken')
  await shows(world, 'prompt', 'A site is called “Taken” already')
  expect(world.modal('prompt').buffer.text).toBe('taken')
})

test('the list of sites that cannot be read is said, not thrown', async () => {
  const listSites = async () => {
    throw new TypeError('the file is broken')
  }
  const world = worldAt(home, { shell: { listSites } })
  await toMethods(world)
  choose(world, 'pat')
  choose(world, 'paste')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('the file is broken')
})

test('a wrong token is asked for again, a right one shows the site and is seen nowhere', async () => {
  const site = await saved(home, testSite('tokens', { baseUrl: sandbox.baseUrl }))
  const world = worldAt(home, { sites: [site] })
  startSignIn(world.app, site, home.surroundings)
  await shows(world, 'sign-in', 'Personal access token for tokens')
  world.press('wrong-token')
  expect(dialogText(world)).not.toContain('wrong-token')
  world.press('enter')
  await world.until(({ modals }) => {
    const [top] = modals
    return (
      top?.kind === 'sign-in' &&
      top.question?.buffer.text === '' &&
      JSON.stringify(top.steps).includes('does not accept')
    )
  })
  const token = sandbox.issuePat('mira')
  world.paste(token)
  world.press('enter')
  await world.until((state) => state.site?.name === 'tokens' && state.modals.length === 0)
  expect(world.state().site?.user?.id).toBe('mira')
  expect(JSON.stringify(world.state())).not.toContain(token)
})

test('a token is made with user name and password, and the password is not kept', async () => {
  const world = worldAt(home)
  await toMethods(world)
  choose(world, 'pat')
  choose(world, 'password')
  expect(world.modal('prompt').title).toBe('User name')
  answer(world, 'mira')
  expect(world.modal('prompt').title).toBe('How many days the token works')
  answer(world, 'many')
  expect(world.modal('prompt').error).toContain('A number of days')
  answer(world, '30')
  await finish(world, 'minted')
  await shows(world, 'sign-in', 'Password of mira')
  answer(world, 'mira')
  await world.until((state) => state.site?.name === 'minted' && state.modals.length === 0)
  expect(await (await home.book()).get('minted')).toMatchObject({ method: 'pat', user: { id: 'mira' } })
  const stored = JSON.parse((await (await home.secrets()).get('site/minted/credential')) ?? '{}')
  expect(stored).toMatchObject({ method: 'pat', tokenId: expect.any(Number), expiresAt: expect.any(Number) })
  expect(stored).not.toHaveProperty('password')
})

test('a password that was typed for a token is forgotten when there is none', async () => {
  sandbox.faults.add({ match: { path: /pat\/latest\/tokens/ }, times: 1, kind: 'status', status: 403 })
  const site = await saved(home, testSite('refused', { baseUrl: sandbox.baseUrl, login: 'mira' }))
  const world = worldAt(home, { sites: [site] })
  startSignIn(world.app, site, home.surroundings, { mint: { by: 'basic', name: 'x' } })
  await shows(world, 'sign-in', 'Password of mira')
  answer(world, 'mira')
  await shows(world, 'sign-in', 'does not let this sign-in make tokens')
  expect(world.modal('sign-in').phase).toBe('failed')
  expect(await (await home.secrets()).get('site/refused/credential')).toBeUndefined()
})

test('a CAPTCHA is told, with a key that opens the login page', async () => {
  const captcha = await startSandbox({ seed: 3, issues: 10 })
  onTestFinished(() => captcha.close())
  const site = await saved(home, testSite('locked', { baseUrl: captcha.baseUrl, method: 'basic', login: 'mira' }))
  const world = worldAt(home, { sites: [site] })
  startSignIn(world.app, site, home.surroundings)
  for (const _ of [1, 2, 3]) {
    await world.until(({ modals: [top] }) => top?.kind === 'sign-in' && top.question?.buffer.text === '')
    answer(world, 'wrong')
    await world.until(
      ({ modals: [top] }) =>
        top?.kind === 'sign-in' &&
        (top.question !== null || top.phase === 'failed') &&
        top.question?.buffer.text !== 'wrong',
    )
  }
  if (world.modal('sign-in').phase !== 'failed') answer(world, 'mira')
  await shows(world, 'sign-in', 'CAPTCHA')
  await world.until(({ modals: [top] }) => top?.kind === 'sign-in' && top.phase === 'failed')
  expect(dialogText(world)).toContain('o open the login page')
  world.press('o')
  expect(world.browsed).toEqual([`${captcha.baseUrl}/login.jsp`])
})
