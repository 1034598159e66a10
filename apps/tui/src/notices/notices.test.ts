import { type Issue, type IssueDetail, untrusted } from '@mmd/jira-api'
import fc from 'fast-check'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { openWorld, testDetail, testIssue, testKey, testText } from '../app/testing.ts'
import { keepNotices } from './keep-notices.ts'
import { isMentioned, type Look, newsBetween, type Seen, tookIt } from './news.ts'
import { noticeSequence } from './sequence.ts'
import { noticeWords } from './words.ts'

const seen = (more: Partial<Seen> = {}): Seen => ({
  mine: false,
  updated: '2026-11-22T10:00:00.000Z',
  unread: false,
  summary: 'Refund',
  ...more,
})
const look = (...issues: readonly (readonly [number, Partial<Seen>])[]): Look =>
  new Map(issues.map(([number, more]) => [testKey(number), seen(more)]))
const never = (): boolean => false
const later = '2026-11-22T11:00:00.000Z'

test('an issue that others have given me is news, one that I took is not', () => {
  const now = look([1, { mine: true, unread: true, updated: later }], [2, { mine: true, updated: later }])
  expect(newsBetween(look([1, {}], [2, {}]), now, never)).toEqual([
    { kind: 'assignment', key: testKey(1), summary: 'Refund' },
  ])
  expect(newsBetween(now, now, never)).toEqual([])
})

test('an issue that came into a list is news when it is mine, whatever is written in it', () => {
  const now = look([1, { mine: true, unread: true }], [2, { unread: true }])
  expect(newsBetween(look(), now, () => true).map(({ key }) => key)).toEqual([testKey(1)])
})

test('a mention is one in what others wrote since then', () => {
  const comment = (author: string, created: string, source = 'Ask [~mia]') => ({
    author: { id: author, name: author, active: true },
    created,
    body: testText(source),
  })
  const since = '2026-11-22T10:00:00.000Z'
  expect(isMentioned([comment('ben', later)], since, 'mia')).toBe(true)
  expect(isMentioned([comment('mia', later)], since, 'mia')).toBe(false)
  expect(isMentioned([comment('ben', since)], since, 'mia')).toBe(false)
  expect(isMentioned([comment('ben', later, 'Ask [~mia2] or mia')], since, 'mia')).toBe(false)
  const source = JSON.stringify({ type: 'doc', content: [{ type: 'mention', attrs: { id: '5b:1' } }] })
  const body = { format: 'adf', source } as const
  expect(isMentioned([{ ...comment('ben', later), body }], since, '5b:1')).toBe(true)
})

test('who put their own name there, here or in the browser, is told nothing of it', () => {
  const change = (author: string, created: string, field = 'assignee') => ({
    author: { id: author, name: author, active: true },
    created,
    items: [{ fieldId: field, field, from: null, to: 'Mia Me' }],
  })
  expect(tookIt([change('mia', later)], 'mia')).toBe(true)
  expect(tookIt([change('mia', '2026-11-22T10:00:00.000Z'), change('ben', later)], 'mia')).toBe(false)
  expect(tookIt([change('ben', '2026-11-22T10:00:00.000Z'), change('mia', later, 'status')], 'mia')).toBe(false)
  expect(tookIt([], 'mia')).toBe(false)
})

test('several are one sentence', () => {
  const news = [1, 2, 3, 4, 5].map((number) => ({ kind: 'assignment', key: testKey(number), summary: '' }) as const)
  expect(noticeWords(news)).toBe('5 issues are assigned to you: PAY-1, PAY-2, PAY-3, PAY-4 …')
  expect(noticeWords([...news.slice(0, 1), { kind: 'mention', key: testKey(9), summary: '' }])).toBe(
    '1 issue is assigned to you, 1 mentions you: PAY-1, PAY-9',
  )
})

test('each terminal is told in its own way, and through a multiplexer by the bell', () => {
  const sent = (variables: Readonly<Record<string, string>>): string => noticeSequence('Hi; there', 'auto', variables)
  expect(sent({ TERM_PROGRAM: 'iTerm.app' })).toBe('\u001B]9;mmd-tui: Hi, there\u0007')
  expect(sent({ TERM: 'foot' })).toBe('\u001B]777;notify;mmd-tui;Hi, there\u0007')
  expect(sent({ TERM: 'xterm-kitty' })).toMatch(/^\u001B\]99;i=mmd-tui:e=1:d=1;[\w+/=]+\u001B\\$/)
  expect(sent({ TERM: 'xterm-256color' })).toBe('\u0007')
  expect(sent({ TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/x' })).toBe('\u0007')
  expect(noticeSequence('Hi', 'none', {})).toBe('')
})

test('whatever a text says, a notice is one sequence and ends where it should', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('osc9', 'osc777', 'bell'), (text, by) => {
      const inside = noticeSequence(untrusted(text, 'line'), by, {})
        .replace(/^\u001B\]/, '')
        .replace(/\u0007$/, '')
      expect(inside).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
      const raw = noticeSequence(text, by, {})
        .replace(/^\u001B\]/, '')
        .replace(/\u0007$/, '')
      expect(raw).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/)
    }),
  )
})

afterEach(() => void vi.useRealTimers())

/** A list of which the person looks at another window, and what the terminal was told. */
const away = async () => {
  const issues = [testIssue(1), testIssue(2), testIssue(3)]
  const comments = new Map<string, IssueDetail['comments']>()
  const world = await openWorld({
    issues,
    answers: {
      issue: async (key) =>
        testDetail(issues.find((one) => one.key === key) ?? testIssue(9), { comments: comments.get(key) ?? [] }),
    },
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const written: string[] = []
  const notices = keepNotices(world.app, { write: (text) => written.push(text), variables: { TERM: 'foot' } })
  onTestFinished(notices.close)
  const change = async (number: number, more: Partial<Issue>): Promise<void> => {
    issues[number - 1] = testIssue(number, { updated: later, ...more })
    await world.session().replica.refreshView('untriaged', { whole: true })
    await vi.advanceTimersByTimeAsync(3000)
  }
  return { ...world, notices, written, change, comments }
}

const me = { id: 'mia', name: 'Mia Me', active: true }

test('an issue that comes to me while I look elsewhere is told, and the next one only after a while', async () => {
  const { notices, written, change } = await away()
  notices.focus(false)
  await change(1, { assignee: me })
  expect(written).toEqual(['\u001B]777;notify;mmd-tui;PAY-1 is assigned to you: Summary of 1\u0007'])
  await change(2, { assignee: me })
  await change(3, { assignee: me })
  expect(written).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(written.slice(1)).toEqual(['\u001B]777;notify;mmd-tui;2 issues are assigned to you: PAY-2, PAY-3\u0007'])
})

test('a mention is told too', async () => {
  const { notices, written, change, comments } = await away()
  comments.set('PAY-2', [
    {
      id: '7',
      author: null,
      body: testText('Can [~mia] look?'),
      created: later,
      updated: later,
      visibility: null,
    } as never,
  ])
  notices.focus(false)
  await change(2, {})
  expect(written).toEqual(['\u001B]777;notify;mmd-tui;PAY-2 mentions you: Summary of 2\u0007'])
})

test('nothing is told while somebody looks, or when they do not want it', async () => {
  const { app, notices, written, change } = await away()
  await change(1, { assignee: me })
  notices.focus(false)
  notices.focus(true)
  await change(2, { assignee: me })
  app.store.update((state) => ({
    ...state,
    config: { ...state.config, notices: { by: 'auto', mentions: true, assignments: false } },
  }))
  notices.focus(false)
  await change(3, { assignee: me })
  expect(written).toEqual([])
})
