import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

/** A click of the left button as a terminal tells of it; cells count from 1. */
const click = (screen: Screen, column: number, row: number): void =>
  screen.send(`\u001B[<0;${column};${row}M\u001B[<0;${column};${row}m`)

const openList = (world: Awaited<ReturnType<typeof signedIn>>, env: Readonly<Record<string, string>> = {}) =>
  world.home.open(['--view', 'open'], { cols: 132, rows: 36, env })

test('clicks, the wheel and pulling a border do what they point at, and keys typed between them stay keys', async () => {
  await using world = await signedIn()
  const screen = await openList(world)
  await screen.waitForText(/1\/2\d\d/)
  click(screen, 50, 3 + 4)
  await screen.waitForText(/5\/2\d\d/)
  screen.send('j\u001B[<65;50;10Mj')
  await screen.waitForText(/7\/2\d\d/)
  const edge = screen.line(1).indexOf('╮')
  screen.send(`\u001B[<0;${edge + 1};9M\u001B[<32;${edge + 7};9M\u001B[<0;${edge + 7};9m`)
  await screen.waitUntil('the views are wider', (shown) => shown.line(1).indexOf('╮') === edge + 6)
  const keys = screen.line(-2).indexOf('? keys')
  click(screen, keys + 2, 35)
  await screen.waitForText('╭─ Keys')
  await screen.press('esc')
  click(screen, 60, 8)
  click(screen, 60, 8)
  expect(await screen.waitForNoText('╭─ Views')).toMatch(/╭─ [A-Z]+-\d+/)
})

test('the terminal is asked for clicks while the screen is there, and given back without', async () => {
  await using world = await signedIn()
  const screen = await openList(world)
  await screen.waitForText(/1\/2\d\d/)
  const output = (): string => screen.rawOutput().toString('latin1')
  expect(output()).toContain('\u001B[?1000h\u001B[?1002h\u001B[?1006h')
  await screen.press('q')
  await screen.exit
  const off = output().lastIndexOf('\u001B[?1000l')
  expect(off).toBeGreaterThan(output().lastIndexOf('\u001B[?1000h'))
})

test('MMD_NO_MOUSE leaves the pointer to the terminal', async () => {
  await using world = await signedIn()
  const screen = await openList(world, { MMD_NO_MOUSE: '1' })
  await screen.waitForText(/1\/2\d\d/)
  expect(screen.rawOutput().toString('latin1')).not.toMatch(/\u001B\[\?100[0236]h/)
})
