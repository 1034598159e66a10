import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyCrashingAt, copyWithout, makeHome } from '../program.ts'
import { signedIn } from '../signed-in.ts'

test('without a saved site there is a welcome screen, not an error', async () => {
  await using home = await makeHome()
  const screen = await home.open([])
  expect(await screen.waitForText('Explore the demo site')).toContain('Add a site')
  await screen.press('q')
  expect(await screen.exit).toMatchObject({ code: 0 })
})

test('q, Ctrl-C and SIGTERM leave the terminal as it was', async () => {
  await using world = await signedIn()
  for (const leave of ['q', 'ctrl-c', 'SIGTERM'] as const) {
    const screen = await world.home.open(['--view', 'untriaged'])
    await screen.waitForText(/1\/\d+/)
    expect(screen.alternateScreen).toBe(true)
    if (leave === 'SIGTERM') screen.kill('SIGTERM')
    else await screen.press(leave)
    await screen.exit
    expect(screen.alternateScreen).toBe(false)
    expect(screen.rawOutput().toString('latin1')).toContain('\u001B[?7h')
    expect(screen.rawOutput().toString('latin1')).toMatch(/\u001B\[\?25h/)
  }
})

test('a crash gives the terminal back and is told in two lines, without a stack', async () => {
  await using home = await makeHome()
  const screen = await home.open([], { program: await copyCrashingAt(home, 'add-site-flow') })
  await screen.waitForText('Add a site')
  await screen.press('enter')
  expect(await screen.exit).toMatchObject({ code: 1 })
  expect(screen.alternateScreen).toBe(false)
  expect(screen.text()).toMatch(/mmd-tui\.log/)
  expect(screen.text()).not.toMatch(/^ +at /m)
  expect(screen.text().trim().split('\n').length).toBeLessThanOrEqual(4)
})

test('a part of the program that is gone is said and logged, and the screen lives on', async () => {
  await using home = await makeHome()
  const screen = await home.open([], { program: await copyWithout(home, 'add-site-flow') })
  await screen.waitForText('Add a site')
  await screen.press('enter')
  await screen.waitForText('The log file has the details')
  const log = join(home.folder, 'log/mmd-tui.log')
  await expect.poll(() => readFile(log, 'utf8')).toMatch(/"level":"error".*add-site-flow/)
  await screen.press('q')
  expect(await screen.exit).toMatchObject({ code: 0 })
})

test('a change that the site refuses is said, kept, and taken off the row', async () => {
  await using world = await signedIn()
  world.sandbox.faults.add({ match: { method: 'PUT', path: /assignee/ }, times: 1, kind: 'status', status: 403 })
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 132, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('A')
  await screen.waitForText('1 not taken (O)')
  await screen.waitForText(/Assignee +unassigned/)
  await screen.press('O')
  await screen.waitForText('✗ not taken')
  await screen.press('r')
  await screen.waitForText('Everything was sent')
  await screen.press('esc')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
  await screen.waitForNoText('not taken')
})

test('a session that has ended asks for a sign-in and then sends what had waited', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 132, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  world.sandbox.revokeAllTokens()
  await screen.press('A')
  await screen.waitForText('Signed out')
  await screen.waitForText('Personal access token for acme')
  await screen.paste(world.sandbox.issuePat('mira'))
  await screen.press('enter')
  await screen.waitForText('Signed in to acme')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
  await screen.waitForNoText('not taken')
})

test('a site that cannot be reached is said in the list, and the screen lives on', async () => {
  await using world = await signedIn()
  await world.sandbox.close()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 132 })
  await screen.waitForText('cannot be reached')
  await screen.press('?')
  expect(await screen.waitForText('Assign to me')).toContain('Keys')
})

test('a login page in front of Jira and an answer that is not Jira are told apart', async () => {
  await using world = await signedIn()
  world.sandbox.faults.add({ match: { path: '/rest/api/2/search' }, times: 1, kind: 'sso' })
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 150 })
  await screen.waitForText('login page')
  world.sandbox.faults.add({ match: { path: '/rest/api/2/search' }, times: 1, kind: 'html', status: 200 })
  await screen.press('r')
  expect(await screen.waitForText('is not Jira')).not.toContain('    at ')
})

test('hostile text reaches the terminal as text only', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 132, rows: 36 })
  await screen.waitForText(/1\/\d+/)
  const [issue] = world.sandbox.world.issues
  const hostile = '\u001B]0;pwned\u0007\u001B[2J\u009B31m\u202Eevil\u2066 \u001B]52;c;cHduZWQ=\u0007'
  for (const each of world.sandbox.world.issues) each.summary = `${hostile}${'x'.repeat(each === issue ? 100_000 : 5)}`
  await screen.press('r')
  await screen.waitForText('evil')
  for (let row = 0; row < 5; row += 1) await screen.press('j')
  const raw = screen.rawOutput().toString('utf8')
  expect(raw).not.toContain('pwned')
  expect(raw).not.toContain('\u001B]52')
  expect(raw).not.toContain('\u202E')
  expect(raw).not.toContain('\u009B')
  expect(screen.title).not.toContain('pwned')
  expect(screen.text()).toContain('╭─ Views')
})

test('without a terminal the screen is a usage error of two lines', async () => {
  await using world = await signedIn()
  const { code, stderr, stdout } = await world.home.run([])
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n')).toHaveLength(2)
})
