import type { Site } from '@mmd/auth'
import type { SearchQuery } from '@mmd/jira-api/model'
import { type Replica, StoreError } from '@mmd/replica'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { drawScreen } from '../screens/issue/testing.ts'
import { activeList } from '../state/state.ts'
import type { SiteSession } from './app.ts'
import {
  createTestClient,
  openTestSession,
  openWorld,
  testDetail,
  testFolder,
  testIssue,
  testKey,
  testSite,
  testText,
  type World,
} from './testing.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const many = (count: number) => Array.from({ length: count }, (_, at) => testIssue(at + 1))

/** What was asked for since the site was shown. */
const asked = (world: World): readonly string[] => world.callsOf('issue').map(([key]) => String(key))

const lists = (world: World): readonly SearchQuery[] =>
  world
    .callsOf('search')
    .map(([query]) => query as SearchQuery)
    .filter(({ maxResults }) => maxResults !== 0)

/** Rows are written down in turns of the event loop, which the timers here do not stop. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((turn) => setImmediate(turn))
}

test('a copy that takes no writes just now lets one read on', async () => {
  const world = await openWorld()
  const busy = (): never => {
    throw new StoreError('busy', 'somebody writes')
  }
  const { replica } = world.session()
  const visit = vi.spyOn(replica, 'visit').mockImplementation(busy)
  vi.spyOn(replica, 'markRead').mockImplementation(busy)
  world.press('enter')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(visit).toHaveBeenCalled()
  expect(world.state().zoomed).toBe(true)
})

test('a view that is passed by is not asked for, the one that is stayed on is', async () => {
  const world = await openWorld()
  world.press(']', ']')
  await vi.advanceTimersByTimeAsync(119)
  expect(lists(world)).toHaveLength(1)
  world.press(']')
  await vi.advanceTimersByTimeAsync(120)
  expect(lists(world).map(({ jql }) => jql)).toEqual([
    expect.stringContaining('assignee is EMPTY'),
    expect.stringContaining('updated >= -7d'),
  ])
  await until(() => activeList(world.state()).cursorKey !== null)
  expect(activeList(world.state()).cursorKey).toBe('PAY-1')
})

test('a view that was fetched before is shown without asking again', async () => {
  const world = await openWorld()
  world.press(']')
  await vi.advanceTimersByTimeAsync(200)
  world.press('[')
  await vi.advanceTimersByTimeAsync(200)
  expect(lists(world)).toHaveLength(2)
})

test('moving over issues that came with their description asks for nothing', async () => {
  const world = await openWorld({ issues: many(5) })
  world.press('j', 'j')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual([])
})

test('turning to an issue fetches it once: by Enter, and by the focus', async () => {
  const world = await openWorld({ issues: many(5) })
  world.press('enter')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual(['PAY-1'])
  world.press('esc', 'j', 'tab')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual(['PAY-1', 'PAY-2'])
})

test('an issue further down is fetched when the cursor rests on it, not while it passes', async () => {
  const world = await openWorld({ issues: many(400) })
  await world.session().replica.loadMore('untriaged', 400)
  world.press('150G')
  await vi.advanceTimersByTimeAsync(200)
  world.press('j')
  await vi.advanceTimersByTimeAsync(299)
  expect(asked(world)).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(asked(world)).toEqual(['PAY-151'])
})

test('where no preview is on screen none is fetched', async () => {
  const world = await openWorld({ issues: many(400), size: { columns: 70, rows: 30 } })
  await world.session().replica.loadMore('untriaged', 400)
  world.press('150G')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual([])
})

test('the cursor of a list that has just come asks for nothing', async () => {
  const world = await openWorld({ issues: many(3).map(({ description: _, ...issue }) => issue) })
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual([])
})

test('a view left before the cursor had rested asks for no issue', async () => {
  const world = await openWorld({ issues: many(400) })
  await world.session().replica.loadMore('untriaged', 400)
  world.press('150G', ']')
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked(world)).toEqual([])
})

test('more rows are fetched before the end of the list is on screen', async () => {
  const world = await openWorld({ issues: many(1500) })
  expect(lists(world)).toHaveLength(1)
  world.press('30G')
  await vi.advanceTimersByTimeAsync(0)
  expect(lists(world)).toHaveLength(1)
  world.press('70G')
  await vi.advanceTimersByTimeAsync(0)
  expect(lists(world).length).toBeGreaterThan(1)
  const rows = (): number => world.session().replica.view('untriaged')?.keys.length ?? 0
  await until(() => rows() >= 1100)
  expect(rows()).toBeLessThan(1500)
})

test('rows that do not come are asked for once, not with each key', async () => {
  const issues = many(40)
  let asks = 0
  const data = testFolder()
  const openSession = (site: Site): SiteSession => {
    const { client } = createTestClient(issues)
    const session = openTestSession(data, site, client)
    const real = session.replica
    // A list whose end the site never gives.
    const view: Replica['view'] = (id) => {
      const rows = real.view(id)
      return rows && { ...rows, total: 60 }
    }
    const loadMore = async (): Promise<void> => {
      asks += 1
    }
    return { ...session, replica: { ...real, view, loadMore } }
  }
  const world = await openWorld({ issues, shell: { openSession } })
  world.press('j', 'k', 'j')
  expect(asks).toBe(1)
})

test('the view of the other site is left alone when one switches within the pause', async () => {
  const world = await openWorld({ sites: [testSite('work'), testSite('lab')] })
  world.press(']')
  await world.app.showSite(testSite('lab'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(lists(world)).toHaveLength(1)
})

test('once stopped nothing is followed and nothing waits', async () => {
  const world = await openWorld({ issues: many(5) })
  world.press(']')
  await world.close()
  await vi.advanceTimersByTimeAsync(1000)
  expect(lists(world)).toHaveLength(1)
})

test('issues that one opens are recently viewed, without a request, and stay as they are while one goes through them', async () => {
  const world = await openWorld({ issues: many(3) })
  const { replica } = world.session()
  world.press('j', 'enter')
  await vi.advanceTimersByTimeAsync(300)
  world.press('esc', 'j')
  await vi.advanceTimersByTimeAsync(300)
  world.press('enter')
  await vi.advanceTimersByTimeAsync(300)
  expect([...replica.visits().keys()]).toEqual(['PAY-3', 'PAY-2'])
  const before = lists(world).length
  world.press('esc')
  world.app.store.update((state) => ({ ...state, activeView: 'visited' }))
  await vi.advanceTimersByTimeAsync(200)
  expect(replica.view('visited')?.keys).toEqual(['PAY-3', 'PAY-2'])
  world.press('j', 'enter')
  await vi.advanceTimersByTimeAsync(300)
  expect(replica.view('visited')?.keys).toEqual(['PAY-3', 'PAY-2'])
  expect(lists(world)).toHaveLength(before)
})

test('what is new is told since the last visit, not since the issue was changed before that', async () => {
  let updated = '2026-11-18T10:00:00.000Z'
  const comment = { author: null, body: testText('Look'), visibility: null, internal: false }
  const comments = [{ ...comment, id: '7', created: '2026-11-22T11:30:00.000Z', updated: null }]
  const world = await openWorld({
    issues: [testIssue(1, { updated }), testIssue(2)],
    answers: {
      issue: async (key) => {
        if (key !== testKey(1)) return testDetail(testIssue(2))
        const isChanged = updated > '2026-11-20'
        return testDetail(testIssue(1, { updated }), isChanged ? { comments, commentTotal: 1 } : {})
      },
      history: async () => [],
      remoteLinks: async () => [],
    },
  })
  const { replica } = world.session()
  world.press('enter')
  await vi.advanceTimersByTimeAsync(1000)
  expect(drawScreen(world)).not.toMatch(/ new /)
  world.press('esc', 'j')
  await vi.advanceTimersByTimeAsync(1000)
  updated = '2026-11-22T11:30:00.000Z'
  world.press('k', 'enter')
  await vi.advanceTimersByTimeAsync(1000)
  await replica.openIssue(testKey(1), { fresh: true })
  await until(() => /new since/.test(drawScreen(world)))
  expect(drawScreen(world)).toContain('1 new since a moment ago')
})

test('a view that has groups is fetched whole when it is opened, so that its groups and their counts are', async () => {
  const world = await openWorld({ issues: many(250) })
  world.app.store.update((state) => ({
    ...state,
    views: state.views.map((view) => (view.id === 'mine' ? { ...view, group: 'status' } : view)),
    activeView: 'mine',
  }))
  await vi.advanceTimersByTimeAsync(200)
  const { replica } = world.session()
  await until(() => replica.view('mine')?.keys.length === 250)
  expect(replica.view('mine')?.total).toBe(250)
})

test('what came while one was reading has been seen when one goes on, if it was fetched', async () => {
  let updated = '2026-11-22T10:00:00.000Z'
  const world = await openWorld({
    issues: many(3),
    answers: { issue: async () => testDetail(testIssue(1, { updated })) },
  })
  const { replica } = world.session()
  const key = testKey(1)
  world.press('enter')
  await vi.advanceTimersByTimeAsync(1000)
  updated = '2026-11-22T11:30:00.000Z'
  await replica.openIssue(key, { fresh: true })
  expect(replica.marks(key).unread).toBe(true)
  world.press('esc')
  expect(replica.marks(key).unread).toBe(false)
})
