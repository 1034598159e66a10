import { createServer } from 'node:net'
import { type Site, secretKeys } from '@mmd/auth'
import {
  approveCloudConsent,
  approveConsent,
  type CloudSandbox,
  type Sandbox,
  startCloudSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { topModal } from '../state/state.ts'
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
import { testSite, type World, type WorldOptions } from './testing.ts'

const mira = { username: 'mira', password: 'mira' }

let sandbox: Sandbox
let cloud: CloudSandbox
let home: TestHome
let redirectUri: string

beforeAll(async () => {
  ;[sandbox, cloud] = await Promise.all([startSandbox({ issues: 10 }), startCloudSandbox({ issues: 10 })])
})
afterAll(() => Promise.all([sandbox.close(), cloud.close()]))
beforeEach(async () => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
  redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
})

/** A saved site with an application link at the sandbox. */
const linked = async (name = 'acme', scope = 'WRITE'): Promise<Site> => {
  const client = sandbox.registerClient({ name: `${name} ${redirectUri}`, redirectUri, scope: 'WRITE' })
  const oauth2 = { clientId: client.clientId, redirectUri, scope }
  const site = await saved(home, testSite(name, { baseUrl: sandbox.baseUrl, method: 'oauth2', oauth2, badge: 'green' }))
  await (await home.secrets()).set(secretKeys(name).clientSecret, client.clientSecret)
  return site
}

/** A program with these sites, and the sign-in of the first under way. */
const signingIn = (site: Site, options: WorldOptions = {}): World => {
  const world = worldAt(home, { sites: [site], ...options })
  startSignIn(world.app, site, home.surroundings)
  return world
}

/** The address that the dialog shows. */
const shownUrl = async (world: World, isNot = ''): Promise<string> => {
  let url = ''
  await world.until((state) => {
    const top = topModal(state)
    if (top?.kind !== 'sign-in' || top.url === null || top.url === isNot) return false
    url = top.url
    return true
  })
  return url
}

const failed = (world: World): Promise<void> =>
  world.until((state) => {
    const top = topModal(state)
    return top?.kind === 'sign-in' && top.phase === 'failed'
  })

const isShown = (world: World, name: string): Promise<void> =>
  world.until(({ site, modals }) => site?.name === name && modals.length === 0)

test('the browser comes back to the listener, and the dialog says whose sign-in it is', async () => {
  const world = signingIn(await linked())
  const url = await shownUrl(world)
  const drawn = dialogText(world)
  expect(drawn).toMatch(/● acme +localhost:\d+ · Company login in the browser/)
  expect(drawn).toContain(`Waiting at ${redirectUri}`)
  expect(drawn).toContain('If the browser shows an error page instead, it says why')
  world.press('y')
  expect(world.copied).toEqual([url])
  world.press('o')
  expect(world.browsed).toEqual([url, url])
  await approveConsent(url, mira)
  await isShown(world, 'acme')
  expect(world.state().site?.user?.id).toBe('mira')
  expect(world.toast()).toBe('Signed in to acme as Mira Lindqvist')
})

