import { JiraApiError, type SavedFilter, type SearchQuery } from '@mmd/jira-api/model'
import { StoreError } from '@mmd/replica'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { activeList } from '../state/state.ts'
import { createWorld, openWorld, testIssue, testSite, type World } from './testing.ts'

const filter = (id: string, name: string): SavedFilter => ({
  id,
  name,
  jql: `filter = ${id}`,
  owner: null,
  description: null,
  favourite: true,
})

const two = { sites: [testSite('work'), testSite('lab')] }
const titles = (world: World): readonly string[] => world.state().views.map(({ title }) => title)

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('a site is shown with its list, then its favourite filters, then the counts of all views', async () => {
  const world = await openWorld({ answers: { favouriteFilters: async () => [filter('7', 'Our bugs')] } })
  expect(titles(world)).toContain('Our bugs')
  expect(world.state()).toMatchObject({ activeView: 'untriaged', focus: 'list' })
  expect(activeList(world.state()).cursorKey).toBe('PAY-1')
  const { replica } = world.session()
  expect(world.state().views.map(({ id }) => replica.view(id)?.total)).toEqual([3, 3, 3, 3, 3, 0, 3])
  const order = world.calls.map(({ method, args }) =>
    method === 'search' && (args[0] as SearchQuery).maxResults === 0 ? 'count' : method,
  )
  expect(order).toEqual(['search', 'favouriteFilters', 'count', 'count', 'count', 'count', 'count'])
})

test('coming back to a site one is where one was, and nothing is fetched again', async () => {
  const world = await openWorld(two)
  world.press(']')
  await world.session().replica.openView(world.state().views[1] ?? { id: '', title: '', jql: '' })
  world.press('j', 'j', 'x', 'h')
  const before = world.calls.length
  await world.app.showSite(testSite('lab'))
  expect(world.state()).toMatchObject({ activeView: 'untriaged', focus: 'list' })
  await world.app.showSite(testSite('work'))
  expect(world.state()).toMatchObject({ activeView: 'mine', focus: 'views' })
  expect(activeList(world.state())).toMatchObject({ cursorKey: 'PAY-3' })
  expect(world.calls).toHaveLength(before)
})

test('favourite filters that were on their way when one left are there when one comes back', async () => {
  const held = Promise.withResolvers<readonly SavedFilter[]>()
  const asked = Promise.withResolvers<void>()
  const favouriteFilters = () => {
    asked.resolve()
    return held.promise
  }
  const world = createWorld({ ...two, answers: { favouriteFilters } })
  const shown = world.app.showSite(world.site)
  await asked.promise
  await world.app.showSite(testSite('lab'))
  held.resolve([filter('7', 'Our bugs')])
  await shown
  expect(titles(world)).not.toContain('Our bugs')
  await world.app.showSite(world.site)
  expect(titles(world)).toContain('Our bugs')
})

test('a view can be named, also one of the favourites and by its title', async () => {
  const answers = { favouriteFilters: async () => [filter('7', 'Our bugs')] }
  const built = createWorld({ answers })
  await built.app.showSite(built.site, 'mine')
  expect(built.state().activeView).toBe('mine')
  const favourite = createWorld({ answers })
  await favourite.app.showSite(favourite.site, 'our BUGS')
  expect(favourite.state().activeView).toBe('filter:7')
  expect(activeList(favourite.state()).cursorKey).toBe('PAY-1')
})

test('a view that is not there is said, and the first one shown', async () => {
  const world = createWorld()
  await world.app.showSite(world.site, 'nowhere')
  expect(world.state().activeView).toBe('untriaged')
  expect(world.toast()).toBe('There is no view called nowhere')
})

test('a named view that could not be looked for leaves one in the first view', async () => {
  const favouriteFilters = async () => {
    throw new JiraApiError('timeout', 'too slow')
  }
  const world = createWorld({ answers: { favouriteFilters } })
  await world.app.showSite(world.site, 'our bugs')
  expect(world.state().activeView).toBe('untriaged')
  expect(activeList(world.state()).cursorKey).toBe('PAY-1')
})

