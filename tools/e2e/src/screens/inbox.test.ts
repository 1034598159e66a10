import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { signedIn } from '../signed-in.ts'

/** The key of the issue that is decided about, from the title of its pane. */
const currentKey = (screen: Screen): string => /─ ([A-Z]+-\d+) ─/.exec(screen.text())?.[1] ?? ''

const openInbox = async (
  world: Awaited<ReturnType<typeof signedIn>>,
  size = { cols: 120, rows: 36 },
): Promise<Screen> => {
  const screen = await world.home.open(['--view', 'untriaged'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('i')
  await screen.waitForText(/\d+ left/)
  await screen.waitUntil('an issue to decide about', () => currentKey(screen) !== '')
  return screen
}

test('one key decides, the next issue is there by itself, and u brings the last one back also in another run', async () => {
  await using world = await signedIn()
  const screen = await openInbox(world)
  const first = currentKey(screen)
  await screen.press('y')
  await screen.waitForText(`${first} accepted`)
  await screen.waitUntil('the next issue', () => !['', first].includes(currentKey(screen)))
  await screen.waitForText('1 decided')
  await screen.press('esc', 'q')
  await screen.exit
  const again = await openInbox(world)
  await again.waitForText('1 decided')
  await again.waitForNoText(first)
  await again.press('u')
  await again.waitForText(`Taken back: ${first} accepted`)
  await again.waitUntil('the issue again', () => currentKey(again) === first)
})

test('what is alike is shown while one looks, and a number closes the issue as its duplicate', async () => {
  await using world = await signedIn()
  const screen = await openInbox(world)
  await screen.press('j', 'j', 'j')
  await screen.waitForText(/ 1 +\d+% /)
  // What is alike to the issue before may still be there.
  await screen.waitIdle()
  const key = currentKey(screen)
  const original = / 1 +\d+% ([A-Z]+-\d+)/.exec(screen.text())?.[1] ?? ''
  await screen.press('d')
  await screen.waitForText(`${key} is a duplicate of…`)
  await screen.press('1')
  await screen.waitForText(`closed as a duplicate of ${original}`)
  await hasSent(world.home, screen)
  const { stdout } = await world.home.run(['issue', 'view', key, '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ resolution: 'Duplicate' })
  expect(stdout).toContain(original)
})

test('on a small screen there is one issue at a time', async () => {
  await using world = await signedIn()
  const screen = await openInbox(world, { cols: 40, rows: 10 })
  const first = currentKey(screen)
  await screen.press('n')
  await screen.waitForNoText(`─ ${first} ─`)
  await screen.waitForText(/1\/\d+ ─╮/)
  await screen.press('esc')
  await screen.waitForText('─ Untriaged ─')
})

const rules = `inbox:
  view: Untriaged
  accept: [{ assign: me }, { label: { add: [triaged] } }]
  reasons: [{ reason: Out of scope, comment: "Thank you, {{reporter}}", resolution: Declined }]
`

test('what y does is in the file of settings, stands at the bottom, and comes back with one u', async () => {
  await using world = await signedIn()
  await mkdir(join(world.home.folder, 'config'), { recursive: true })
  await writeFile(join(world.home.folder, 'config/config.yaml'), rules)
  // A first start reads the file while the list is on screen already.
  expect(await world.home.run(['macro', 'list'])).toMatchObject({ code: 0 })
  const screen = await world.home.open(['--view', 'mine'], { cols: 120, rows: 36 })
  await screen.waitForText('─ Mine ─')
  await screen.press('i')
  await screen.waitForText('Inbox ▸ Untriaged')
  await screen.waitForText(/─ [A-Z]+-\d+ ─/)
  await screen.waitForText('y accept: assign to me')
  const key = currentKey(screen)
  await screen.press('y')
  await screen.waitForText(`${key} accepted`)
  await hasSent(world.home, screen)
  const view = async () => JSON.parse((await world.home.run(['issue', 'view', key, '--json'])).stdout)
  expect(await view()).toMatchObject({
    assignee: { name: 'Mira Lindqvist' },
    labels: expect.arrayContaining(['triaged']),
  })
  await screen.press('u')
  await screen.waitForText(`Taken back: ${key} accepted`)
  await hasSent(world.home, screen)
  await screen.waitUntil('the issue again', () => currentKey(screen) === key)
  expect((await view()).labels).not.toContain('triaged')
  await screen.press('x')
  await screen.waitForText('Out of scope')
  await screen.waitForText('Thank you, {{reporter}} · Declined')
  await screen.press('esc', 'z', 'enter', 'Z')
  await screen.waitForText('1 snoozed issue')
  await screen.press('enter')
  await screen.waitForText(`${key} awake again`)
})
