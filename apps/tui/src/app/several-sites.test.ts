import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type IssueKey, JiraApiError, type SiteClient } from '@mmd/jira-api/model'
import { expect, test } from 'vitest'
import { ready } from '../actions/flows/testing.ts'
import type { NameList } from '../session/kept-names.ts'
import { topModal } from '../state/state.ts'
import { createWorld, testFolder, testIssue, testSite, type World, type WorldOptions } from './testing.ts'

const sites = [testSite('acme'), testSite('beta', { user: { id: 'bea', name: 'Bea Both' } })]

/** Two sites as one list, which has the same keys twice. */
const openBoth = async (options: WorldOptions = {}): Promise<World> => {
  const issues = [testIssue(1), testIssue(2)]
  const world = createWorld({ sites, issues, ...options })
  await world.app.showSites(options.sites ?? sites)
  return world
}

const keysOf = (world: World): readonly IssueKey[] => world.session().replica.view(world.state().activeView)?.keys ?? []

/** What waits or was done on each site, by their sessions. */
const assigned = (world: World, site: string): unknown =>
  world
    .session()
    .members?.find((member) => member.site.name === site)
    ?.replica.changes(9)
    .filter(({ undoneBy }) => undoneBy === null)
    .map(({ title }) => title)

test('two sites are one list, and the cursor stays on a row of its site', async () => {
  const world = await openBoth()
  expect(keysOf(world).toSorted()).toEqual(['acme:PAY-1', 'acme:PAY-2', 'beta:PAY-1', 'beta:PAY-2'])
  expect(world.state().site?.name).toBe('acme + beta')
  world.press('y', 'Y')
  expect(world.copied).toEqual(['PAY-1', 'https://acme.example.com/browse/PAY-1'])
})

test('when sites are opened for the first time the cursor is at the top, whichever answers first', async () => {
  const late = Promise.withResolvers<void>()
  const search: SiteClient['search'] = async () => {
    await late.promise
    const issue = testIssue(9, { created: '2030-01-01T00:00:00.000Z', updated: '2030-01-01T00:00:00.000Z' })
    return { issues: [issue], startAt: 0, total: 1, warnings: [] }
  }
  const world = createWorld({ sites, issues: [testIssue(1), testIssue(2)], others: { beta: { search } } })
  const opening = world.app.showSites(sites)
  await world.until(({ activeView, lists }) => lists[activeView]?.cursorKey === 'acme:PAY-1')
  late.resolve()
  await opening
  expect(keysOf(world)[0]).toBe('beta:PAY-9')
  expect(world.state().lists[world.state().activeView]).toMatchObject({ cursor: 0, cursorKey: 'beta:PAY-9' })
})

test('what is done on marks of two sites at once is one change, each to its own person, and u takes back both', async () => {
  const world = await openBoth()
  const names = (): readonly string[] =>
    keysOf(world).map((key) => world.session().replica.issue(key)?.assignee?.name ?? 'nobody')
  world.press('*', 'A')
  expect(world.toast()).toBe('4 issues assigned to you · u takes it back')
  expect(names().toSorted()).toEqual(['Bea Both', 'Bea Both', 'Mia Me', 'Mia Me'])
  world.press('u')
  expect(names()).toEqual(['nobody', 'nobody', 'nobody', 'nobody'])
  expect(world.toast()).toBe('Taken back: 4 issues assigned to you · Ctrl-R does it again')
})

test('a file for issues of two sites is asked for once, and is one change', async () => {
  const file = join(testFolder(), 'shot.png')
  writeFileSync(file, 'x')
  const world = await openBoth()
  world.press('*', '@')
  await world.until(({ modals }) => modals.length > 0)
  expect(world.modal('prompt').title).toBe('Attach to 4 issues')
  world.paste(file)
  world.press('enter')
  await world.until(({ modals, toast }) => modals.length === 0 && toast !== null)
  expect(world.toast()).toContain('4 issues got shot.png attached')
  expect([assigned(world, 'acme'), assigned(world, 'beta')]).toEqual([
    ['4 issues got shot.png attached'],
    ['4 issues got shot.png attached'],
  ])
})

test('what is taken back on one of two sites says which, since both may have an issue of that key', async () => {
  const world = await openBoth()
  world.press('A')
  expect(world.toast()).toBe('acme: PAY-1 assigned to Mia Me · u takes it back')
  world.press('u')
  expect(world.toast()).toBe('acme: Taken back: PAY-1 assigned to Mia Me · Ctrl-R does it again')
  world.press('ctrl-r')
  expect(world.toast()).toBe('acme: Done again: PAY-1 assigned to Mia Me · u takes it back')
})

