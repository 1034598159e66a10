import { startCloudSandbox } from '@mmd/jira-sandbox'
import { expect, test } from 'vitest'
import { type Home, makeHome } from '../program.ts'
import { signedIn } from '../signed-in.ts'

/** A home whose site is a running Cloud sandbox, signed in to by an API token. */
const cloudSignedIn = async (): Promise<AsyncDisposable & { readonly home: Home }> => {
  const cloud = await startCloudSandbox()
  const home = await makeHome()
  const email = 'mira@acme.example'
  await home.run(['site', 'add', cloud.siteUrl, '--name', 'acme', '--method', 'api-token', '--user', email])
  const login = await home.run(['auth', 'login', 'acme', '--token-stdin'], { input: cloud.issueApiToken(email) })
  if (login.code !== 0) throw new Error(login.stderr)
  return {
    home,
    [Symbol.asyncDispose]: async () => {
      await home[Symbol.asyncDispose]()
      await cloud.close()
    },
  }
}

test('a query is completed from the site, counted while it is typed, and searched', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('assi')
  await screen.waitForText(/▸ assignee/)
  await screen.press('tab')
  await screen.type('= lindq')
  await screen.waitForText(/▸ Mira Lindqvist/)
  await screen.press('tab')
  await screen.waitForText(/› assignee = mira/)
  await screen.type('and status = Open')
  await screen.waitForText(/─ \d+ issues? ─/)
  await screen.press('enter')
  expect(await screen.waitForText(/▸ JQL +\d+/)).toContain('JQL')
})

test('what is wrong is said at its place before the site is asked', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 80, rows: 24 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('project PAY')
  await screen.press('enter')
  await screen.waitForText('(character 9)')
  await screen.press('esc')
  await screen.waitForNoText('JQL ─')
})

test('on Cloud people are written by their ids and told by their names, and numbers are estimates', async () => {
  await using cloud = await cloudSignedIn()
  const screen = await cloud.home.open(['--view', 'untriaged'], { cols: 120, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('reporter = kenji')
  await screen.waitForText(/▸ Kenji Watanabe/)
  await screen.press('tab')
  await screen.waitForText(/… is Kenji Watanabe/)
  await screen.waitForText(/─ about \d+ issues? ─/)
  await screen.press('ctrl-u')
  await screen.type('project = NOPE')
  expect(await screen.waitForText(/NOPE.*(?:exist|found)/)).toContain('JQL')
})

test('the query of the bar is saved as a view and is one of the views from then on', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type('project = OPS order by key')
  await screen.press('ctrl-s')
  await screen.waitForText('Save as a view')
  await screen.type('All of OPS')
  await screen.press('enter')
  await screen.waitForText('Saved as All of OPS')
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type('view all of')
  expect(await screen.waitForText('▸ #All of OPS')).toContain('view')
})
