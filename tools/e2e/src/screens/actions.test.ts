import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { listRows } from '../journeys/rows.ts'
import { signedIn } from '../signed-in.ts'

/** The key under the cursor, from the title of the preview. */
const currentKey = (screen: Screen): string => /╭─ ([A-Z]+-\d+) ─/.exec(screen.text())?.[1] ?? ''

const view = async (world: Awaited<ReturnType<typeof signedIn>>, jql: string): Promise<Screen> => {
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 140, rows: 40 })
  await screen.waitForText(/1\/\d+/)
  await screen.press('J')
  await screen.waitForText('Enter searches')
  await screen.press('ctrl-u')
  await screen.type(jql)
  await screen.press('enter')
  await screen.waitForText(/▸ JQL +\d+ issue/)
  // The list is of the query when the issue under its cursor is the one beside it.
  await screen.waitUntil('the list of the query', () => {
    const row = listRows(screen).find(({ current }) => current)
    return screen.text().includes('╭─ JQL') && row !== undefined && row.key === currentKey(screen)
  })
  return screen
}

const shown = async (world: Awaited<ReturnType<typeof signedIn>>, key: string): Promise<Record<string, unknown>> => {
  const { stdout } = await world.home.run(['issue', 'view', key, '--json'])
  return JSON.parse(stdout)
}

test('A assigns to me at once, and the site has it', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND assignee is EMPTY AND resolution is EMPTY')
  const key = currentKey(screen)
  await screen.press('A')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
  await hasSent(world.home, screen)
  expect(await shown(world, key)).toMatchObject({ assignee: { name: 'Mira Lindqvist' } })
})

test('a asks whom, searching the site as one types', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND resolution is EMPTY')
  const key = currentKey(screen)
  await screen.press('a')
  await screen.waitForText(`Assign ${key}`)
  await screen.waitForText('Nobody')
  await screen.type('mira')
  await screen.waitForNoText('Nobody')
  await screen.waitForText('▸ Mira Lindqvist')
  await screen.press('enter')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
  await hasSent(world.home, screen)
  expect(await shown(world, key)).toMatchObject({ assignee: { id: 'mira' } })
})

test('s changes the status in two requests', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND status = Open AND resolution is EMPTY')
  const key = currentKey(screen)
  world.sandbox.journal.clear()
  await screen.press('s')
  await screen.waitForText(`Status of ${key}`)
  await screen.waitForText('In Progress')
  await screen.type('progress')
  await screen.press('enter')
  await screen.waitForText(`${key} → In Progress`)
  await hasSent(world.home, screen)
  expect(world.sandbox.journal.entries.map(({ method }) => method)).toEqual(['GET', 'POST'])
  expect(await shown(world, key)).toMatchObject({ status: 'In Progress' })
})

test('a status that needs a resolution asks for it and for nothing else', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND status = "In Progress" AND resolution is EMPTY')
  const key = currentKey(screen)
  await screen.press('s')
  await screen.waitForText('asks for Resolution')
  await screen.type('done')
  await screen.press('enter')
  await screen.waitForText('╭─ Resolution')
  await screen.type('fixed')
  await screen.press('enter')
  await screen.waitForText('▸ Done')
  await screen.press('enter')
  await screen.waitForText(`${key} → Done`)
  await hasSent(world.home, screen)
  expect(await shown(world, key)).toMatchObject({ statusCategory: 'done', resolution: 'Fixed' })
})

test('p and l set priority and labels, also on marked rows', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = OPS AND resolution is EMPTY ORDER BY key')
  const first = currentKey(screen)
  await screen.press('x')
  await screen.waitUntil('the next issue', () => !['', first].includes(currentKey(screen)))
  const second = currentKey(screen)
  await screen.press('x')
  await screen.waitForText('2 marked')
  await screen.press('p')
  await screen.waitForText('Priority of 2 issues')
  await screen.type('highest')
  await screen.waitForText('▸ Highest')
  await screen.press('enter')
  await screen.waitForText('u takes it back')
  await hasSent(world.home, screen)
  // The marks have served: they are gone with the first action.
  await screen.waitForNoText('marked ·')
  await screen.press('g', 'x', 'x')
  await screen.waitForText('2 marked')
  await screen.press('l')
  await screen.waitForText('Labels of 2 issues')
  await screen.type('triaged')
  await screen.waitForText('new')
  await screen.press('enter')
  await screen.waitForText('2 issues labelled')
  await hasSent(world.home, screen)
  for (const key of [first, second]) {
    expect(await shown(world, key)).toMatchObject({ priority: 'Highest', labels: expect.arrayContaining(['triaged']) })
  }
})

test('c comments; what was typed is kept when one leaves', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND resolution is EMPTY')
  const key = currentKey(screen)
  await screen.press('c')
  await screen.waitForText(`Comment on ${key}`)
  await screen.type('First line')
  await screen.press('enter')
  await screen.type('second line')
  await screen.press('esc')
  await screen.waitForText('The draft is kept')
  await screen.press('c')
  await screen.waitForText('second line')
  await screen.press('ctrl-s')
  await screen.waitForText(`${key} commented`)
  await hasSent(world.home, screen)
  await screen.press('enter')
  await screen.waitForText(/Mira Lindqvist[^]*second line/)
})

test('Enter opens the issue with one request and one for the links that are seen, Esc goes back', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND resolution is EMPTY')
  const key = currentKey(screen)
  world.sandbox.journal.clear()
  await screen.press('enter')
  await screen.waitForNoText('╭─ Views')
  const asked = (): readonly string[] => world.sandbox.journal.entries.map(({ path }) => path)
  await expect.poll(() => asked().length).toBeGreaterThan(1)
  await screen.waitIdle()
  expect(asked().toSorted()).toEqual([`/rest/api/2/issue/${key}`, `/rest/api/2/issue/${key}/remotelink`])
  await screen.press('esc')
  expect(await screen.waitForText('╭─ Views')).toContain(key)
})

test('y copies the key and Y the URL, by OSC 52', async () => {
  await using world = await signedIn()
  const screen = await view(world, 'project = PAY AND resolution is EMPTY')
  const key = currentKey(screen)
  await screen.press('y')
  await screen.waitForText(`Copied ${key}`)
  expect(screen.clipboard).toBe(key)
  await screen.press('Y')
  await screen.waitForText('Copied the URL')
  expect(screen.clipboard).toBe(`${world.sandbox.baseUrl}/browse/${key}`)
})
