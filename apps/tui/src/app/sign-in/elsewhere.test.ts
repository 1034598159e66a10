import type { Site } from '@mmd/auth'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { rememberSignIn } from '../../session/remember-sign-in.ts'
import { createVerify, signIn, siteTransport } from '../../session/sign-in.ts'
import { startSignIn } from '../sign-in-flow.ts'
import { draws, givenHome, saved, type TestHome, worldAt } from '../sites/testing.ts'
import { testSite, type World } from '../testing.ts'

let sandbox: Sandbox
let home: TestHome

beforeAll(async () => {
  sandbox = await startSandbox({ issues: 10 })
})
afterAll(() => sandbox.close())
beforeEach(() => {
  home = givenHome()
  onTestFinished(() => home[Symbol.dispose]())
})

/** Signs in as another terminal does: by the files alone. */
const signInElsewhere = async (site: Site): Promise<void> => {
  const { own } = home.surroundings
  const secrets = await home.secrets()
  const transport = await siteTransport(own, site, secrets)
  const ports = {
    secrets,
    openBrowser: async () => false,
    findBrowser: async () => undefined,
    ask: async () => 'mira',
    report: () => undefined,
    verify: createVerify(own, site, transport),
  }
  const signedIn = await signIn(site, ports, { signal: new AbortController().signal, transport })
  await rememberSignIn(await home.book(), site, signedIn)
}

/** A program that asks to sign in, since the session has ended. */
const ended = async (): Promise<readonly [Site, World]> => {
  const basic = testSite('acme', { baseUrl: sandbox.baseUrl, method: 'basic', login: 'mira' })
  const site = await saved(home, basic)
  const world = worldAt(home, { sites: [site] })
  await world.app.showSite(site)
  startSignIn(world.app, site, home.surroundings, { why: '' })
  await draws(world, /Password/iu)
  return [site, world]
}

const nowSignedIn = (world: World): Promise<void> =>
  world.until(({ modals, site }) => modals.length === 0 && site?.user?.name === 'Mira Lindqvist')

test('who signs in to the site in another terminal needs not do it here too', async () => {
  const [site, world] = await ended()
  await signInElsewhere(site)
  await nowSignedIn(world)
  expect(world.toast()).toBe('Signed in to acme as Mira Lindqvist')
})