test('over SSH the line is shown that forwards the port', async () => {
  home = givenHome({ SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' })
  const world = signingIn(await linked())
  await shownUrl(world)
  const { port } = new URL(redirectUri)
  expect(dialogText(world).replaceAll(/\s*│\n│\s*/g, ' ')).toContain(`ssh -L ${port}:127.0.0.1:${port}`)
  world.press('esc')
})

test('the address is pasted instead on one key: the hurry is told before, and its code is seen nowhere', async () => {
  const world = signingIn(await linked())
  const first = await shownUrl(world)
  world.press('p')
  const url = await shownUrl(world, first)
  await shows(world, 'sign-in', 'Address from the browser')
  expect(dialogText(world).replaceAll(/\s*│\n│\s*/g, ' ')).toContain('may live for ten seconds only')
  expect(world.copied).toEqual([url])
  answer(world, 'http://localhost/elsewhere?code=1')
  await draws(world, /The address must begin with/)
  const { finalUrl } = await approveConsent(url, mira)
  const code = new URL(finalUrl).searchParams.get('code') ?? 'none'
  world.paste(finalUrl)
  expect(dialogText(world)).not.toContain(code)
  world.press('enter')
  await isShown(world, 'acme')
})

test('a port that is taken is said; without a browser to watch the address is pasted, and l waits for the port again', async () => {
  const site = await linked()
  const blocker = createServer()
  await new Promise<void>((resolve) => {
    blocker.listen(Number(new URL(redirectUri).port), '127.0.0.1', resolve)
  })
  const world = signingIn(site)
  const pasted = await shownUrl(world)
  await shows(world, 'sign-in', 'Address from the browser')
  expect(dialogText(world)).toContain('in use by another program')
  await new Promise((resolve) => {
    blocker.close(resolve)
  })
  world.press('ctrl-l')
  await approveConsent(await shownUrl(world, pasted), mira)
  await isShown(world, 'acme')
})

test('a window of our own that cannot be had says so, with the other ways as keys', async () => {
  const world = signingIn(await linked())
  await shownUrl(world)
  world.press('t')
  await failed(world)
  expect(dialogText(world)).toContain('Paste the address from any browser instead')
  expect(dialogText(world)).toMatch(/p paste instead/)
  expect(dialogText(world)).toMatch(/l wait here/)
})

test('a refused consent is told from a wrong secret and from a scope that is not allowed', async () => {
  const world = signingIn(await linked())
  await approveConsent(await shownUrl(world), { ...mira, decision: 'deny' })
  await failed(world)
  expect(dialogText(world)).toContain('Access was refused in the browser')
  world.press('esc')

  const narrow = await linked('narrow', 'ADMIN')
  startSignIn(world.app, narrow, home.surroundings)
  await approveConsent(await shownUrl(world), mira)
  await failed(world)
  expect(dialogText(world)).toContain('It was asked for “ADMIN”')
  world.press('esc')

  const wrong = await linked('wrong')
  await (await home.secrets()).set(secretKeys('wrong').clientSecret, 'not-the-secret')
  startSignIn(world.app, wrong, home.surroundings)
  await approveConsent(await shownUrl(world), mira)
  await failed(world)
  expect(dialogText(world)).toContain('Compare client ID, secret and redirect URL')
  world.press('c')
  await shows(world, 'sign-in', 'Client secret of wrong')
  world.press('esc')
})

test('a code that was too old starts again on one key', async () => {
  const site = await linked()
  const slow = await startSandbox({ issues: 1, codeLifetimeSeconds: 0 })
  onTestFinished(() => slow.close())
  const client = slow.registerClient({ name: 'slow', redirectUri, scope: 'WRITE' })
  const oauth2 = { clientId: client.clientId, redirectUri, scope: 'WRITE' }
  await (await home.secrets()).set(secretKeys(site.name).clientSecret, client.clientSecret)
  const world = signingIn({ ...site, baseUrl: slow.baseUrl, oauth2 })
  const first = await shownUrl(world)
  await approveConsent(first, mira)
  await failed(world)
  expect(dialogText(world)).toContain('A code may live for ten seconds only: start again')
  world.press('enter')
  expect(await shownUrl(world, first)).not.toBe(first)
  world.press('esc')
})

test('a server before OAuth 2.0 is added with a key of ours, which the administrator gets to copy', async () => {
  const old = await startSandbox({ issues: 10, persona: '8.20' })
  onTestFinished(() => old.close())
  const world = worldAt(home)
  addSiteIn(world, home)
  answer(world, old.baseUrl)
  await shows(world, 'menu', 'how to sign in')
  choose(world, 'oauth1')
  expect(world.modal('prompt')).toMatchObject({ title: 'Consumer key', buffer: { text: 'mmd-tui' } })
  world.press('enter')
  expect(dialogText(world)).toContain('Type oob')
  answer(world, 'oob')
  await shows(world, 'prompt', 'A short name')
  answer(world, 'old')
  await shows(world, 'menu', 'The colour of')
  world.press('enter')
  await shows(world, 'message', 'BEGIN PUBLIC KEY')
  world.press('y')
  const [publicKey = ''] = world.copied
  old.registerConsumer({ key: 'mmd-tui', name: 'mmd-tui', publicKey })
  world.press('enter')
  const url = await shownUrl(world)
  await shows(world, 'sign-in', 'Code that the site shows after Allow')
  expect(dialogText(world)).not.toContain('paste instead')
  const { verifier = '' } = await approveConsent(url, mira)
  answer(world, verifier)
  await isShown(world, 'old')
  expect(await (await home.book()).get('old')).toMatchObject({ oauth1: { consumerKey: 'mmd-tui', callback: 'oob' } })
})

const cloudHosts = () => ({ authUrl: cloud.authUrl, apiUrl: cloud.apiUrl })

test('a cloud login that reaches several sites asks which one is meant', async () => {
  const scope = 'read:jira-work read:jira-user offline_access'
  const scopes = ['read:jira-work', 'read:jira-user']
  const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const oauth2 = { clientId: app.clientId, redirectUri, scope }
  const baseUrl = 'https://elsewhere.atlassian.net'
  const deployment = 'cloud'
  const site = await saved(
    home,
    testSite('cloud', { baseUrl, deployment, method: 'oauth2-cloud', oauth2, cloud: cloudHosts() }),
  )
  await (await home.secrets()).set(secretKeys('cloud').clientSecret, app.clientSecret)
  const world = signingIn(site)
  const [person] = cloud.world.users
  void approveCloudConsent(await shownUrl(world), { email: person?.email ?? '', password: person?.name ?? '' })
  await shows(world, 'picker', 'Which site of your account')
  expect(world.modal('picker').items).toHaveLength(2)
  world.press('down', 'enter')
  await isShown(world, 'cloud')
  expect(await (await home.book()).get('cloud')).toMatchObject({
    baseUrl: cloud.otherSiteUrl,
    cloud: { cloudId: cloud.otherCloudId },
  })
})

test('a service account signs in without a person; a wrong secret may be replaced in its place', async () => {
  const account = cloud.registerServiceAccount({ name: 'robot', scopes: ['read:jira-work', 'read:jira-user'] })
  const oauth2 = { clientId: account.clientId, redirectUri: '', scope: '' }
  const site = await saved(
    home,
    testSite('robot', {
      baseUrl: cloud.siteUrl,
      deployment: 'cloud',
      method: 'client-credentials',
      oauth2,
      cloud: cloudHosts(),
    }),
  )
  await (await home.secrets()).set(secretKeys('robot').clientSecret, 'wrong')
  const world = signingIn(site)
  await failed(world)
  world.press('c')
  await shows(world, 'sign-in', 'Client secret of robot')
  answer(world, account.clientSecret)
  await isShown(world, 'robot')
  expect(await (await home.secrets()).get(secretKeys('robot').clientSecret)).toBe(account.clientSecret)
})

test('a session that has ended offers the sign-in and waits for a key: the browser does not come by itself', async () => {
  const site = await linked()
  const world = worldAt(home, { sites: [site] })
  await world.app.showSite(site)
  startSignIn(world.app, site, home.surroundings, { why: 'the site refused the token' })
  startSignIn(world.app, site, home.surroundings, { why: 'the site refused the token' })
  expect(world.state().modals).toHaveLength(1)
  expect(dialogText(world)).toContain('Signed out: the site refused the token')
  expect(world.browsed).toEqual([])
  world.press('j', 'k', 'x')
  expect(world.browsed).toEqual([])
  world.press('enter')
  await approveConsent(await shownUrl(world), mira)
  await isShown(world, 'acme')
})

test('a token of the environment is used before what one signs in with: the dialog says so', async () => {
  home = givenHome({ MMD_TOKEN: 'of-the-environment' })
  const world = signingIn(await linked())
  await draws(world, /MMD_TOKEN is set/)
  expect(dialogText(world)).not.toContain('of-the-environment')
  world.press('esc')
})
