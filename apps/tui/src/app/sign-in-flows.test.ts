import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnvironment } from '../config/environment.ts'
import { openBook } from '../session/open-book.ts'
import { topModal } from '../state/state.ts'
import { startAddSite } from './add-site-flow.ts'
import { startSignIn } from './sign-in-flow.ts'
import { createSurroundings, type Surroundings } from './surroundings.ts'
import { createWorld, testSite, type World } from './testing.ts'

let sandbox: Sandbox
let home: string
let surroundings: Surroundings

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 3, issues: 10 })
  home = mkdtempSync(join(tmpdir(), 'mmd-sign-in-'))
  const stream = (): never => new PassThrough() as never
  const process = {
    env: { MMD_HOME: home, MMD_SECRETS: 'file' },
    platform: 'linux',
    stdin: stream(),
    stdout: stream(),
    stderr: stream(),
  } as const
  surroundings = createSurroundings(readEnvironment(process, { root: new URL('../', import.meta.url), version: '1' }))
})

afterAll(async () => {
  await sandbox.close()
  rmSync(home, { recursive: true })
})

/** Resolves when the topmost dialog is of this kind and says this. */
const shows = (world: World, kind: string, text: string): Promise<void> =>
  world.until((state) => {
    const top = topModal(state)
    return top?.kind === kind && JSON.stringify(top).includes(text)
  })

test('an address that cannot be one comes back with what is wrong and what was typed', async () => {
  const world = createWorld()
  startAddSite(world.app, surroundings)
  world.press('enter')
  expect(world.modal('prompt').error).toBe('This cannot be empty')
  world.press('http://[', 'enter')
  await shows(world, 'prompt', 'http://[')
  await world.until((state) => state.modals.length === 1)
  expect(world.modal('prompt').error).toBeTruthy()
  world.press('esc')
  expect(world.state().modals).toEqual([])
})

test('a site is added by its address, a way to sign in and a name, and Esc goes back', async () => {
  const world = createWorld()
  startAddSite(world.app, surroundings)
  world.press(sandbox.baseUrl, 'enter')
  await shows(world, 'picker', '"id":"pat"')
  world.press('personal', 'enter')
  await shows(world, 'prompt', 'A short name')
  world.press('esc')
  await shows(world, 'picker', '"id":"pat"')
  world.press('personal', 'enter')
  await shows(world, 'prompt', 'A short name')
  world.press('ctrl-u', 'fresh', 'enter')
  await world.until(({ toast }) => toast?.text === 'Saved fresh')
  expect(world.signIns).toEqual(['fresh'])
  const saved = await (await openBook(surroundings.own)).get('fresh')
  expect(saved).toMatchObject({ name: 'fresh', baseUrl: sandbox.baseUrl, method: 'pat' })
})

test('the list of sites that cannot be read is said, not thrown', async () => {
  const listSites = async () => {
    throw new TypeError('the file is broken')
  }
  const world = createWorld({ shell: { listSites } })
  startAddSite(world.app, surroundings)
  world.press(sandbox.baseUrl, 'enter')
  await shows(world, 'picker', '"id":"pat"')
  world.press('personal', 'enter')
  await world.until(({ toast }) => toast?.tone === 'bad')
  expect(world.toast()).toContain('the file is broken')
})

test('a wrong token is asked for again, a right one shows the site and is seen nowhere', async () => {
  const site = testSite('tokens', { baseUrl: sandbox.baseUrl })
  const book = await openBook(surroundings.own)
  const { user: _, ...unsigned } = site
  await book.add(unsigned)
  const world = createWorld({ sites: [unsigned] })
  startSignIn(world.app, unsigned, surroundings)
  world.press('wrong-token', 'enter')
  await world.until((state) => {
    const top = topModal(state)
    return top?.kind === 'prompt' && top.error !== null && state.modals.length === 1
  })
  const token = sandbox.issuePat('mira')
  world.paste(token)
  world.press('enter')
  await world.until((state) => state.site?.name === 'tokens' && state.modals.length === 0)
  expect(world.state().site?.user?.id).toBe('mira')
  expect(JSON.stringify(world.state())).not.toContain(token)
})
