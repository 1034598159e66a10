import { join } from 'node:path'
import {
  approveCloudConsent,
  approveConsent,
  type CloudSandbox,
  type Sandbox,
  startCloudSandbox,
  startSandbox,
} from '@mmd/jira-sandbox'
import { findFreePort } from '@mmd/jira-sandbox/free-port'
import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { type Home, makeHome } from '../program.ts'
import { signedIn } from '../signed-in.ts'
import { catchUrls } from '../url-catcher.ts'

const size = { cols: 132, rows: 40 } as const
const mira = { username: 'mira', password: 'mira' }

/** Types over what stands in the field. */
const answer = async (screen: Screen, text: string): Promise<void> => {
  await screen.press('ctrl-u')
  await screen.paste(text)
  await screen.press('enter')
}

/** Moves down a menu to the line that says this, and takes it. */
const choose = async (screen: Screen, label: string): Promise<void> => {
  await screen.press('g')
  const marked = (): string => String(screen.text().match(/▸ .*/gu))
  while (!screen.text().includes(`▸ ${label}`)) {
    const before = marked()
    await screen.press('j')
    await screen.waitUntil(`the line below on the way to ${label}`, () => marked() !== before)
  }
  await screen.press('enter')
}

/** From the list of sites to the choice of the method, at this address. */
const toMethods = async (screen: Screen, url: string): Promise<void> => {
  await screen.press('S')
  await screen.waitForText('on screen')
  await screen.press('a')
  await screen.waitForText('https://jira.example.com/jira')
  await answer(screen, url)
  await screen.waitForText('how to sign in')
}

/** Name and colour, the last steps of adding a site. */
const finish = async (screen: Screen, name: string): Promise<void> => {
  await screen.waitForText('A short name')
  await answer(screen, name)
  await screen.waitForText(`The colour of ${name}`)
  await screen.press('enter')
}

/** Signs in to a new site of the home by token, from the command line. */
const addByToken = async (home: Home, sandbox: Sandbox, name: string): Promise<void> => {
  await home.run(['site', 'add', sandbox.baseUrl, '--name', name, '--method', 'pat'])
  await home.run(['auth', 'login', name, '--token-stdin'], { input: sandbox.issuePat('mira') })
}

test('S switches between two sites that are both signed in, and comes back to the same issue', async () => {
  await using world = await signedIn()
  await using other = await startSandbox({ seed: 7, issues: 60 })
  await addByToken(world.home, other, 'beta')
  const screen = await world.home.open(['--site', 'acme'], size)
  await screen.waitForText('● acme')
  await screen.waitForText(/1\/\d+/)
  await screen.press('j', 'j', 'j')
  await screen.waitForText(/4\/\d+/)
  const issue = /╭─ ([A-Z]+-\d+) ─/.exec(screen.text())?.[1] ?? 'none'
  await screen.press('S')
  expect(await screen.waitForText(/beta +.*signed in/)).toMatch(/▸ \* ● acme/)
  await screen.press('j', 'enter')
  await screen.waitForText('● beta')
  await screen.waitForText(/1\/\d+/)
  await screen.waitUntil('the title', ({ title }) => title.includes('beta'))
  await screen.press('S')
  await screen.waitForText('on screen')
  await screen.press('/')
  await screen.type('acm')
  await screen.press('enter', 'enter')
  await screen.waitForText(new RegExp(`● acme[^]*╭─ ${issue} ─`))
})