test('a named view that is found late does not change the site that is on screen by then', async () => {
  const held = Promise.withResolvers<readonly SavedFilter[]>()
  const world = createWorld({ ...two, answers: { favouriteFilters: () => held.promise } })
  const shown = world.app.showSite(world.site, 'our bugs')
  await world.app.showSite(testSite('lab'))
  held.resolve([filter('7', 'Our bugs')])
  await shown
  expect(world.state()).toMatchObject({ site: { name: 'lab' }, activeView: 'untriaged' })
})

test('a site opens in its default view, with everything else that belongs to it', async () => {
  const answers = { favouriteFilters: async () => [filter('7', 'Our bugs')] }
  const built = await openWorld({ answers, sites: [testSite('work', { defaultView: 'mine' })] })
  expect(built.state().activeView).toBe('mine')
  expect(titles(built)).toContain('Our bugs')
  expect(built.state().views.map(({ id }) => built.session().replica.view(id)?.total)).not.toContain(undefined)
  const favourite = await openWorld({ answers, sites: [testSite('work', { defaultView: 'our bugs' })] })
  expect(favourite.state().activeView).toBe('filter:7')
  const named = createWorld({ answers, sites: [testSite('work', { defaultView: 'mine' })] })
  await named.app.showSite(named.site, 'recent')
  expect(named.state().activeView).toBe('recent')
})

test('any other failure is one line in the footer', async () => {
  const world = await openWorld()
  world.app.fail(new JiraApiError('timeout', 'too slow'))
  expect(world.state().modals).toEqual([])
  expect(world.state().toast).toMatchObject({ tone: 'bad' })
  expect(world.toast()).toContain('work did not answer in time · Try again')
})

test('the cursor stays on its issue when rows come and go', async () => {
  let issues = [testIssue(1), testIssue(2), testIssue(3)]
  const search = async () => ({ issues, startAt: 0, total: issues.length, warnings: [] })
  const world = await openWorld({ answers: { search } })
  world.press('j')
  issues = [testIssue(8), testIssue(9), ...issues]
  await world.session().replica.refreshView('untriaged', { whole: true })
  expect(activeList(world.state())).toMatchObject({ cursor: 3, cursorKey: 'PAY-2' })
  issues = issues.filter(({ key }) => key !== 'PAY-2')
  await world.session().replica.refreshView('untriaged', { whole: true })
  expect(activeList(world.state())).toMatchObject({ cursor: 3, cursorKey: 'PAY-3' })
})

test('every open site is closed in the end', async () => {
  const world = await openWorld(two)
  await world.app.showSite(testSite('lab'))
  await world.close()
  expect(world.closed.toSorted()).toEqual(['lab', 'work'])
})

test('news leave the footer after a while, and newer news stay their own time', () => {
  const world = createWorld()
  world.app.toast('info', 'first')
  vi.advanceTimersByTime(5000)
  world.app.toast('info', 'second')
  vi.advanceTimersByTime(5000)
  expect(world.toast()).toBe('second')
  vi.advanceTimersByTime(1000)
  expect(world.toast()).toBe('')
})

test('nothing is left waiting once the program is closed', async () => {
  const world = await openWorld()
  world.press('j', ']', 'a', '3')
  world.press('esc')
  world.press('3')
  world.app.toast('info', 'bye')
  await world.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('what nobody foresaw is said and kept in the log, what the site answers is only said', async () => {
  const logged: [what: string, error: unknown][] = []
  const world = await openWorld({ shell: { logError: (what, error) => void logged.push([what, error]) } })
  const broken = new TypeError('no part of that name')
  world.app.fail(broken)
  expect(world.toast()).toBe('Something unexpected went wrong: no part of that name · The log file has the details')
  const odd = new StoreError('failed', 'an odd statement')
  world.app.fail(odd)
  world.app.fail(new JiraApiError('forbidden', 'not yours', { status: 403 }))
  expect(logged).toEqual([
    ['Something unexpected went wrong: no part of that name', broken],
    [expect.stringContaining('local copy'), odd],
  ])
})
