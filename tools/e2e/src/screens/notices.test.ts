import { expect, test } from 'vitest'
import { type SignedIn, signedIn } from '../signed-in.ts'

/** Writes to the site, as somebody else by itself. */
const write = async (
  { sandbox }: SignedIn,
  method: string,
  path: string,
  body: unknown,
  as?: string,
): Promise<void> => {
  const who = as ?? sandbox.world.users.find(({ name, active }) => active && name !== 'mira')?.name ?? ''
  const response = await fetch(`${sandbox.baseUrl}/rest/api/2/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.issuePat(who)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

/** What the terminal was told by OSC 777. */
const notices = (output: string): readonly string[] =>
  [...output.matchAll(/\u001B\]777;notify;mmd-tui;([^\u0007]*)\u0007/gu)].map(([, text = '']) => text)

test('what comes to me while I look elsewhere is told once, and what I do myself never', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 30, env: { TERM: 'foot' } })
  const list = await screen.waitForText(/1\/\d+/)
  const mine = [...new Set(list.match(/PAY-\d+/gu) ?? [])].slice(0, 3)
  const [first = '', second = '', third = ''] = mine
  await screen.press('J')
  await screen.waitForText('╭─ JQL')
  await screen.press('ctrl-u')
  await screen.type(`key in (${mine.join(', ')}) order by key`)
  await screen.press('enter')
  await screen.waitForText('1/3')
  const told = (): readonly string[] => notices(screen.rawOutput().toString('utf8'))
  // While somebody looks nothing is told, nor what was there before.
  await write(world, 'PUT', `issue/${first}/assignee`, { name: 'mira' })
  await screen.press('r')
  await screen.waitForText(`•${first}`)
  expect(told()).toEqual([])
  screen.send('\u001B[O')
  await write(world, 'PUT', `issue/${third}/assignee`, { name: 'mira' }, 'mira')
  await write(world, 'PUT', `issue/${second}/assignee`, { name: 'mira' })
  await screen.press('r')
  await screen.waitUntil('a notice', () => told().length > 0)
  await screen.press('r')
  await screen.waitIdle()
  expect(told()).toEqual([expect.stringContaining(`${second} is assigned to you`)])
  // What was told is not told again.
  screen.send('\u001B[I')
  screen.send('\u001B[O')
  await screen.press('r')
  await screen.waitIdle()
  expect(told()).toHaveLength(1)
})
