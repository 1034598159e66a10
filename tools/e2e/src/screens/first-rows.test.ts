import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { type SignedIn, signedIn } from '../signed-in.ts'

const size = { cols: 140, rows: 40 } as const

/** A world whose copy has the list of a view, and whose site does not answer any more. */
const withCopy = async (): Promise<SignedIn> => {
  const world = await signedIn()
  const screen = await world.home.open(['--view', 'open'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.waitForText(/Reporter +\S/)
  await screen.press('q')
  await screen.exit
  world.sandbox.faults.add({ kind: 'slow', delayMs: 600_000, match: { path: /./ } })
  return world
}

const output = (screen: Screen): string => screen.rawOutput().toString('latin1')

/** Until the first rows are there, whatever else is. */
const hasRows = (screen: Screen): Promise<unknown> =>
  screen.waitUntil('the first rows', () => /1\/\d+/.test(output(screen)))

/** A row of the screen without the blanks and styles that may be written in more than one way. */
const bare = (line: string): string => line.replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '').trimEnd()

test('the rows that are there first are those that stay', async () => {
  await using world = await withCopy()
  const screen = await world.home.open([], size)
  await screen.waitForText(/Reporter +\S/)
  const [, drawn = ''] = screen.rawOutput().toString('utf8').split('\u001B[?7l\u001B[H')
  const [first = ''] = drawn.split('\u001B]')
  const list = first
    .split('\r\n')
    .map(bare)
    .filter((line) => /^│.*[A-Z]+-\d+ .*│$/.test(line))
  const final = screen.text().split('\n')
  expect(list.length).toBeGreaterThan(10)
  // The first row counts as read after a while, and what is beside the list comes later.
  for (const line of list.slice(1)) {
    const rows = line.slice(0, line.lastIndexOf('│', line.length - 2))
    expect(final.filter((row) => row.startsWith(rows))).toHaveLength(1)
  }
})

test('a key that is pressed as soon as there are rows is not lost', async () => {
  await using world = await withCopy()
  const screen = await world.home.open([], size)
  await hasRows(screen)
  screen.send('jj')
  expect(await screen.waitForText(/3\/\d+/)).not.toMatch(/ 1\/\d+/)
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s gives the terminal back as soon as there are rows',
  async (signal) => {
    await using world = await withCopy()
    const screen = await world.home.open([], size)
    await hasRows(screen)
    screen.kill(signal)
    await screen.exit
    expect(screen.alternateScreen).toBe(false)
    expect(output(screen)).toMatch(/\u001B\[\?7h/)
    expect(output(screen).lastIndexOf('\u001B[?25h')).toBeGreaterThan(output(screen).lastIndexOf('\u001B[?25l'))
  },
)
