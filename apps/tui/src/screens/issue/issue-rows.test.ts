import type { IssueDetail, SlaValue } from '@mmd/jira-api'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testDetail, testIssue, testNow, testText } from '../../app/testing.ts'
import { anyTheme, bare, cells, hostileLine, hostileText, isHarmless, plainTheme, widths } from '../testing.ts'
import { IssueDocument } from './issue-document.ts'
import type { IssueInput } from './issue-input.ts'
import { issueRows } from './issue-rows.ts'

const whole = (detail: IssueDetail, more: Partial<IssueInput> = {}): IssueInput => ({
  issue: detail,
  detail: { detail, phase: 'idle', error: null, fetchedAt: null },
  problem: null,
  width: 70,
  now: testNow,
  theme: plainTheme,
  whole: true,
  toggled: new Set(['history', 'development']),
  ...more,
})

const drawn = (input: IssueInput): readonly string[] => new IssueDocument(issueRows(input), input.theme).slice(0, 9000)

const text = (input: IssueInput): string => drawn(input).map(bare).join('\n')

test('each line of a whole issue is exactly as wide as its pane and harmless, whatever the site says', () => {
  fc.assert(
    fc.property(hostileLine, hostileText, widths, anyTheme, (line, body, width, theme) => {
      const issue = testIssue(1, { summary: line, parent: { key: testIssue(2).key, summary: line } })
      const person = { id: line, name: line, active: true }
      const detail = testDetail(issue, {
        environment: testText(body),
        security: { id: '1', name: line },
        affectedVersions: [{ id: '1', name: line }],
        fields: [{ id: 'customfield_1', name: line, value: { kind: 'text', text: line } }],
        worklogs: [
          {
            id: '1',
            author: person,
            comment: testText(body),
            started: null,
            seconds: 60,
            created: null,
            updated: null,
            visibility: line,
          },
        ],
        worklogTotal: 2,
      })
      const run = { name: line, state: line, url: line, environment: line, updated: null }
      const input = whole(detail, {
        width,
        theme,
        since: '2020-01-01T00:00:00.000Z',
        parts: {
          history: [
            {
              id: '1',
              author: person,
              created: '2026-11-22T11:00:00.000Z',
              items: [{ fieldId: null, field: line, from: body, to: line }],
            },
          ],
          remoteLinks: [
            {
              id: line,
              globalId: line,
              applicationType: line,
              relationship: line,
              url: line,
              title: line,
              summary: line,
              resolved: true,
            },
          ],
          development: {
            overview: null,
            details: [
              { pullRequests: [], branches: [], commits: [], builds: [run], deployments: [run], problems: [line] },
            ],
          },
        },
        fetches: { worklogs: { phase: 'failed', problem: line, updated: null } },
      })
      const wrong = drawn(input).filter((one) => cells(one) !== width || !isHarmless(one))
      expect(wrong).toEqual([])
    }),
    { numRuns: 60 },
  )
})

const clock = (more: Partial<NonNullable<SlaValue['ongoing']>>): IssueDetail =>
  testDetail(testIssue(1), {
    fields: [
      {
        id: 'customfield_2',
        name: 'Time to resolution',
        value: {
          kind: 'sla',
          sla: {
            id: '1',
            name: 'Time to resolution',
            completed: [],
            ongoing: {
              breached: false,
              paused: false,
              withinCalendarHours: true,
              started: null,
              stopped: null,
              breachAt: null,
              goal: null,
              elapsed: null,
              remaining: 7_500_000,
              ...more,
            },
          },
        },
      },
    ],
  })

test('clocks of time limits stand first, and go on while the issue is open', () => {
  expect(text(whole(clock({})))).toMatch(/Time limits ─+\s+Time to resolution {2}2h 05m left/)
  const breachAt = new Date(testNow + 600_000).toISOString()
  expect(text(whole(clock({ breachAt })))).toContain('10m left')
  expect(text(whole(clock({ breachAt }), { now: testNow + 1_200_000 }))).toContain('late by 10m')
  expect(text(whole(clock({ breachAt, paused: true })))).toContain('2h 05m left · paused')
  expect(text(whole(clock({ breachAt }), { now: testNow + 600_000 + 115 * 86_400_000 }))).toContain('late by 115 days')
  expect(text(whole(clock({})))).not.toContain('Time to resolution  Time to resolution')
})

test('an epic that a field names can be walked to as a parent can', () => {
  const detail = testDetail(testIssue(1), {
    fields: [
      { id: 'customfield_9', name: 'Epic Link', value: { kind: 'issue', key: testIssue(7).key, summary: 'Refunds' } },
    ],
  })
  const lines = new IssueDocument(issueRows(whole(detail)), plainTheme)
  expect(lines.itemFrom(0)?.item).toMatchObject({ kind: 'issue', key: 'PAY-7' })
  expect(text(whole(detail))).toContain('Epic Link   PAY-7')
})

test('development tells what is linked and how it stands', () => {
  const pull = {
    id: '#7',
    name: 'Fix the form',
    status: 'MERGED',
    url: 'https://git.example.com/7',
    author: null,
    repository: 'shop',
    source: null,
    destination: null,
    updated: null,
  }
  const part = {
    overview: null,
    details: [{ pullRequests: [pull], branches: [], commits: [], builds: [], deployments: [], problems: [] }],
  }
  const detail = testDetail(testIssue(1))
  expect(text(whole(detail, { parts: { development: part } }))).toMatch(/pull request +Fix the form MERGED {2}shop/)
  const none = { overview: null, details: [] }
  expect(text(whole(detail, { parts: { development: none } }))).toContain('This site does not tell')
})

