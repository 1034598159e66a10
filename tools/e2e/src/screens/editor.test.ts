import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

/** Says that it has the terminal, waits for a line, and writes that into the file. */
const asking = `sh -c 'printf "the editor has it"; read line; printf "%s from the editor" "$line" > "$1"' sh`

test('Ctrl-E gives the terminal to the editor, and the screen comes back with what was written there', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'open'], { env: { VISUAL: asking } })
  await screen.waitForText(/1\/2\d\d/)
  await screen.press('c')
  await screen.waitForText('Comment on')
  for (const word of ['once', 'twice']) {
    await screen.press('ctrl-e')
    await screen.waitForText('the editor has it')
    screen.send(`${word}\r`)
    await screen.waitForText(new RegExp(`Comment on[^]*${word} from the editor`))
  }
  await screen.type(' and here')
  expect(await screen.waitForText('and here')).toContain('twice from the editor and here')
})

test('an editor that fails, or dies, leaves the text and the screen as they were', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'open'], { env: { VISUAL: `sh -c 'stty -echo; kill -9 $$'` } })
  await screen.waitForText(/1\/2\d\d/)
  await screen.press('c')
  await screen.waitForText('Comment on')
  await screen.type('mine')
  await screen.press('ctrl-e')
  await screen.waitForText(/ended (?:with|by)/)
  await screen.type(' still')
  await screen.waitForText(/Comment on[^]*mine still/)
})
