import type { IssueDetail, SiteClient } from '@mmd/jira-api/model'
import { expect, test, vi } from 'vitest'
import { soon } from '../../app/testing/patience.ts'
import { openWorld, refusal, testDetail, testIssue, testKey, testNow, type World } from '../../app/testing.ts'
import { activeList } from '../../state/state.ts'
import { readTimeSpent } from './log-work.ts'
import { readWakeTime } from './snooze.ts'
import { drawn, offered } from './testing.ts'

const issue = (world: World, number: number) => world.session().replica.issue(testKey(number))

test('u takes the last change back and Ctrl-R does it again, before and after it was sent', async () => {
  const world = await openWorld()
  world.press('A', 'u')
  expect(issue(world, 1)?.assignee).toBeNull()
  expect(world.toast()).toBe('Taken back: PAY-1 assigned to Mia Me · Ctrl-R does it again')
  world.press('ctrl-r')
  expect(issue(world, 1)?.assignee?.name).toBe('Mia Me')
  expect(world.toast()).toBe('Done again: PAY-1 assigned to Mia Me · u takes it back')
  await world.session().replica.idle()
  world.press('u')
  await world.session().replica.idle()
  expect(issue(world, 1)?.assignee).toBeNull()
  world.press('u')
  expect(world.toast()).toBe('There is nothing to take back')
})

test('several issues are one change, taken back together', async () => {
  const world = await openWorld()
  world.press('*', 'A')
  await world.session().replica.idle()
  expect([1, 2, 3].map((number) => issue(world, number)?.assignee?.name)).toEqual(['Mia Me', 'Mia Me', 'Mia Me'])
  world.press('u')
  expect([1, 2, 3].map((number) => issue(world, number)?.assignee ?? null)).toEqual([null, null, null])
  expect(world.toast()).toContain('Taken back: 3 issues assigned to Mia Me')
})

test('what does not come back whole is said before anything is taken back', async () => {
  const world = await openWorld()
  world.press('c', 'hello', 'ctrl-s')
  await soon(() => expect(world.callsOf('addComment')).toHaveLength(1))
  await world.session().replica.idle()
  world.press('u')
  expect(world.modal('message').title).toBe('Take back: PAY-1 commented')
  expect(world.modal('message').lines.join('\n')).toMatch(/! \S/)
  expect(world.toast()).not.toContain('Taken back')
  world.press('enter')
  expect(world.toast()).toContain('Taken back: PAY-1 commented')
})

test('a snoozed issue leaves the list and comes back when that is taken back', async () => {
  const world = await openWorld()
  const requests = world.calls.length
  world.press('z')
  expect(offered(world)).toEqual([
    'One hour',
    'Tomorrow morning',
    'Next week',
    'Until somebody changes it',
    'Until a date…',
  ])
  world.press('enter')
  expect(world.session().replica.view('untriaged')?.keys).toEqual(['PAY-2', 'PAY-3'])
  expect(activeList(world.state()).cursorKey).toBe('PAY-2')
  expect(world.toast()).toMatch(/^PAY-1 snoozed until \w{3} \d+ \w{3} \d\d:\d\d · u takes it back$/)
  world.press('u')
  expect(world.session().replica.view('untriaged')?.keys).toHaveLength(3)
  expect(world.calls).toHaveLength(requests)
})

test('a date to snooze until must be one that is still to come', async () => {
  const world = await openWorld()
  world.press('z', 'date', 'enter', '2020-01-01', 'enter')
  expect(world.modal('prompt')).toMatchObject({ error: 'It must be a date that is still to come' })
  world.press('ctrl-u', '2026-12-24 08:15', 'enter')
  expect(world.session().replica.snooze(testKey(1))?.until).toBe(new Date('2026-12-24T08:15').getTime())
  expect(readWakeTime('2026-12-24', testNow)).toBe(new Date('2026-12-24T09:00').getTime())
  expect(readWakeTime('soon', testNow)).toBeUndefined()
  expect(readWakeTime('2026-13-40', testNow)).toBeUndefined()
})

test('work is logged in one line: the time first, then what was done', async () => {
  const addWorklog = vi.fn(async () => ({
    id: '7',
    author: null,
    comment: null,
    started: null,
    seconds: 5400,
    created: null,
    updated: null,
    visibility: null,
  }))
  const world = await openWorld({ answers: { addWorklog } })
  world.press('w', 'quickly', 'enter')
  expect(world.modal('prompt').error).toContain('It must begin with a time')
  world.press('ctrl-u', '1h30m fixed it')
  expect(drawn(world)).toContain('1h 30m: fixed it')
  world.press('enter')
  await soon(() => expect(addWorklog).toHaveBeenCalledTimes(1))
  expect(world.callsOf('addWorklog')[0]?.[1]).toMatchObject({ seconds: 5400 })
  expect(world.toast()).toContain('PAY-1 with 1h 30m of work logged')
})

test.each([
  ['45m', { seconds: 2700, comment: '' }],
  ['1.5h', { seconds: 5400, comment: '' }],
  ['2h 15m', { seconds: 8100, comment: '' }],
  ['1h30m looked at 2h of logs', { seconds: 5400, comment: 'looked at 2h of logs' }],
  ['fixed it', undefined],
  ['1d', undefined],
  ['0m', undefined],
  ['1hour', undefined],
])('the time spent in “%s” is read', (text, spent) => {
  expect(readTimeSpent(text)).toEqual(spent)
})

