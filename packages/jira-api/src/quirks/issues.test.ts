// What real sites were seen to send, and what a reader must make of it. Values are our own.
import { describe, expect, test } from 'vitest'
import { readChanges } from '../model/read-change.ts'
import { readComment, readWorklog, totalOf } from '../model/read-comment.ts'
import { readIssue, readIssuePage } from '../model/read-issue.ts'
import { readIssueDetail } from '../model/read-issue-detail.ts'
import { readStatus } from '../model/read-named.ts'
import { readSettings, readVersion } from '../model/read-project.ts'
import { readMyself, readUser } from '../model/read-user.ts'

const issueWith = (fields: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
  readIssueDetail({ id: '1', key: 'PAY-1', fields, ...more })

describe('fields that do not come', () => {
  test('an issue may lack its summary, its priority, its versions and its creator', () => {
    expect(issueWith({})).toMatchObject({ summary: '', priority: null, fixVersions: [], creator: null, reporter: null })
  })

  test('no priority, null and a priority called None are told apart as far as they differ', () => {
    expect(issueWith({ priority: null })?.priority).toBeNull()
    expect(issueWith({ priority: { id: '6', name: 'None' } })?.priority).toEqual({ id: '6', name: 'None' })
  })

  test('names, schema and warnings at the top of an answer may be null', () => {
    expect(issueWith({ customfield_1: 'x' }, { names: null, schema: null })?.fields).toEqual([
      { id: 'customfield_1', name: 'customfield_1', value: { kind: 'unknown', label: 'x' } },
    ])
    expect(readIssuePage({ issues: [], total: 0, names: null, warningMessages: null })?.warnings).toEqual([])
  })

  test('an entry of the schema may have no type', () => {
    const issue = issueWith({ customfield_2: 'x' }, { schema: { customfield_2: { custom: 'a:b' } } })
    expect(issue?.fields).toMatchObject([{ id: 'customfield_2', value: { kind: 'unknown' } }])
  })

  test('the long text of an issue with a title of blanks is no word of it', () => {
    expect(readIssue({ id: '1', key: 'PAY-1', fields: { summary: '  padded  ' } })?.summary.trim()).toBe('padded')
  })

  test('text that looks like a number keeps all of its digits', () => {
    const issue = issueWith(
      { customfield_3: '9223372036854775807' },
      { schema: { customfield_3: { type: 'string', custom: 'a:textfield' } } },
    )
    expect(issue?.fields).toMatchObject([{ value: { kind: 'text', text: '9223372036854775807' } }])
  })

  test('a version may have neither text nor date, and its date may be a whole timestamp', () => {
    expect(readVersion({ id: 7, name: '1.0' })).toMatchObject({ id: '7', releaseDate: null, released: false })
    expect(readVersion({ id: '7', name: '1.0', releaseDate: '2012-04-11T00:00:00.000+0200' })?.releaseDate).toBe(
      '2012-04-11',
    )
  })
})

describe('people', () => {
  test.each([
    ['one who was deleted', { name: 'mark', active: false }, { id: 'mark', name: 'mark', active: false }],
    ['nobody', { name: 'Anonymous' }, { id: 'Anonymous', name: 'Anonymous' }],
    ['a login that is an address', { name: 'a@b.example', displayName: 'A' }, { id: 'a@b.example', name: 'A' }],
    ['an id with a colon', { accountId: '557058:13cc-94', displayName: 'A' }, { id: '557058:13cc-94' }],
    ['one with nothing but a name', { displayName: 'A' }, { id: '', name: 'A' }],
    ['one with an old picture', { name: 'a', avatarUrl: 'x', emailAddress: '' }, { id: 'a' }],
  ])('%s is shown', (_, wire, user) => {
    expect(readUser(wire)).toMatchObject(user)
  })

  test('the key of Data Center is never taken for the login', () => {
    expect(readUser({ key: 'JIRAUSER10000', name: 'admin', displayName: 'Root' })).toMatchObject({ id: 'admin' })
    expect(readUser({ key: 'JIRAUSER10000', displayName: 'Root' })).toMatchObject({ id: '' })
  })

  test('groups that are counted and not listed do not matter', () => {
    expect(readMyself({ name: 'a', displayName: 'A', groups: { size: 96, items: [] } })).toMatchObject({ id: 'a' })
  })
})

describe('times', () => {
  test.each([
    ['2012-04-11T14:26+0200', '2012-04-11T12:26:00.000Z'],
    ['2026-11-22T10:00:00.000-0700', '2026-11-22T17:00:00.000Z'],
    ['2026-11-22T10:00:00.000+0530', '2026-11-22T04:30:00.000Z'],
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
    ['Just now', null],
    ['30/Apr/25 1:14 PM', null],
    ['26/lip/10 2:41 PM', null],
  ])('%s is %s', (wire, time) => {
    expect(issueWith({ created: wire })?.created).toBe(time)
  })
})

describe('words of statuses', () => {
  test.each([
    [{ key: 'undefined', name: 'No Category' }, 'unknown'],
    [{ key: 'done', name: 'Complete' }, 'done'],
    [{ key: 'new', name: 'New' }, 'new'],
    [{ key: 'in-flight', name: 'In Flight' }, 'indeterminate'],
    [{ key: 'completed' }, 'done'],
    [{ key: 'indeterminate', name: null, colorName: null }, 'indeterminate'],
    [undefined, 'unknown'],
  ])('category %j is %s', (statusCategory, category) => {
    expect(readStatus({ id: '3', name: 'S', statusCategory })?.category).toBe(category)
  })
})

describe('what people said', () => {
  test('a comment may have neither author nor text', () => {
    expect(readComment({ id: '1', created: '2026-11-22T10:00:00.000+0000' })).toMatchObject({
      author: null,
      body: { source: '' },
    })
  })

  test.each([
    [{ type: 'role', value: 'Developers' }, 'Developers'],
    [{ type: 'GROUP', identifier: '2b1c-uuid' }, '2b1c-uuid'],
    [undefined, null],
  ])('the visibility %j is read', (visibility, group) => {
    expect(readComment({ id: '1', visibility })?.visibility).toBe(group)
  })

  test('a total that counts what is gone is not believed when all came', () => {
    expect(totalOf({ total: 60, maxResults: 60 }, 7)).toBe(7)
    expect(totalOf({ total: 60, maxResults: 1_048_576 }, 7)).toBe(7)
  })

  test('a total that tells of more is believed', () => {
    expect(totalOf({ total: 60, maxResults: 20 }, 20)).toBe(60)
    expect(issueWith({ worklog: { total: 31, maxResults: 20, worklogs: [] } })?.worklogTotal).toBe(31)
  })

  test('a worklog of nobody with no text is time all the same', () => {
    expect(readWorklog({ id: 5, timeSpentSeconds: 60 })).toMatchObject({ id: '5', author: null, seconds: 60 })
  })
})

describe('histories', () => {
  const entry = (id: string, created: string, items: readonly unknown[] = []): unknown => ({ id, created, items })

  test('come in either order and are sorted', () => {
    const changes = readChanges([
      entry('3', '2026-11-22T10:00:02.000+0000'),
      entry('1', '2026-11-22T10:00:00.000+0000'),
      entry('2', '2026-11-22T12:00:01.000+0200'),
    ])
    expect(changes.map(({ id }) => id)).toEqual(['1', '2', '3'])
  })

  test('have items without ids of fields, and texts without ids of values', () => {
    const [change] = readChanges([
      entry('1', '2026-11-22T10:00+0000', [
        { field: 'Link', from: null, fromString: null, to: 'PAY-2', toString: 'This issue blocks PAY-2' },
        { field: 'assignee', from: 'JIRAUSER1', tmpFromAccountId: 'x', to: null },
      ]),
    ])
    expect(change?.items).toEqual([
      { fieldId: null, field: 'Link', from: null, to: 'This issue blocks PAY-2', toId: 'PAY-2' },
      { fieldId: null, field: 'assignee', from: 'JIRAUSER1', to: null, fromId: 'JIRAUSER1' },
    ])
  })
})

describe('large issues', () => {
  const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, i) => make(i))

  test('files, links, comments and sub-tasks are all read', () => {
    const issue = issueWith({
      attachment: many(700, (index) => ({ id: String(index), filename: 'a.log', size: 3 })),
      issuelinks: many(330, (index) => ({
        id: String(index),
        type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
        [index % 2 === 0 ? 'inwardIssue' : 'outwardIssue']: { key: `PAY-${index + 2}` },
      })),
      comment: { comments: many(230, (index) => ({ id: String(index), body: 'x' })), total: 230 },
      subtasks: many(34, (index) => ({ key: `PAY-${index + 2}` })),
    })
    expect(issue?.attachments).toHaveLength(700)
    expect(issue?.links).toHaveLength(330)
    expect(issue?.links.slice(0, 2).map(({ relation }) => relation)).toEqual(['is blocked by', 'blocks'])
    expect(issue?.comments).toHaveLength(230)
    expect(issue?.subtasks).toHaveLength(34)
  })

  test('labels of a stack trace that somebody typed are words', () => {
    const labels = ['^', 'at', '(native)', 'C:\\Users\\x\\longjohn.js:185']
    expect(issueWith({ labels })?.labels).toEqual(labels)
  })

  test('a size in words is none', () => {
    expect(issueWith({ attachment: [{ id: '1', size: '8,72 MB' }] })?.attachments[0]?.size).toBe(0)
  })
})

test('settings that a site does not tell are the usual ones', () => {
  expect(readSettings({})).toMatchObject({ voting: true, hoursPerDay: 8, daysPerWeek: 5 })
  expect(readSettings({ timeTrackingConfiguration: { workingHoursPerDay: -3 } })).toMatchObject({ hoursPerDay: 8 })
})
