import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

test('help is searched, says what cannot be done, and does what the cursor is on', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 80, rows: 24 })
  await screen.waitForText(/1\/\d+/)
  await screen.waitIdle()
  await screen.press('?')
  await screen.waitForText(/▸ Enter +Open the issue/)
  await screen.press('/')
  await screen.type('take back the')
  await screen.waitForText('nothing was changed yet')
  await screen.press('enter')
  await screen.waitForText('Take back the last change: nothing was changed yet')
  await screen.press('ctrl-u')
  await screen.type('edit the jql')
  await screen.waitForText(/▸ J +Edit the JQL/)
  await screen.press('enter')
  expect(await screen.waitForText('╭─ JQL')).not.toContain('╭─ Keys')
})

test.each([
  [40, 10],
  [200, 60],
])('help and the palette say how one leaves on %i × %i', async (cols, rows) => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols, rows })
  await screen.waitForText(/1\/\d+/)
  await screen.press('?')
  await screen.waitForText('Esc closes')
  await screen.press('G')
  await screen.waitForText('Esc closes')
  await screen.press('esc', ':')
  await screen.waitForText('Commands')
  await screen.waitForText('Esc closes')
  await screen.type('#refund')
  await screen.waitForText(/[A-Z]+-\d+ {2}.*refund/iu)
  await screen.type('xyzzy')
  await screen.waitForText('nothing like that')
})