test('how one follows issues that are not loaded is asked for, in one request for many, and u takes it back', async () => {
  const issues = [testIssue(1), testIssue(2)]
  const watched = issues.map((issue) => testDetail(issue, { watchers: { count: 1, mine: true } }))
  const rows = { issues, startAt: 0, total: 2, warnings: [] }
  const answers: Partial<SiteClient> = {
    search: async ({ withDetails }) => (withDetails === true ? { ...rows, details: watched } : rows),
    unwatch: async () => undefined,
    vote: async () => undefined,
  }
  const world = await openWorld({ issues, answers })
  const before = world.calls.length
  world.press('*', 'W')
  await world.until(({ toast }) => toast?.text.includes('no longer watched') === true)
  expect(world.calls.slice(before).filter(({ method }) => method === 'search' || method === 'issue')).toHaveLength(1)
  expect(world.state().modals).toEqual([])
  world.press('+')
  await world.until(({ toast }) => toast?.text.includes('voted for') === true)
  expect(world.state().modals).toEqual([])
})

test('W watches and + votes, and a second time takes it back', async () => {
  const detail: IssueDetail = testDetail(testIssue(1))
  const answers = { issue: async () => detail, watch: async () => undefined, vote: async () => undefined }
  const world = await openWorld({ answers })
  await world.session().replica.openIssue(testKey(1))
  const now = () => world.session().replica.detail(testKey(1))?.detail
  world.press('W', '+')
  expect(now()?.watchers.mine).toBe(true)
  expect(now()?.votes.mine).toBe(true)
  world.press('W')
  expect(now()?.watchers.mine).toBe(false)
  expect(world.toast()).toContain('no longer watched')
})

test('an action whose way back is known to be closed asks before', async () => {
  const world = await openWorld()
  const { replica } = world.session()
  const wayBack = vi.spyOn(replica, 'wayBack').mockReturnValue({ closed: 'Nobody can undo that' })
  world.press('A')
  expect(world.modal('message').lines).toContain('PAY-1: Nobody can undo that')
  expect(replica.operations()).toEqual([])
  world.press('enter')
  expect(replica.operations()).toHaveLength(1)
  expect(wayBack).toHaveBeenCalled()
})

test('a conflict shows base, mine and theirs, and sends what is chosen', async () => {
  const other = { id: 'bob', name: 'Bob Builder', active: true }
  let assignee: typeof other | null = other
  const answers = {
    issue: async () => testDetail(testIssue(1, { assignee })),
    assign: async () => {
      assignee = null
    },
  }
  const world = await openWorld({ answers })
  world.press('A')
  await world.until(({ toast }) => toast?.tone === 'warn')
  expect(world.toast()).toContain('PAY-1: somebody else changed the same meanwhile · O lets you choose')
  expect(world.callsOf('assign')).toEqual([])
  world.press('O', 'enter')
  expect(drawn(world)).toMatch(/was +nothing[\s\S]*○ mine +Mia Me[\s\S]*○ theirs +Bob Builder/)
  world.press('enter')
  expect(world.modal('conflict').error).toContain('m or t chooses a side')
  world.press('t', 'space')
  expect(drawn(world)).toContain('● mine')
  world.press('enter')
  await soon(() => expect(world.callsOf('assign')).toHaveLength(1))
})

test('the palette goes to an issue by key or number, and finds issues by words', async () => {
  const issues = [testIssue(1), testIssue(2, { summary: 'The needle is here' })]
  const world = await openWorld({ issues })
  world.press(':', '2')
  expect(offered(world)[0]).toBe('PAY-2  The needle is here')
  world.press('enter')
  expect(world.state()).toMatchObject({ zoomed: true, visited: null })
  expect(activeList(world.state()).cursorKey).toBe('PAY-2')
  world.press('esc', ':', '#needle')
  expect(offered(world)).toEqual(['PAY-2  The needle is here'])
  world.press('esc', ':', 'pay-77', 'enter')
  expect(world.state()).toMatchObject({ zoomed: true, visited: 'PAY-77' })
  world.press('esc')
  expect(world.state()).toMatchObject({ zoomed: false, visited: null })
})

test('an action on an issue that one has gone to is done to that one', async () => {
  const far = testIssue(77, { summary: 'Far away' })
  const world = await openWorld({ answers: { issue: async () => testDetail(far) } })
  world.press(':', 'PAY-77', 'enter')
  await soon(() => expect(world.session().replica.issue(testKey(77))?.summary).toBe('Far away'))
  world.press('y')
  expect(world.copied).toEqual(['PAY-77'])
})

test('a refused change shows its reason in the outbox', async () => {
  const assign = async () => {
    throw refusal('User cannot be assigned')
  }
  const world = await openWorld({ answers: { assign } })
  world.press('A')
  await world.until(({ toast }) => toast?.tone === 'bad')
  world.press('O')
  expect(drawn(world)).toContain('User cannot be assigned')
  world.press('e')
  expect(world.toast()).toBe('The site said: User cannot be assigned')
  expect(world.modal('picker').title).toBe('Assign PAY-1')
})
