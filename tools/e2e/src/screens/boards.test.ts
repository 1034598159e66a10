import type { Screen } from '@mmd/tools-screen-driver'
import { test } from 'vitest'
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
  await again.waitForText('OPS-')
})
