import { expect, test } from 'vitest'
import { signedIn } from '../signed-in.ts'

const size = { cols: 120, rows: 36 }

test('what the site refused is edited in the dialog that makes it, and sent instead', async () => {
  await using world = await signedIn()
  world.sandbox.faults.add({
    match: { method: 'PUT', path: /assignee/ },
    times: 1,
    kind: 'status',
    status: 400,
    message: 'Nobody today',
  })
  const screen = await world.home.open(['--view', 'untriaged'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('A')
  await screen.waitForText('1 not taken (O)')
  await screen.press('O')
  await screen.waitForText('✗ not taken')
  await screen.waitForText('e edits it')
  await screen.press('e')
  await screen.waitForText('The site said: Nobody today')
  await screen.waitForText('Mira Lindqvist')
  await screen.press('enter')
  await screen.waitForText('Everything was sent')
  await screen.press('esc')
  await screen.waitForText(/Assignee +Mira Lindqvist/)
})

test('several that were refused are marked, and given up after a word', async () => {
  await using world = await signedIn()
  world.sandbox.faults.add({ match: { method: 'PUT', path: /assignee/ }, kind: 'status', status: 403 })
  const screen = await world.home.open(['--view', 'untriaged'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.press('A')
  await screen.waitForText('1 not taken (O)')
  await screen.press('j', 'A')
  await screen.waitForText('2 not taken (O)')
  await screen.press('O')
  await screen.waitForText('✗ not taken')
  await screen.press('*')
  await screen.waitForText('gives 2 up')
  await screen.press('d')
  await screen.waitForText('Give up 2 changes?')
  await screen.press('enter')
  await screen.waitForText('Everything was sent')
  await screen.waitForText('Given up: 2 of 2 changes')
})

test('both sides of a text in conflict are brought together, line by line', async () => {
  await using world = await signedIn()
  const { home, sandbox } = world
  const jql = 'project = PAY AND resolution is EMPTY'
  const found = await home.run(['issue', 'list', '--jql', jql, '--limit', '1', '--json'])
  const [{ key } = { key: '' }] = JSON.parse(found.stdout) as { key: string }[]
  const described = (text: string) => home.run(['issue', 'edit', key, '--raw', '--description', '-'], { input: text })
  await described('one\n\ntwo\n\nthree')
  await home.run(['issue', 'view', key])
  await home.run(['issue', 'edit', key, '--raw', '--description', 'zero\n\none\n\ntwo\n\nthree', '--offline'])
  const authorization = `Bearer ${sandbox.issuePat('tomasz.w')}`
  const changed = await fetch(`${sandbox.baseUrl}/rest/api/2/issue/${key}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ fields: { description: 'one\n\ntwo\n\n3' } }),
  })
  expect(changed.status).toBe(204)
  const screen = await home.open(['--view', 'untriaged'], size)
  await screen.waitForText(/1\/\d+/)
  await screen.waitForText('(O)')
  await screen.press('O')
  await screen.waitForText('≠ changed on both sides')
  await screen.press('enter')
  await screen.waitForText('e both, edited')
  await screen.press('e')
  await screen.waitForText('Nothing was changed by both')
  await screen.press('ctrl-s')
  await screen.waitForText('● both')
  await screen.press('enter')
  await screen.waitForText('Everything was sent')
  const { stdout } = await home.run(['issue', 'view', key, '--raw', '--json'])
  expect(JSON.parse(stdout).description).toBe('zero\n\none\n\ntwo\n\n3')
})
