import { type IssuePage, JiraApiError } from '@mmd/jira-api/model'
import { expect, onTestFinished, test } from 'vitest'
import { createWorld, testIssue, type World } from './testing.ts'

const issues = [testIssue(1), testIssue(2)]
const rows: IssuePage = { issues, startAt: 0, total: 2, warnings: [] }

/** A site that is on screen for the first time, and gives its list when that is said. */
const openComing = (): { world: World; page: PromiseWithResolvers<IssuePage> } => {
  const page = Promise.withResolvers<IssuePage>()
  const world = createWorld({ issues, answers: { search: () => page.promise, transitions: async () => [] } })
  const shown = world.app.showSite(world.site)
  onTestFinished(() => (page.resolve(rows), shown))
  return { world, page }
}

test('s: what is pressed before the first rows are there waits for them, and what is typed behind it', async () => {
  const { world, page } = openComing()
  world.press('s', 'x')
  expect(world.toast()).toBe('Change the status: waits for the list · Esc forgets it')
  page.resolve(rows)
  await world.until(({ modals }) => modals.at(-1)?.kind === 'picker')
  await world.until(() => world.modal('picker').query.text === 'x')
  expect(world.modal('picker').title).toContain('PAY-1')
  expect(world.toast()).toBe('')
})

test('what waits for the first rows is forgotten with Esc, and the next key is taken at once', async () => {
  const { world, page } = openComing()
  world.press('s', 'x', 'esc', '?')
  await world.until(({ modals }) => modals.at(-1)?.kind === 'help')
  expect(world.toast()).toBe('')
  world.press('esc')
  page.resolve(rows)
  await world.until(({ lists, activeView }) => lists[activeView]?.cursorKey === 'PAY-1')
  expect(world.state().modals).toEqual([])
  expect(world.state().lists['untriaged']?.marked.size).toBe(0)
})

test('Ctrl-C ends the program whatever waits for the first rows', () => {
  const { world } = openComing()
  world.press('s', 'ctrl-c')
  expect(world.quits).toEqual([0])
})

test('a site that gives no rows ends the wait, and an empty list says what it is', async () => {
  const refused = openComing()
  refused.world.press('s')
  refused.page.reject(new JiraApiError('network', 'down'))
  await refused.world.until(({ toast, modals }) => toast?.tone === 'bad' || modals.length > 0)
  refused.world.press('?')
  await refused.world.until(({ modals }) => modals.length > 0)
  expect(refused.world.modal('help').typing).toBe(false)
  const empty = openComing()
  empty.world.press('s')
  empty.page.resolve({ ...rows, issues: [], total: 0 })
  await empty.world.until(({ toast }) => toast?.text === 'Change the status: there is no issue under the cursor')
})