test('what is chosen from a site goes from site to site, and Esc leaves one out', async () => {
  const world = await openBoth()
  world.press('*', 'p')
  expect(world.modal('picker').title).toBe('Priority of 2 issues on acme')
  world.press('esc')
  await world.until((state) => {
    const modal = topModal(state)
    return modal?.kind === 'picker' && modal.title === 'Priority of 2 issues on beta' && modal.phase === 'ready'
  })
  world.press('enter')
  expect(world.toast()).toBe('beta: 2 issues set to priority High · u takes it back')
  expect(assigned(world, 'acme')).toEqual([])
  expect(assigned(world, 'beta')).toEqual(['2 issues set to priority High'])
  expect([...(world.state().lists[world.state().activeView]?.marked ?? [])].toSorted()).toEqual([
    'acme:PAY-1',
    'acme:PAY-2',
  ])
})

test('a dialog on one row says its site, and its draft is the one of that site', async () => {
  const world = await openBoth()
  world.press('c')
  expect(world.modal('text-area').title).toBe('Comment on PAY-1 on acme')
  world.press('h', 'i', 'esc')
  const [acme, beta] = world.session().members ?? []
  expect(acme?.replica.draft('comment/PAY-1')).toBe('hi')
  expect(beta?.replica.draft('comment/PAY-1')).toBe('')
})

test('a title that asks something says the site before it asks', async () => {
  const blocks = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
  const world = await openBoth({ answers: { linkTypes: async () => [blocks] } })
  world.press('d')
  expect(world.modal('picker').title).toBe('PAY-1 on acme is a duplicate of…')
  world.press('esc', 'L')
  await ready(world)
  expect(world.modal('picker').title).toBe('Link PAY-1 on acme')
  world.press('enter')
  await ready(world)
  expect(world.modal('picker').title).toBe('PAY-1 on acme blocks…')
})

test('what waits for a site that cannot be reached names it once', async () => {
  const refuse = () => Promise.reject(new JiraApiError('network', 'no route'))
  const world = await openBoth({ answers: { issue: refuse, assign: refuse } })
  world.press('A')
  await world.until(() => /is kept/.test(world.toast() ?? ''))
  expect(world.toast()).toBe('acme cannot be reached: no route · what you changed is kept and sent later')
})

test('a key that both sites have is offered on each', async () => {
  const world = await openBoth()
  world.press(':')
  world.paste('PAY-2')
  const { meant } = world.modal('picker')
  expect(meant?.('PAY-2').before.map(({ label }) => label)).toEqual([
    'acme:PAY-2  Summary of 2',
    'beta:PAY-2  Summary of 2',
  ])
  expect(meant?.('beta:PAY-2').before.map(({ id }) => id)).toEqual(['issue/beta:PAY-2'])
})

test('a site that does not answer is named once, and the rows of the other are there', async () => {
  const down: Partial<SiteClient> = { search: () => Promise.reject(new JiraApiError('network', 'no route')) }
  const world = await openBoth({ others: { beta: down } })
  expect(keysOf(world)).toEqual(['acme:PAY-1', 'acme:PAY-2'])
  expect(world.toast()).toMatch(/^beta cannot be reached/)
})

test('without one of its sites a list over two is that of the other', async () => {
  const world = await openBoth()
  await world.app.siteRemoved('beta')
  await world.until(({ site }) => site?.name === 'acme')
  expect(world.session().members).toBeUndefined()
  expect(world.closed).toEqual(['beta'])
})

test('a site that is renamed stays in the list over several', async () => {
  const world = await openBoth()
  await world.app.siteRenamed('beta', testSite('gamma'), async () => undefined)
  expect(world.state().site?.name).toBe('acme + gamma')
  expect(keysOf(world)).toContain('gamma:PAY-1')
})

test('signing in to one of several leaves the list on screen', async () => {
  const world = await openBoth()
  const [, beta = testSite()] = sites
  world.app.signIn(beta)
  expect(world.wishes).toEqual([{ stays: true }])
  await world.app.signedIn(beta)
  expect(world.state().site?.name).toBe('acme + beta')
})

test('@acme,beta in the palette shows both, and what was last is offered', async () => {
  const kept: (readonly string[])[] = []
  const shell = {
    keptNames: (list: NameList) => (list === 'together' ? ['beta', 'acme'] : []),
    keepNames: async (list: NameList, names: readonly string[]) => {
      if (list === 'together') kept.push(names)
    },
  }
  const world = createWorld({ sites, shell })
  await world.app.showSite(world.site)
  world.press(':')
  await world.until((state) => {
    const modal = topModal(state)
    return modal?.kind === 'picker' && modal.items.some(({ label }) => label === '@beta,acme')
  })
  world.paste('@acme,beta')
  world.press('enter')
  await world.until(({ site }) => site?.name === 'acme + beta')
  expect(kept).toEqual([['acme', 'beta']])
})
