import { type Sandbox, startSandbox } from '@mmd/jira-sandbox'
import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { type SignedIn, signedIn } from '../signed-in.ts'

const size = { cols: 150, rows: 40 } as const

interface Two extends AsyncDisposable {
  readonly acme: SignedIn
  readonly beta: Sandbox
}

/** A home with two sites, both signed in to. */
const two = async (): Promise<Two> => {
  const acme = await signedIn({ issues: 40 })
  const beta = await startSandbox({ seed: 7, issues: 40 })
  await acme.home.run(['site', 'add', beta.baseUrl, '--name', 'beta', '--method', 'pat'])
  await acme.home.run(['auth', 'login', 'beta', '--token-stdin'], { input: beta.issuePat('mira') })
  beta.journal.clear()
  return {
    acme,
    beta,
    [Symbol.asyncDispose]: async () => {
      await acme[Symbol.asyncDispose]()
      await beta.close()
    },
  }
}

const openBoth = async ({ acme }: Two): Promise<Screen> => {
  const screen = await acme.home.open(['--site', 'acme,beta', '--view', 'untriaged'], size)
  await screen.waitForText('acme + beta')
  await screen.waitForText(/│.{2}acme +[A-Z]+-\d+/)
  await screen.waitForText(/│.{2}beta +[A-Z]+-\d+/)
  return screen
}

const assignments = (sandbox: Sandbox): readonly string[] =>
  sandbox.journal.entries
    .filter(({ method, path }) => method === 'PUT' && path.endsWith('/assignee'))
    .map(({ path }) => path)

test('one list holds the rows of two sites, and what is done to all goes to each and is taken back on both', async () => {
  await using world = await two()
  const screen = await openBoth(world)
  await screen.press('*')
  await screen.waitForText(/\d+ marked/)
  await screen.press('A')
  await screen.waitForText('Plan: ')
  await screen.press('enter')
  const over = await screen.waitForText(/✓ (\d+) of \1 done/)
  await hasSent(world.acme.home, screen, { flags: ['--site', 'acme,beta'] })
  const done = [world.acme.sandbox, world.beta].map((sandbox) => assignments(sandbox).length)
  expect(Math.min(...done)).toBeGreaterThan(0)
  expect(over).toContain(`✓ ${done.reduce((sum, count) => sum + count)} of`)
  await screen.press('esc', 'u')
  await screen.waitForText('Taken back')
  await hasSent(world.acme.home, screen, { flags: ['--site', 'acme,beta'] })
  expect([world.acme.sandbox, world.beta].map((sandbox) => assignments(sandbox).length)).toEqual(
    done.map((count) => 2 * count),
  )
})

test('a site that is down is named, and the rows of the other are there and can be changed', async () => {
  await using world = await two()
  await world.beta.close()
  const screen = await world.acme.home.open(['--site', 'acme,beta', '--view', 'untriaged'], size)
  await screen.waitForText(/│.{2}acme +[A-Z]+-\d+/)
  await screen.waitForText(/⊘ beta/)
  await screen.press('A')
  await screen.waitForText('acme: ')
  await hasSent(world.acme.home, screen, { flags: ['--site', 'acme,beta'] })
  await expect.poll(() => assignments(world.acme.sandbox)).toHaveLength(1)
})

test('sites that are marked in their list are shown together, and again with one key', async () => {
  await using world = await two()
  const screen = await world.acme.home.open(['--site', 'acme'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('S')
  await screen.waitForText(/beta +.*signed in/)
  await screen.press('x', 'x')
  await screen.waitForText('2 marked')
  await screen.press('enter')
  await screen.waitForText('acme + beta')
  await screen.waitForText(/│.{2}beta +[A-Z]+-\d+/)
  await screen.press('S')
  await screen.waitForText('as last')
  await screen.press('j', 'enter')
  await screen.waitForText('● beta')
  await screen.press('S')
  await screen.waitForText('as last')
  await screen.press('+')
  await screen.waitForText(/acme \+ beta[^]*Untriaged/)
})
