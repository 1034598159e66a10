import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

const spoken = { INK_SCREEN_READER: 'true' }

test('a person who hears the screen opens a view, moves, assigns, takes it back and reads an issue', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 200, rows: 30, env: spoken })
  await screen.waitForText(/1 of \d+: [A-Z]+-\d+/)
  await screen.waitIdle()
  expect(screen.line(0)).toBe('acme, Untriaged')
  const sentence = (): string => screen.line(1)
  expect(sentence()).toMatch(/^1 of \d+: [A-Z]+-\d+: .+\. .*unassigned/)
  await screen.press('j')
  await screen.waitForText(/^2 of /mu)
  const [, key = ''] = /: ([A-Z]+-\d+): /.exec(sentence()) ?? []
  await screen.press('A')
  await screen.waitForText('takes it back')
  expect(screen.text()).toMatch(new RegExp(`${key} assigned to .*u takes it back`))
  await screen.press('u')
  await screen.waitForText('Taken back')
  await screen.waitUntil('the sentence of the issue', () => sentence().includes(`${key}: `))
  await screen.press('enter')
  await screen.waitForText('Reporter')
  await screen.waitForText('Comments')
  await screen.press('esc')
  await screen.waitForText(/^2 of /mu)
  await screen.waitUntil('the title', ({ title }) => title.includes('Untriaged'))
  // Neither frames nor signs of the cursor, and nothing that turns.
  expect(screen.text()).not.toMatch(/[─│╭╮╰╯▸▎⠋⠙⠹⠸]/u)
})

test('dialogs are read from the top, and a step in them changes the last line alone', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 200, rows: 40, env: spoken })
  await screen.waitForText(/1 of \d+: /)
  await screen.press('?')
  const before = (await screen.waitForText('Keys')).trimEnd().split('\n')
  expect(before.at(-1)).toMatch(/^> Enter +Open the issue/)
  await screen.press('j')
  await screen.waitUntil('another last line', () => screen.text().trimEnd() !== before.join('\n'))
  const after = screen.text().trimEnd().split('\n')
  expect(after.filter((line, at) => line !== before[at]).length).toBeLessThanOrEqual(3)
  await screen.press('esc', ':')
  await screen.waitForText('Commands')
  await screen.type('outbox:')
  await screen.press('enter')
  expect(await screen.waitForText('Everything was sent')).toContain('Esc closes')
})
