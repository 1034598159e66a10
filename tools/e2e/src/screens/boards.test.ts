import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

type World = Awaited<ReturnType<typeof signedIn>>

const open = async (world: World, size = { cols: 140, rows: 40 }): Promise<Screen> => {
  const screen = await world.home.open(['--view', 'mine'], size)
  await screen.waitForText(/\d+\/\d+/)
  return screen
}

const toBoard = async (screen: Screen, name: string): Promise<void> => {
  await screen.press('B')
  await screen.waitForText('Show a board')
  await screen.waitForText(name)
  await screen.type(name)
  await screen.press('enter')
}

/** The key in the first card of a column: columns are found by the lines between them. */
const firstCard = (screen: Screen, column: number): string => {
  const row = screen
    .text()
    .split('\n')
    .find((line) => /[A-Z]+-\d+ .*│/.test(line.slice(26)))
  return /[A-Z]+-\d+/.exec((row ?? '').slice(26).split('│')[column + 1] ?? '')?.[0] ?? ''
}

test('a board shows its columns, limits and sprint; a card moves on, is ranked, and both are taken back', async () => {
  await using world = await signedIn()
  const screen = await open(world)
  await toBoard(screen, 'Payments sprint board')
  await screen.waitForText(/In review +\d+ of 4/)
  expect(screen.text()).toMatch(/PAY 37, \d+ days? left/)
  expect(screen.text()).toContain('Backlog: Payment')
  const key = firstCard(screen, 1)
  await screen.press('l', 'J')
  await screen.waitUntil('another card to be the first', () => firstCard(screen, 1) !== key)
  await screen.waitForText('⇅ 0')
  await screen.press('u')
  await screen.waitUntil('the card to be where it was', () => firstCard(screen, 1) === key)
  await screen.press('H')
  // What the step requires is asked for.
  await screen.waitForText('Question for the reporter')
  await screen.type('Which card?')
  await screen.press('ctrl-s', 'ctrl-s')
  await screen.waitForText(`${key} → `)
  await screen.waitForText('⇅ 0')
  const { stdout } = await world.home.run(['issue', 'view', key, '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ status: expect.not.stringContaining('In Progress') })
})

test('what is on a board is there without the network, and after a restart the board is the last view', async () => {
  await using world = await signedIn()
  const screen = await open(world)
  await toBoard(screen, 'Operations')
  await screen.waitForText(/Selected +\d+/)
  await screen.press('q')
  await screen.exit
  await world.sandbox.close()
  const again = await world.home.open([], { cols: 140, rows: 40 })
  await again.waitForText(/Selected +\d+/)
  expect(again.text()).toContain('OPS-')
})

test('on a small screen there is one column at a time', async () => {
  await using world = await signedIn()
  const screen = await open(world, { cols: 40, rows: 12 })
  await toBoard(screen, 'Operations')
  await screen.waitForText('columns 1–1 of 4 ›')
  await screen.press('l')
  await screen.waitForText('‹ columns 2–2 of 4 ›')
})

test('a queue is put in the order of the time that is left', async () => {
  await using world = await signedIn()
  const screen = await open(world)
  await screen.press('Q')
  await screen.waitForText('Show a queue')
  await screen.waitForText('Waiting for us')
  await screen.type('Waiting')
  await screen.press('enter')
  await screen.waitForText(/Key +Time to res/)
  await screen.waitForText(/SUP-\d+/)
  expect(screen.text()).toContain('Queues')
})
