import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Screen } from '@mmd/tools-screen-driver'
import { expect, test } from 'vitest'
import { hasSent } from '../has-sent.ts'
import { type SignedIn, signedIn } from '../signed-in.ts'

/** Opens the issue whole by its key. */
const open = async (world: SignedIn, key: string): Promise<Screen> => {
  const screen = await world.home.open(['--view', 'untriaged'], { cols: 120, rows: 40 })
  await screen.waitForText(/1\/\d+/)
  await screen.press(':')
  await screen.waitForText('Commands')
  await screen.type(key)
  await screen.press('enter')
  await screen.waitForText(`╭─ ${key} ─`)
  await screen.waitForText('Reporter')
  return screen
}

/** An issue with a comment and two attachments, the first of which says hello. */
const furnished = ({ sandbox }: SignedIn): string => {
  const issue = sandbox.world.issues.find(({ comments, projectKey }) => projectKey === 'PAY' && comments.length > 1)
  if (issue === undefined) throw new Error('the site has no such issue')
  const content = Buffer.from('hello')
  const file = { authorKey: null, created: Date.now(), size: content.length, mimeType: 'text/plain', content }
  issue.attachments = [{ ...file, id: '990001', filename: 'hello.txt' }]
  return issue.key
}

test('what costs a request of its own is asked for when it is opened, by one request', async () => {
  await using world = await signedIn()
  const key = furnished(world)
  const screen = await open(world, key)
  await screen.press('g', 'c')
  await screen.waitForText(/── Comments \d+/)
  await screen.waitForNoText('loading')
  await world.sandbox.journal.waitFor(({ path }) => path.endsWith(`/issue/${key}/remotelink`))
  const before = world.sandbox.journal.entries.length
  await screen.press('g')
  await screen.waitForText('h history')
  await screen.press('h')
  await screen.waitForText(/── History \d+/)
  expect(world.sandbox.journal.entries.slice(before).map(({ method }) => method)).toEqual(['GET'])
})

test('R answers the comment under the cursor, and s saves an attachment to a folder', async () => {
  await using world = await signedIn()
  const key = furnished(world)
  const screen = await open(world, key)
  await screen.press('g', 'c')
  await screen.waitForText('R reply')
  await screen.press('R')
  await screen.waitForText('wrote:')
  await screen.type('Thank you for that.')
  await screen.press('ctrl-s')
  await screen.waitForText('Mira Lindqvist · just now')
  await hasSent(world.home, screen)
  const { stdout } = await world.home.run(['issue', 'view', key, '--json', '--comments', '1'])
  expect(stdout).toContain('Thank you for that.')
  await screen.press('g', 'a')
  await screen.waitForText('▌hello.txt')
  await screen.press('s')
  await screen.waitForText('Save hello.txt')
  await screen.press('ctrl-u')
  await screen.type(world.home.folder)
  await screen.press('enter')
  await screen.waitForText('Saved ')
  expect(await readFile(join(world.home.folder, 'hello.txt'), 'utf8')).toBe('hello')
})
