import type { IssueKey } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { createWorld, testIssue, testSite, type World } from '../../../app/testing.ts'
import { inboxKeys } from '../../../inbox/select-inbox.ts'
import { ready } from '../testing.ts'
import { lookForCandidates } from './look-for-candidates.ts'

/** The inbox over two sites as one list, which has the same keys twice. */
const openBoth = async (): Promise<World> => {
  const sites = [testSite('acme'), testSite('beta', { user: { id: 'bea', name: 'Bea Both' } })]
  const issues = [1, 2, 3].map((number) => testIssue(number, { summary: `Crash in checkout ${number}` }))
  const world = createWorld({ sites, issues })
  await world.app.showSites(sites)
  world.press('i')
  return world
}

const queue = (world: World): readonly IssueKey[] => inboxKeys(world.state(), world.session().replica)

const decidedOn = (world: World, site: string): readonly string[] =>
  world
    .session()
    .members?.find((member) => member.site.name === site)
    ?.replica.decisions()
    .map(({ key, verdict }) => `${key} ${verdict}`) ?? []

test('a decision is of the site whose issue it is, and says so; u takes back the last one wherever it was', async () => {
  const world = await openBoth()
  expect(queue(world)).toHaveLength(6)
  const first = world.state().inbox?.cursorKey ?? ''
  const site = first.split(':')[0] ?? ''
  world.press('y')
  expect(world.toast()).toBe(`${site}: PAY-1 accepted · u takes it back`)
  expect(decidedOn(world, site)).toEqual(['PAY-1 accepted'])
  expect(decidedOn(world, site === 'acme' ? 'beta' : 'acme')).toEqual([])
  expect(queue(world)).toHaveLength(5)
  world.press('j', 'u')
  expect(world.state().inbox?.cursorKey).toBe(first)
})

test('who may be assigned is asked of the issue’s own site, and what is alike is of that site too', async () => {
  const world = await openBoth()
  const key = queue(world).find((one) => one.startsWith('beta:'))
  while (world.state().inbox?.cursorKey !== key) world.press('j')
  world.press('d')
  expect(world.state().inbox?.candidates?.found.map(({ issue }) => issue.key)).toEqual(['PAY-3', 'PAY-2'])
  world.press('esc', 'a')
  await ready(world)
  expect(world.modal('picker').title).toBe('Assign PAY-1 on beta')
  world.press('enter')
  expect(decidedOn(world, 'beta')).toEqual(['PAY-1 assigned'])
})

test('what was begun to be looked for on one site is not taken for what is alike on another', async () => {
  const sites = [testSite('acme'), testSite('beta')]
  const issues = [1, 2, 3].map((number) => testIssue(number, { summary: `Crash in checkout ${number}` }))
  const theirs = [1, 8, 9].map((number) => testIssue(number, { summary: `Crash in checkout ${number}` }))
  const search = async () => ({ issues: theirs, startAt: 0, total: theirs.length, warnings: [] })
  const world = createWorld({ sites, issues, others: { beta: { search } } })
  await world.app.showSite(testSite('acme'))
  world.press('i')
  const stop = lookForCandidates(world.app)
  stop()
  await world.app.showSite(testSite('beta'))
  world.press('i', 'd')
  expect(
    world
      .state()
      .inbox?.candidates?.found.map(({ issue }) => issue.key)
      .toSorted(),
  ).toEqual(['PAY-8', 'PAY-9'])
})

test('the inbox closes when its sites leave the screen', async () => {
  const world = await openBoth()
  await world.app.showSite(world.site)
  expect(world.state().inbox).toBeNull()
})
