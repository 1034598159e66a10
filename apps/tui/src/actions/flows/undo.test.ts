import type { IssueDetail, IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { openWorld, testKey, type World } from '../../app/testing.ts'
import { deployments, type FormWorld, openFormWorld } from './forms/testing.ts'
import { drawn, idle, ready } from './testing.ts'

/** Puts the cursor on the first issue of the list of a query. */
const showFirst = async (world: World, jql: string): Promise<IssueKey> => {
  world.press('J', 'ctrl-u', jql, 'enter')
  await world.until(({ activeView }) => activeView === 'jql')
  await world.session().replica.openView({ id: 'jql', title: 'JQL', jql })
  const key = world.session().replica.view('jql')?.keys[0]
  if (key === undefined) throw new Error(`the site has nothing for ${jql}`)
  await world.until(({ lists }) => lists['jql']?.cursorKey === key)
  return key
}

const sprintOf = ({ fields }: IssueDetail): string | undefined =>
  fields.flatMap(({ value }) => (value.kind === 'sprints' ? value.sprints : [])).find(({ state }) => state !== 'closed')
    ?.name

const toSprint = async ({ world, sent }: FormWorld, name: string): Promise<void> => {
  world.press('t')
  await ready(world)
  world.press(name, 'enter')
  await sent()
}

test.each(deployments)('%s: undo moves an issue back to the sprint that it was in', async (deployment) => {
  const site = await openFormWorld(deployment, { siteIssues: 120 })
  const { world, read, sent } = site
  const key = await showFirst(world, 'project = PAY AND sprint in openSprints() ORDER BY created')
  const before = sprintOf(await read(key))
  expect(before).not.toBeUndefined()
  await toSprint(site, 'Backlog')
  expect(sprintOf(await read(key))).toBeUndefined()
  world.press('u')
  await sent()
  expect(sprintOf(await read(key))).toBe(before)
})

test.each(deployments)('%s: a move into the sprint that an issue is in is no older change', async (deployment) => {
  const site = await openFormWorld(deployment, { siteIssues: 120 })
  const { world, read, sent } = site
  const key = await showFirst(world, 'project = PAY AND sprint in openSprints() ORDER BY created')
  const before = sprintOf(await read(key)) ?? ''
  world.press('A')
  await sent()
  const { assignee } = await read(key)
  await toSprint(site, before)
  world.press('u')
  expect(world.toast()).toMatch(/^Taken back: .* moved to .*: it had changed nothing/)
  expect(world.state().modals).toEqual([])
  expect(sprintOf(await read(key))).toBe(before)
  expect((await read(key)).assignee).toEqual(assignee)
  expect(world.session().replica.changes(1)).toMatchObject([{ title: `undo ${key} moved to ${before}` }])
})

test('undo says first that the last change stays, and takes an older one only after Enter', async () => {
  const attachment = {
    id: '5',
    filename: 'a.txt',
    author: null,
    created: null,
    size: 1,
    mimeType: 'text/plain',
  } as const
  const world = await openWorld({ answers: { assign: async () => undefined, deleteAttachment: async () => undefined } })
  const { replica } = world.session()
  const assignee = (): string | undefined => replica.issue(testKey(1))?.assignee?.name
  const before = assignee()
  world.press('A')
  await idle(world)
  const mine = assignee()
  expect(mine).not.toBe(before)
  await replica.settled(replica.perform({ kind: 'delete-attachment', key: testKey(1), attachment }).id)
  world.press('u')
  expect(drawn(world)).toContain('Cannot be taken back')
  expect(drawn(world)).toContain('The content of a.txt is not kept')
  expect(drawn(world)).toContain('takes back the change before')
  world.press('esc')
  expect(assignee()).toBe(mine)
  world.press('u', 'enter')
  expect(assignee()).toBe(before)
  expect(world.toast()).toContain('stays: The content of a.txt is not kept here')
  // Once it was read nobody is asked again.
  await idle(world)
  world.press('ctrl-r')
  await idle(world)
  world.press('u')
  expect(world.state().modals).toEqual([])
  expect(assignee()).toBe(before)
})
