import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toIssueKey } from './issue-key.ts'
import { readIssue, readIssuePage } from './read-issue.ts'
import { DETAIL_FIELDS, readIssueDetail } from './read-issue-detail.ts'

const mira = { name: 'mira', key: 'JIRAUSER10105', displayName: 'Mira Holt', active: true }

const wire = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  id: '40017',
  key: 'PAY-1412',
  self: 'https://jira.example.test/rest/api/2/issue/40017',
  fields: {
    summary: 'Crash when the card number has spaces',
    project: { id: '10001', key: 'PAY', name: 'Payments' },
    issuetype: { id: '1', name: 'Bug', subtask: false },
    status: { id: '3', name: 'In Arbeit', statusCategory: { id: 4, key: 'indeterminate', name: 'In Arbeit' } },
    priority: { id: '2', name: 'High' },
    resolution: null,
    assignee: null,
    reporter: mira,
    labels: ['triaged'],
    components: [{ id: '7', name: 'checkout' }],
    fixVersions: [],
    created: '2026-11-22T08:00:00.123+0000',
    updated: '2026-11-22T10:30:00.000+0200',
    duedate: '2026-12-01',
    ...fields,
  },
})

describe('an issue', () => {
  test('is read whole', () => {
    expect(readIssue(wire())).toEqual({
      key: 'PAY-1412',
      id: '40017',
      project: { id: '10001', key: 'PAY', name: 'Payments' },
      type: { id: '1', name: 'Bug', subtask: false },
      summary: 'Crash when the card number has spaces',
      status: { id: '3', name: 'In Arbeit', category: 'indeterminate' },
      priority: { id: '2', name: 'High' },
      resolution: null,
      assignee: null,
      reporter: { id: 'mira', name: 'Mira Holt', active: true },
      labels: ['triaged'],
      components: [{ id: '7', name: 'checkout' }],
      fixVersions: [],
      parent: null,
      created: '2026-11-22T08:00:00.123Z',
      updated: '2026-11-22T08:30:00.000Z',
      due: '2026-12-01',
    })
  })

  test('survives without any field', () => {
    expect(readIssue({ id: 1, key: 'pay-1' })).toMatchObject({
      key: 'PAY-1',
      id: '1',
      project: { id: '', key: 'PAY', name: 'PAY' },
      summary: '',
      status: { category: 'unknown' },
      priority: null,
      labels: [],
      created: null,
    })
  })

  test('survives any value in any field, and lets no control character through', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...DETAIL_FIELDS), fc.jsonValue()), (fields) => {
        const issue = readIssueDetail(wire(fields))
        expect(issue?.key).toBe('PAY-1412')
      }),
    )
    const hostile = {
      summary: 'a\u001b[2J\nb',
      description: 'a\u001b]0;x\u0007\r\nb',
      labels: ['\u202ea', 7, null, ''],
    }
    expect(readIssueDetail(wire(hostile))).toMatchObject({ summary: 'a b', labels: ['a', '7'] })
  })

  test.each([
    ['a deleted user', { name: 'mark', active: false }, { id: 'mark', name: 'mark', active: false }],
    ['an anonymous user', { name: 'Anonymous' }, { id: 'Anonymous', name: 'Anonymous', active: true }],
    ['a user of Cloud', { accountId: '5:a', displayName: 'A' }, { id: '5:a', name: 'A', active: true }],
    ['a user with a key only', { key: 'JIRAUSER1' }, { id: '', name: 'JIRAUSER1', active: true }],
    ['nobody', { emailAddress: '' }, null],
    ['nobody', null, null],
  ])('names %s', (_, reporter, expected) => {
    expect(readIssue(wire({ reporter }))?.reporter).toEqual(expected)
  })

  test.each([
    ['2026-11-22T08:00:00.000+0000', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T08:00:00+02:00', '2026-11-22T06:00:00.000Z'],
    ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['2012-04-11T14:26+0200', '2012-04-11T12:26:00.000Z'],
    ['2026-11-22T08:00:00.123456-0730', '2026-11-22T15:30:00.123Z'],
    ['Just now', null],
    ['2026-13-45T08:00:00.000+0000', null],
    [1_700_000_000_000, null],
  ])('reads the time %j', (created, expected) => {
    expect(readIssue(wire({ created }))?.created).toBe(expected)
  })

  test.each([
    ['undefined', 'unknown'],
    ['in-flight', 'indeterminate'],
    ['toString', 'unknown'],
    ['done', 'done'],
  ])('knows the status category %s as %s', (key, category) => {
    expect(readIssue(wire({ status: { id: '1', name: 'X', statusCategory: { key } } }))?.status.category).toBe(category)
  })

  test('cuts a very long line', () => {
    expect(readIssue(wire({ summary: 'x'.repeat(119_452) }))?.summary).toHaveLength(1_024)
  })
})