test('a site is added by token from the list, and an address that is wrong is said where it was typed', async () => {
  await using world = await signedIn()
  await using other = await startSandbox({ seed: 7, issues: 60 })
  const screen = await world.home.open(['--view', 'untriaged'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  await screen.waitForText('opens at start')
  await screen.press('a')
  await screen.waitForText('https://jira.example.com/jira')
  await answer(screen, 'http://127.0.0.1:9/')
  await screen.waitForText('cannot be reached')
  await answer(screen, other.baseUrl)
  await screen.waitForText('Jira Data Center 10.3.24 at /jira: how to sign in')
  await choose(screen, 'Personal access token')
  await choose(screen, 'Paste one')
  await finish(screen, 'beta')
  await screen.waitForText('Personal access token for beta')
  await answer(screen, 'wrong-token')
  await screen.waitForText('does not accept the token')
  const token = other.issuePat('mira')
  await answer(screen, token)
  expect(await screen.waitForText('● beta')).not.toContain(token)
  expect(screen.rawOutput().toString('utf8')).not.toContain(token)
})

test('a site is added by user name and password, and by a token that the password makes', async () => {
  await using world = await signedIn()
  await using other = await startSandbox({ seed: 7, issues: 60 })
  const screen = await world.home.open([], size)
  await screen.waitForText(/1\/\d+/)
  await toMethods(screen, other.baseUrl)
  await choose(screen, 'User name and password')
  await screen.waitForText('A password opens everything')
  await answer(screen, 'mira')
  await finish(screen, 'plain')
  await screen.waitForText('Password of mira')
  await answer(screen, 'mira')
  // With its list: what is entered just now closes what is opened before.
  await screen.waitForText(/^ ● plain[^]* 1\/\d+ ─╮/)
  await toMethods(screen, other.baseUrl)
  await choose(screen, 'Personal access token')
  await choose(screen, 'Make one with my user name')
  await screen.waitForText('User name')
  await answer(screen, 'mira')
  await screen.waitForText('How many days')
  await screen.press('enter')
  await finish(screen, 'minted')
  await screen.waitForText('Password of mira')
  await answer(screen, 'mira')
  await screen.waitForText(/^ ● minted[^]* 1\/\d+ ─╮/)
  const shown = await world.home.run(['site', 'show', 'minted', '--json'])
  expect(JSON.parse(shown.stdout)).toMatchObject({ method: 'pat', signedIn: true })
})

test('a site is added by application link, signed in to through the listener', async () => {
  await using world = await signedIn()
  await using other = await startSandbox({ seed: 7, issues: 60 })
  await using catcher = await catchUrls()
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const client = other.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  const screen = await world.home.open([], { ...size, env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText(/1\/\d+/)
  await toMethods(screen, other.baseUrl)
  await choose(screen, 'Company login in the browser (OAuth 2.0)')
  await screen.waitForText('Redirect URL')
  await answer(screen, redirectUri)
  await screen.waitForText('Client ID')
  await answer(screen, client.clientId)
  await screen.waitForText('Client secret')
  await answer(screen, client.clientSecret)
  await screen.waitForText('Scope')
  await screen.press('enter')
  await finish(screen, 'link')
  await approveConsent(await catcher.next(), mira)
  await screen.waitForText('● link')
  expect(screen.rawOutput().toString('utf8')).not.toContain(client.clientSecret)
})

test('an old server is added with a key that is copied for its administrator, and a code is typed in', async () => {
  await using world = await signedIn()
  await using old = await startSandbox({ seed: 7, issues: 60, persona: '8.20' })
  await using catcher = await catchUrls()
  const screen = await world.home.open([], { ...size, env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText(/1\/\d+/)
  await toMethods(screen, old.baseUrl)
  expect(screen.text()).toMatch(/OAuth 2\.0\) +needs Jira 8\.22, this is 8\.20\.7/)
  await choose(screen, 'Company login in the browser (OAuth 1.0a)')
  await screen.waitForText('Consumer key')
  await screen.press('enter')
  await screen.waitForText('Callback URL')
  await answer(screen, 'oob')
  await finish(screen, 'old')
  await screen.waitForText('BEGIN PUBLIC KEY')
  await screen.press('y')
  await screen.waitForText('The public key is on the clipboard')
  old.registerConsumer({ key: 'mmd-tui', name: 'mmd-tui', publicKey: screen.clipboard ?? '' })
  await screen.press('enter')
  const { verifier = '' } = await approveConsent(await catcher.next(), mira)
  await screen.waitForText('Code that the site shows')
  await answer(screen, verifier)
  expect(await screen.waitForText('● old')).not.toContain('PUBLIC KEY')
})

/** A home with a site of the cloud that is saved and not signed in to. */
const cloudHome = async (cloud: CloudSandbox, args: readonly string[], input: string): Promise<Home> => {
  const home = await makeHome()
  const hosts = ['--auth-url', cloud.authUrl, '--api-url', cloud.apiUrl]
  const saved = await home.run(['site', 'add', cloud.siteUrl, '--name', 'cloud', ...hosts, ...args], { input })
  expect(saved.stderr).not.toContain('error')
  expect(saved.code).toBe(0)
  return home
}

const person = (cloud: CloudSandbox) => {
  const user = cloud.world.users.find(({ name }) => name === 'mira')
  if (user === undefined) throw new Error('there is no mira')
  return { email: user.email, password: 'mira' }
}

test('the cloud is recognised by its address, and signed in to with e-mail address and API token', async () => {
  await using cloud = await startCloudSandbox({ issues: 60 })
  await using home = await makeHome()
  const screen = await home.open([], size)
  await screen.waitForText('Join with an invite')
  await screen.press('enter')
  await screen.waitForText('https://jira.example.com/jira')
  await answer(screen, cloud.siteUrl)
  await screen.waitForText('Jira Cloud: how to sign in')
  expect(screen.text()).toMatch(/Personal access token +Jira Data Center only/)
  await choose(screen, 'E-mail address and API token')
  await screen.waitForText('E-mail address')
  await answer(screen, person(cloud).email)
  await finish(screen, 'cloud')
  await screen.waitForText(`API token of ${person(cloud).email}`)
  const token = cloud.issueApiToken(person(cloud).email)
  await answer(screen, token)
  expect(await screen.waitForText('● cloud')).not.toContain(token)
})

test('the Atlassian login is gone through in the browser', async () => {
  await using cloud = await startCloudSandbox({ issues: 60 })
  await using catcher = await catchUrls()
  const redirectUri = `http://localhost:${await findFreePort()}/cb`
  const scopes = ['read:jira-work', 'write:jira-work', 'read:jira-user']
  const app = cloud.registerApp({ name: 'mmd-tui', redirectUri, scopes })
  const settings = ['--method', 'oauth2-cloud', '--client-id', app.clientId, '--redirect-uri', redirectUri]
  const scope = ['--scope', `${scopes.join(' ')} offline_access`]
  await using home = await cloudHome(cloud, [...settings, ...scope, '--client-secret-stdin'], app.clientSecret)
  const screen = await home.open([], { ...size, env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText('Nobody is signed in yet')
  await screen.press('enter')
  await approveCloudConsent(await catcher.next(), person(cloud))
  expect(await screen.waitForText(/Signed in to cloud as/)).not.toContain(app.clientSecret)
})

test('a site is edited, renamed, made the default and removed from the list', async () => {
  await using world = await signedIn()
  await using other = await startSandbox({ seed: 7, issues: 60 })
  await addByToken(world.home, other, 'beta')
  const screen = await world.home.open(['--site', 'acme'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  await screen.waitForText(/beta +.*signed in/)
  await screen.press('e')
  await screen.waitForText('Settings of acme')
  await screen.press('j', 'enter', 'j', 'enter')
  await screen.type('mine')
  await screen.press('enter', 'ctrl-s')
  await screen.waitForText('Saved acme')
  await screen.press('R')
  await screen.waitForText('Rename acme')
  await answer(screen, 'work')
  await screen.waitForText(/● work +.*signed in/)
  await screen.press('j', '*')
  await screen.waitForText(/\* ○ beta/)
  await screen.press('k', 'd')
  await screen.waitForText('There is no way back')
  await screen.press('esc')
  await screen.press('esc')
  await screen.press('r')
  await screen.waitForText(/● work[^]*1\/\d+/)
  await screen.press('S')
  await screen.waitForText(/beta +.*signed in/)
  await screen.press('d')
  await screen.waitForText('Remove work?')
  await screen.press('enter')
  await screen.waitForText('work is removed')
  await screen.press('enter')
  await screen.waitForText('● beta')
  const sites = JSON.parse((await world.home.run(['site', 'list', '--json'])).stdout)
  expect(sites).toMatchObject([{ name: 'beta', default: true }])
  const again = await world.home.open([], size)
  await again.waitForText('● beta')
})

test('an invite goes from one home to another, and is signed in with there', async () => {
  await using sandbox = await startSandbox({ seed: 7, issues: 60 })
  await using catcher = await catchUrls()
  await using mine = await makeHome()
  await using theirs = await makeHome()
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  const settings = ['--method', 'oauth2', '--client-id', client.clientId, '--redirect-uri', redirectUri]
  await mine.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', ...settings, '--client-secret-stdin'], {
    input: client.clientSecret,
  })
  const screen = await mine.open([], size)
  await screen.waitForText('Nobody is signed in yet')
  await screen.press('esc')
  await screen.press('S')
  await screen.waitForText('opens at start')
  await screen.press('w')
  await screen.waitForText('a line to colleagues')
  await answer(screen, 'Welcome')
  await screen.waitForText('passphrase')
  await answer(screen, 'four words are better')
  await screen.waitForText('passphrase again')
  await answer(screen, 'four words are better')
  await screen.waitForText('Where the invite is written')
  const file = join(mine.folder, 'acme-invite.json')
  await answer(screen, file)
  await screen.waitForText('Written to')

  const other = await theirs.open([], { ...size, env: { MMD_BROWSER: catcher.command } })
  await other.waitForText('Join with an invite')
  await other.press('j', 'enter')
  await other.waitForText('The path of the file')
  await answer(other, file)
  await other.waitForText('Its passphrase')
  await answer(other, 'four words are better')
  expect(await other.waitForText('Joining stores this')).toMatch(/Its writer says +“Welcome”/)
  await other.press('enter')
  await other.waitForText('A short name')
  await other.press('enter')
  await approveConsent(await catcher.next(), mira)
  await other.waitForText('● acme')
  for (const each of [screen, other]) {
    const raw = each.rawOutput().toString('utf8')
    expect(raw).not.toContain(client.clientSecret)
    expect(raw).not.toContain('four words are better')
  }
})

test('a session that ends in the middle of work goes on where it was, with what had waited', async () => {
  await using sandbox = await startSandbox({ seed: 7, issues: 60 })
  await using catcher = await catchUrls()
  await using home = await makeHome()
  const redirectUri = `http://localhost:${await findFreePort()}/oauth/redirect`
  const client = sandbox.registerClient({ name: 'mmd-tui', redirectUri, scope: 'WRITE' })
  const settings = ['--method', 'oauth2', '--client-id', client.clientId, '--redirect-uri', redirectUri]
  await home.run(['site', 'add', sandbox.baseUrl, '--name', 'acme', ...settings, '--client-secret-stdin'], {
    input: client.clientSecret,
  })
  const screen = await home.open([], { ...size, env: { MMD_BROWSER: catcher.command } })
  await screen.waitForText('Nobody is signed in yet')
  await screen.press('enter')
  await approveConsent(await catcher.next(), mira)
  await screen.waitForText('Signed in to acme')
  await screen.waitForText(/1\/\d+/)
  await screen.press('j', 'j', 'j', 'x', 'k', 'k')
  const marked = await screen.waitForText(/1 marked[^]* 3\/\d+ ─╮|3\/\d+ ─╮[^]*1 marked/)
  const issue = /╭─ ([A-Z]+-\d+) ─/.exec(marked)?.[1] ?? 'none'
  sandbox.revokeAllTokens()
  await screen.press('c')
  await screen.waitForText('Comment')
  await screen.type('a comment that waits')
  await screen.press('ctrl-s')
  await screen.waitForText('Signed out')
  await screen.waitForText('What you changed is kept and is sent after it')
  // Keys that were meant for the list do nothing here.
  await screen.press('j', 'x')
  await screen.press('enter')
  await approveConsent(await catcher.next(), mira)
  await screen.waitForText('Signed in to acme')
  await screen.waitForText(`╭─ ${issue} ─`)
  await sandbox.journal.waitFor(
    (entry) => entry.method === 'POST' && entry.path.endsWith('/comment') && entry.status === 201,
  )
  await screen.waitForNoText('not taken')
})

test('colours are not needed to read the list of sites and the sign-in', async () => {
  await using world = await signedIn()
  const screen = await world.home.open([], { ...size, env: { NO_COLOR: '1' } })
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  expect(await screen.waitForText('signed in')).toMatch(/▸ \* ● acme +localhost:\d+ +token +Mira Lindqvist +signed in/)
  await screen.press('s')
  expect(await screen.waitForText('Personal access token for acme')).toContain('● acme')
  expect(screen.rawOutput().toString('latin1')).not.toMatch(/\u001B\[38;/)
})