test('what is new is marked on fields, the description, links and titles, and counted once', () => {
  const other = { id: 'ann', name: 'Ann', active: true }
  const item = (field: string, to: string) => ({ fieldId: field === 'Link' ? null : field, field, from: null, to })
  const { key, summary, status } = testIssue(2)
  const link = { id: '7', typeId: '1', relation: 'blocks', outward: true, key, summary, status }
  const detail = testDetail(testIssue(1, { updated: '2026-11-22T11:00:00.000Z' }), {
    description: testText('As it is now.'),
    links: [link],
  })
  const shown = text(
    whole(detail, {
      since: '2026-11-22T08:00:00.000Z',
      visitedAt: '2026-11-22T09:00:00.000Z',
      me: 'me',
      parts: {
        history: [
          {
            id: '1',
            author: other,
            created: '2026-11-22T11:00:00.000Z',
            items: [item('description', 'x'), item('status', 'Open'), item('Link', `This issue blocks ${key}`)],
          },
          {
            id: '2',
            author: { ...other, id: 'me' },
            created: '2026-11-22T11:00:00.000Z',
            items: [item('priority', 'High')],
          },
        ],
      },
    }),
  )
  expect(shown).toContain('3 new since 3h ago')
  expect(shown).toContain('•The description is new')
  expect(shown).toMatch(/Links \d?.*1 new/)
  expect(shown).toMatch(new RegExp(`•blocks ${key} .* · new`))
  expect(shown).not.toMatch(/High · new/)
})

test('words are kept to lines that are read with ease, tables are not', () => {
  const long = 'word '.repeat(60).trim()
  const wide = `|| ${'a'.repeat(120)} ||\n| b |`
  const lines = text(
    whole(testDetail(testIssue(1), { description: testText(`${long}\n\n${wide}`) }), { width: 196 }),
  ).split('\n')
  const widest = Math.max(...lines.filter((line) => line.includes('word')).map((line) => line.trimEnd().length))
  expect(widest).toBeLessThanOrEqual(102)
  expect(widest).toBeGreaterThan(90)
  expect(lines.some((line) => line.includes('a'.repeat(120)))).toBe(true)
})

test('the history tells what somebody did in a day under one heading, and a field once', () => {
  const ann = { id: 'ann', name: 'Ann', active: true }
  const bob = { id: 'bob', name: 'Bob', active: true }
  const change = (id: string, author: typeof ann, created: string, from: string, to: string) => ({
    id,
    author,
    created,
    items: [{ fieldId: 'status', field: 'status', from, to }],
  })
  const shown = text(
    whole(testDetail(testIssue(1)), {
      parts: {
        history: [
          change('1', ann, '2026-11-20T08:00:00.000Z', 'Open', 'In Progress'),
          change('2', ann, '2026-11-21T08:00:00.000Z', 'In Progress', 'In Review'),
          change('3', ann, '2026-11-21T09:00:00.000Z', 'In Review', 'Done'),
          change('4', bob, '2026-11-21T10:00:00.000Z', 'Done', 'Open'),
        ],
      },
    }),
  )
  const history = shown.slice(shown.indexOf('History'))
  expect(history.match(/Ann ·|Bob ·/g)).toEqual(['Bob ·', 'Ann ·', 'Ann ·'])
  expect(history).toMatch(/status In Progress → Done/)
  expect(history).not.toContain('In Review')
})

test('comments that are missing are told where they will come: before, after, and never behind what is being sent', () => {
  const said = (id: string, source: string) => ({
    id,
    author: null,
    body: testText(source),
    created: null,
    updated: null,
    visibility: null,
    internal: false,
  })
  const shown = (comments: readonly ReturnType<typeof said>[], more: Partial<IssueDetail>): readonly string[] =>
    text(whole(testDetail(testIssue(1), { comments, ...more })))
      .split('\n')
      .flatMap((line) => /\b(first|last|mine|loading .* comments?)/.exec(line)?.[1] ?? [])
  const pair = [said('1', 'first'), said('2', 'last')]
  expect(shown(pair, { commentTotal: 5 })).toEqual(['first', 'last', 'loading 3 more comments'])
  expect(shown(pair, { commentTotal: 5, commentsBefore: 3 })).toEqual(['loading 3 older comments', 'first', 'last'])
  expect(shown(pair, { commentTotal: 5, commentsBefore: 2 })).toEqual([
    'loading 2 older comments',
    'first',
    'last',
    'loading 1 more comment',
  ])
  expect(shown([...pair, said('pending:7', 'mine')], { commentTotal: 4 })).toEqual([
    'first',
    'last',
    'loading 1 more comment',
    'mine',
  ])
})

test('who is mentioned by a login is called by their name: those on the issue, and those of the copy', () => {
  const anna = { id: 'a.k', name: 'Anna Kowalska', active: true }
  const detail = testDetail(testIssue(1, { reporter: anna }), {
    description: testText('Ask [~a.k], [~b.m] or [~c.x].'),
  })
  const input = whole(detail, { people: new Map([['b.m', 'Ben Moss']]) })
  expect(text(input)).toContain('Ask @Anna Kowalska, @Ben Moss or @c.x.')
})

test('the name of somebody who is mentioned is as harmless as any text of the site', () => {
  fc.assert(
    fc.property(hostileLine, widths, anyTheme, (name, width, theme) => {
      const detail = testDetail(testIssue(1), { description: testText('Ask [~b.m].') })
      const lines = drawn(whole(detail, { people: new Map([['b.m', name]]), width, theme }))
      expect(lines.every(isHarmless)).toBe(true)
      expect(new Set(lines.map(cells))).toEqual(new Set([width]))
    }),
  )
})