test('texts are kept byte for byte, control characters too: they must go back as they were', () => {
  const description = 'a\u001b]0;x\u0007\r\nb'
  expect(readIssueDetail(wire({ description }))?.description).toEqual({ format: 'wiki', source: description })
  const document = { type: 'doc', version: 1, content: [{ type: 'odd', attrs: { x: 1 } }] }
  expect(readIssueDetail(wire({ description: document }))?.description).toEqual({
    format: 'adf',
    source: JSON.stringify(document),
  })
})

describe('the detail of an issue', () => {
  const comment = { id: '1', body: 'Hello', created: '2026-11-22T08:00:00.000+0000' }

  test('has comments without author or body', () => {
    const page = { comments: [comment, { id: 2 }, { body: 'no id' }], total: 3, maxResults: 3, startAt: 0 }
    const issue = readIssueDetail(wire({ comment: page }))
    expect(issue?.comments.map(({ id, author, body }) => ({ id, author, body }))).toEqual([
      { id: '1', author: null, body: { format: 'wiki', source: 'Hello' } },
      { id: '2', author: null, body: { format: 'plain', source: '' } },
    ])
  })

  test('says how many comments are older than those that came along', () => {
    const page = { comments: [comment], total: 50, maxResults: 1 }
    expect(readIssueDetail(wire({ comment: { ...page, startAt: 49 } }))).toMatchObject({ commentsBefore: 49 })
    expect(readIssueDetail(wire({ comment: { ...page, startAt: 0 } }))).not.toHaveProperty('commentsBefore')
  })

  test.each([
    [{ comments: [comment], total: 50, maxResults: 50 }, 1],
    [{ comments: [comment], total: 50, maxResults: 1 }, 50],
    [{ comments: [comment], total: 0 }, 1],
    [undefined, 0],
  ])('counts the comments of %j', (page, total) => {
    expect(readIssueDetail(wire({ comment: page }))?.commentTotal).toBe(total)
  })

  test('shows links in their own direction', () => {
    const type = { id: '1', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }
    const other = { id: '2', key: 'OPS-1', fields: { summary: 'Other', status: { id: '1', name: 'Open' } } }
    const issuelinks = [
      { id: '1', type, outwardIssue: other },
      { id: '2', type, inwardIssue: other },
      { id: '3', type },
    ]
    expect(readIssueDetail(wire({ issuelinks }))?.links.map(({ relation, key }) => [relation, key])).toEqual([
      ['blocks', 'OPS-1'],
      ['is blocked by', 'OPS-1'],
    ])
  })
})

describe('a page of issues', () => {
  test('leaves out what is no issue, and says so', () => {
    const page = readIssuePage({ startAt: 0, total: 2, issues: [wire(), { id: '9' }], warningMessages: null })
    expect(page?.issues).toHaveLength(1)
    expect(page?.warnings).toHaveLength(1)
  })

  test('passes the warnings of the site on', () => {
    expect(readIssuePage({ issues: [], warningMessages: ['No such value'] })?.warnings).toEqual(['No such value'])
  })

  test.each([null, [], {}, { issues: {} }, 'x'])('is not %j', (value) => {
    expect(readIssuePage(value)).toBeNull()
  })
})

test.each([
  ['PAY-1412', 'PAY-1412'],
  [' pay-1 ', 'PAY-1'],
  ['A2_B-7', 'A2_B-7'],
  ['PAY', undefined],
  ['PAY-', undefined],
  ['1PAY-1', undefined],
  ['PAY-1\nPAY-2', undefined],
  ['../PAY-1', undefined],
])('toIssueKey(%j) is %s', (text, key) => {
  expect(toIssueKey(text)).toBe(key)
})
