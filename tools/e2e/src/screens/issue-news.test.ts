import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { type SignedIn, signedIn } from '../signed-in.ts'

/** Opens the issue whole by its key. */
const openKey = async (screen: Screen, key: string): Promise<void> => {
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type(key)
  await screen.press('enter')
  await screen.waitForText(`╭─ ${key} ─`)
  await screen.waitForText('Reporter')
}

/** An issue with sub-tasks or without, of a project that everybody may write in. */
const anIssue = ({ sandbox }: SignedIn) => {
  const issue = sandbox.world.issues.find(({ comments, projectKey }) => projectKey === 'PAY' && comments.length > 1)
  if (issue === undefined) throw new Error('the site has no such issue')
  return issue
}

/** Writes to the site as somebody else. */
const asOther = async ({ sandbox }: SignedIn, method: string, path: string, body: unknown): Promise<void> => {
  const other = sandbox.world.users.find(({ name, active }) => active && name !== 'mira')?.name ?? ''
  const response = await fetch(`${sandbox.baseUrl}/rest/api/2/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandbox.issuePat(other)}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

test('what others did while the issue is open is marked, counted, and gone to with )', async () => {
  await using world = await signedIn()
  const { key } = anIssue(world)
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 40 })
  await screen.waitForText(/1\/\d+/)
  // What is old when a list is fetched for the first time counts as read.
  await screen.press('J')
  await screen.waitForText('╭─ JQL')
  await screen.press('ctrl-u')
  await screen.type(`key = ${key}`)
  await screen.press('enter')
  await screen.waitForText('1/1')
  await openKey(screen, key)
  await screen.waitIdle()
  await asOther(world, 'PUT', `issue/${key}`, { fields: { summary: 'Another summary altogether' } })
  await asOther(world, 'POST', `issue/${key}/comment`, { body: 'News of the day.' })
  await screen.press('r')
  await screen.waitForText('Another summary altogether')
  await screen.waitForText(/2 new since .* \) goes there/)
  await screen.waitUntil('the count in the title', () => screen.line(1).endsWith('2 new ─╮'))
  await screen.waitForText(/•Another summary/)
  await screen.press(')')
  await screen.press(')')
  await screen.waitForText('▌News of the day.')
  await screen.waitForText(/Comments \d+ · 1 new/)
  await screen.press(')')
  await screen.waitForText('That was all that is new')
})

test('g j edits the JQL of the list behind the issue', async () => {
  await using world = await signedIn()
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 40 })
  await screen.waitForText(/1\/\d+/)
  await openKey(screen, anIssue(world).key)
  await screen.press('g')
  await screen.waitForText('j JQL')
  await screen.press('j')
  expect(await screen.waitForText('╭─ JQL')).toContain('assignee is EMPTY')
  await screen.press('esc')
  await screen.waitForNoText('╭─ JQL')
})

test('a click goes to what it points at in an issue, two open it, and addresses are links of the terminal', async () => {
  await using world = await signedIn()
  const issue = anIssue(world)
  const child = world.sandbox.world.issues.find(({ projectKey, key }) => projectKey === 'PAY' && key !== issue.key)
  if (child === undefined) throw new Error('the site has no other issue')
  issue.description = 'See https://example.com/runbook?a=b for more.'
  issue.subtaskIds = [child.id]
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 40 })
  await screen.waitForText(/1\/\d+/)
  await openKey(screen, issue.key)
  await screen.waitForText('Sub-tasks 1')
  // What comes later moves what is clicked at.
  await screen.waitIdle()
  expect(screen.links().map(({ url }) => url)).toContain('https://example.com/runbook?a=b')
  const row = screen
    .text()
    .split('\n')
    .findIndex((line) => line.includes(`│ ${child.key} `))
  const click = `\u001B[<0;20;${row + 1}M\u001B[<0;20;${row + 1}m`
  screen.send(click)
  await screen.waitForText(`▌${child.key}`)
  screen.send(click + click)
  await screen.waitForText(`╭─ ${child.key} ─`)
  await screen.press('ctrl-o')
  await screen.waitForText(`╭─ ${issue.key} ─`)
})
