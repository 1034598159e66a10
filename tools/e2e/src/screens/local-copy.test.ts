import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { type SignedIn, signedIn } from '../signed-in.ts'

const size = { cols: 140, rows: 40 } as const

/** The key under the cursor, from the title of the preview. */
const currentKey = (screen: Screen): string => /╭─ ([A-Z]+-\d+) ─/.exec(screen.text())?.[1] ?? ''

/** Opens the program on a list, and leaves what it has fetched in the copy. */
const open = async (world: SignedIn, view = 'open'): Promise<Screen> => {
  const screen = await world.home.open(['--view', view], size)
  await screen.waitForText(/1\/\d+/)
  await screen.waitForText(/Reporter +\S/)
  return screen
}

const quit = async (screen: Screen): Promise<void> => {
  await screen.press('q')
  await screen.exit
}

const shown = async (world: SignedIn, key: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(`${world.sandbox.baseUrl}/rest/api/2/issue/${key}`, { headers: headers(world, 'mira') })
  return (await answer.json()) as Record<string, unknown>
}

const headers = (world: SignedIn, login: string): Record<string, string> => ({
  authorization: `Bearer ${world.sandbox.issuePat(login)}`,
  'content-type': 'application/json',
})

const fieldsOf = async (world: SignedIn, key: string): Promise<Record<string, { name?: string } | null>> =>
  (await shown(world, key))['fields'] as Record<string, { name?: string } | null>

const writes = (world: SignedIn): readonly string[] =>
  world.sandbox.journal.entries.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`)

test('the second start has the last list at once, although the site cannot be reached', async () => {
  await using world = await signedIn()
  const first = await open(world, 'mine')
  const key = currentKey(first)
  await quit(first)
  await world.sandbox.close()
  const second = await world.home.open([], size)
  await second.waitForText(new RegExp(`╭─ Mine[^]*${key}`))
  await second.waitForText(/reached|network|connection/i)
  expect(second.text()).toContain(key)
})

test('a key changes its row before the site has answered, and says how it is taken back', async () => {
  await using world = await signedIn()
  const screen = await open(world, 'untriaged')
  world.sandbox.faults.add({ kind: 'slow', delayMs: 600_000, match: { path: /\/assignee$/ } })
  await screen.press('A')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
  await screen.waitForText('⇅ 1')
  await screen.waitForText('u takes it back')
})

test('what was done right before the program was killed is sent at the next start, once', async () => {
  await using world = await signedIn()
  const screen = await open(world, 'untriaged')
  const key = currentKey(screen)
  const hurry = world.sandbox.faults.add({
    kind: 'slow',
    delayMs: 600_000,
    match: { path: `/rest/api/2/issue/${key}` },
  })
  await screen.press('A')
  await screen.waitForText('⇅ 1')
  screen.kill('SIGKILL')
  await screen.exit
  hurry()
  world.sandbox.journal.clear()
  const again = await open(world, 'untriaged')
  await hasSent(world.home, again)
  expect(writes(world)).toEqual([`PUT /rest/api/2/issue/${key}/assignee`])
  expect((await fieldsOf(world, key))['assignee']?.name).toBe('mira')
})

test('u takes back what an earlier run did, and Ctrl-R does it again', async () => {
  await using world = await signedIn()
  const screen = await open(world, 'untriaged')
  const key = currentKey(screen)
  await screen.press('A')
  await screen.waitForText(`${key} assigned`)
  await hasSent(world.home, screen)
  await quit(screen)
  const again = await open(world, 'open')
  await again.press('u')
  await again.waitForText(`Taken back: ${key} assigned to Mira Lindqvist`)
  await hasSent(world.home, again)
  expect(writes(world)).toHaveLength(2)
  expect((await fieldsOf(world, key))['assignee']).toBeNull()
  await again.press('ctrl-r')
  await again.waitForText(`Done again: ${key}`)
  await hasSent(world.home, again)
  expect(writes(world)).toHaveLength(3)
  expect((await fieldsOf(world, key))['assignee']?.name).toBe('mira')
})

test('what somebody else changed meanwhile is shown beside what was meant, and a choice decides', async () => {
  await using world = await signedIn()
  const screen = await open(world, 'untriaged')
  await screen.press('j')
  await screen.waitForText(/2\/\d+/)
  const key = currentKey(screen)
  const answer = await fetch(`${world.sandbox.baseUrl}/rest/api/2/issue/${key}/assignee`, {
    method: 'PUT',
    headers: headers(world, 'mira'),
    body: JSON.stringify({ name: 'kenji' }),
  })
  expect(answer.status).toBe(204)
  await screen.press('A')
  await screen.waitForText('≠ 1 conflict (O)')
  await screen.press('O')
  await screen.waitForText('≠ changed on both sides')
  await screen.press('enter')
  await screen.waitForText('Nothing was overwritten')
  await screen.waitForText(/was +nothing[\s\S]*mine +Mira Lindqvist[\s\S]*theirs +Kenji/)
  await screen.press('m', 'enter')
  await screen.waitForText('Everything was sent')
  expect((await fieldsOf(world, key))['assignee']?.name).toBe('mira')
})

test('the outbox says why something waits or was not taken, and gives it up', async () => {
  await using world = await signedIn()
  const screen = await open(world, 'untriaged')
  const key = currentKey(screen)
  world.sandbox.faults.add({ kind: 'status', status: 400, match: { path: /\/assignee$/ } })
  await screen.press('A')
  await screen.waitForText('! 1 not taken (O)')
  await screen.press('O')
  await screen.waitForText('✗ not taken')
  await screen.waitForText(`${key} assign to Mira Lindqvist`)
  await screen.press('d')
  await screen.waitForText('Everything was sent')
  await screen.press('esc')
  await screen.waitForNoText('not taken (O)')
})
