import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWorld } from '../world/create-world.ts'
import { visibleProjects } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import type { JqlContext } from './context.ts'
import { searchIssues } from './evaluate.ts'
import { JqlError } from './jql-error.ts'

const now = Date.UTC(2026, 10, 22, 8)
const world = createWorld({ now })
/** Neither archived nor hidden by a security level. */
const shown = world.issues.filter(({ key }) => key !== 'PAY-113' && key !== 'PAY-114')

const contextOf = (name: string | null): JqlContext => {
  const user = name === null ? undefined : world.findUser(name)
  return { world, user, now, projects: visibleProjects(world, user) }
}
const mira = contextOf('mira')
const miraKey = mira.user?.key ?? ''
const keys = (jql: string, context = mira): readonly string[] => searchIssues(jql, context).map(({ key }) => key)
const those = (test: (issue: SandboxIssue) => boolean): readonly string[] =>
  shown
    .filter(test)
    .map(({ key }) => key)
    .sort()
const refusals = (jql: string, context = mira): readonly string[] => {
  try {
    searchIssues(jql, context)
  } catch (error) {
    if (error instanceof JqlError) return error.messages
    throw error
  }
  return []
}

describe('a search', () => {
  test.each<readonly [string, (issue: SandboxIssue) => boolean]>([
    ['project = PAY', ({ projectKey }) => projectKey === 'PAY'],
    ['project = "Platform Operations"', ({ projectKey }) => projectKey === 'OPS'],
    ['project not in (PAY, ops)', ({ projectKey }) => projectKey === 'SUP'],
    ['assignee is EMPTY', ({ assigneeKey }) => assigneeKey === null],
    ['assignee = null', ({ assigneeKey }) => assigneeKey === null],
    ['assignee = currentUser()', ({ assigneeKey }) => assigneeKey === miraKey],
    ['assignee != mira', ({ assigneeKey }) => assigneeKey !== null && assigneeKey !== miraKey],
    ['NOT assignee = mira', ({ assigneeKey }) => assigneeKey !== miraKey],
    ['assignee in (mira, EMPTY)', ({ assigneeKey }) => assigneeKey === null || assigneeKey === miraKey],
    ['resolution = Unresolved', ({ resolutionId }) => resolutionId === null],
    ['resolution is not EMPTY', ({ resolutionId }) => resolutionId !== null],
    ['statusCategory = Done', ({ resolutionId }) => resolutionId !== null],
    ['statusCategory = "To Do"', ({ statusId }) => ['1', '10010', '10011', '10020'].includes(statusId)],
    ['status in (Open, "In Review")', ({ statusId }) => statusId === '1' || statusId === '10001'],
    ['priority > Medium', ({ priorityId }) => Number(priorityId) < 3],
    ['priority <= Low', ({ priorityId }) => Number(priorityId) >= 4],
    ['type = Bug', ({ typeId }) => typeId === '10004'],
    ['issuetype in subTaskIssueTypes()', ({ typeId }) => typeId === '10003'],
    ['parent is EMPTY', ({ parentId }) => parentId === null],
    ['labels = ON-CALL', ({ labels }) => labels.includes('on-call')],
    ['labels is EMPTY', ({ labels }) => labels.length === 0],
    ['component = Refunds', ({ componentIds }) => componentIds.includes('10201')],
    [
      'fixVersion in unreleasedVersions()',
      ({ fixVersionIds }) => fixVersionIds.some((id) => ['10305', '10306', '10322', '10323'].includes(id)),
    ],
    ['key = pay-1300', ({ key }) => key === 'PAY-1300'],
    ['issuekey in (PAY-101, PAY-102)', ({ key }) => key === 'PAY-101' || key === 'PAY-102'],
    ['created >= -2d', ({ created }) => created >= now - 172_800_000],
    ['created < "2026-11-01"', ({ created }) => created < Date.UTC(2026, 9, 31, 23)],
    ['updated >= startOfDay(-1)', ({ updated }) => updated >= Date.UTC(2026, 10, 20, 23)],
    ['due is not EMPTY AND due < now()', ({ due }) => due !== null && due <= '2026-11-22'],
    ['cf[10202] = Capacity', ({ custom }) => custom.get('customfield_10202') === '10401'],
    ['"Root cause" = Capacity', ({ custom }) => custom.get('customfield_10202') === '10401'],
    ['"Story Points" >= 5', ({ custom }) => Number(custom.get('customfield_10107') ?? 0) >= 5],
    ['summary ~ "settlement"', ({ summary }) => /\bsettlements?\b/iu.test(summary)],
    [
      'project = PAY AND (assignee = mira OR priority = Highest)',
      (issue) => issue.projectKey === 'PAY' && (issue.assigneeKey === miraKey || issue.priorityId === '1'),
    ],
  ])('for %s finds what it says', (jql, expected) => {
    expect(those(expected).length).toBeGreaterThan(0)
    expect(keys(jql).toSorted()).toEqual(those(expected))
  })

  test('finds words, not parts of words, with endings and with a star', () => {
    const withSummary = (summary: string): JqlContext => {
      const small = createWorld({ now, issues: 1 })
      const [issue] = small.issues
      if (issue !== undefined) Object.assign(issue, { summary, description: null, comments: [] })
      const user = small.findUser('mira')
      return { world: small, user, now, projects: visibleProjects(small, user) }
    }
    expect(keys('text ~ refund', withSummary('Refunds are late'))).toHaveLength(1)
    expect(keys('text ~ fund', withSummary('Refunds are late'))).toHaveLength(0)
    expect(keys('text ~ ref', withSummary('Refunds are late'))).toHaveLength(0)
    expect(keys('text ~ "ref*"', withSummary('Refunds are late'))).toHaveLength(1)
    expect(keys('text ~ "late refunds"', withSummary('Refunds are late'))).toHaveLength(1)
    expect(keys(String.raw`text ~ "\"late refunds\""`, withSummary('Refunds are late'))).toHaveLength(0)
    expect(keys(String.raw`text ~ "\"are late\""`, withSummary('Refunds are late'))).toHaveLength(1)
    expect(keys('text ~ 返金', withSummary('返金 メール'))).toHaveLength(1)
  })

  test('means both fields when two have the same name', () => {
    expect(keys('Severity = "S1 - outage"').length).toBeGreaterThan(0)
    expect(keys('Severity ~ high').length).toBeGreaterThan(0)
  })

  test('sorts by number within a project, and by key when all else is equal', () => {
    expect(keys('project = PAY AND key in (PAY-101, PAY-1300) ORDER BY key ASC')).toEqual(['PAY-101', 'PAY-1300'])
    const sorted = searchIssues('ORDER BY priority DESC, created ASC', mira)
    const wanted = shown.toSorted((a, b) => Number(a.priorityId) - Number(b.priorityId) || a.created - b.created)
    expect(sorted.map(({ key }) => key)).toEqual(wanted.map(({ key }) => key))
    const byStatus = searchIssues('project = PAY ORDER BY status ASC', mira).map(
      ({ statusId, number }) => `${statusId.padStart(5)} ${String(number).padStart(5)}`,
    )
    expect(byStatus).toEqual(byStatus.toSorted())
  })

  test('gives the newest keys first without ORDER BY', () => {
    const numbers = searchIssues('project = SUP', mira).map(({ number }) => number)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  test('shows anonymous callers the open project alone, and hides the values of the others', () => {
    expect(new Set(searchIssues('', contextOf(null)).map(({ projectKey }) => projectKey))).toEqual(new Set(['SUP']))
    expect(refusals('project = PAY', contextOf(null))).toEqual([
      "The value 'PAY' does not exist for the field 'project'.",
    ])
    expect(refusals('project = OPS', contextOf('pim@vendor.example'))).toHaveLength(1)
    expect(refusals('key = PAY-1300', contextOf(null))).toEqual([
      "An issue with key 'PAY-1300' does not exist for field 'key'.",
    ])
  })

  test('does not find words in comments that the caller may not read', () => {
    const own = createWorld({ now, issues: 60 })
    const issue = own.issues.find(({ projectKey }) => projectKey === 'SUP')
    issue?.comments.push({
      id: '1',
      authorKey: null,
      updateAuthorKey: null,
      body: 'xylophone',
      created: now,
      updated: now,
      visibility: { type: 'role', value: 'Developers' },
    })
    const ask = (name: string | null): number => {
      const user = name === null ? undefined : own.findUser(name)
      return searchIssues('comment ~ xylophone', { world: own, user, now, projects: visibleProjects(own, user) }).length
    }
    expect([ask('mira'), ask('kenji'), ask(null)]).toEqual([1, 0, 0])
  })

  test.each([
    ['nonsense = 1', "Field 'nonsense' does not exist or you do not have permission to view it."],
    ['constructor = 1', "Field 'constructor' does not exist or you do not have permission to view it."],
    ['cf[1] = 1', "Field 'cf[1]' does not exist or you do not have permission to view it."],
    ['status = Nope', "The value 'Nope' does not exist for the field 'status'."],
    ['assignee = nobody', "The value 'nobody' does not exist for the field 'assignee'."],
    ['key = PAY-99999', "An issue with key 'PAY-99999' does not exist for field 'key'."],
    ['key = what', "The issue key 'what' for field 'key' is invalid."],
    ['summary = x', "The operator '=' is not supported by the 'summary' field."],
    ['project ~ PAY', "The operator '~' is not supported by the 'project' field."],
    ['status > Open', "The operator '>' is not supported by the 'status' field."],
    ['created ~ x', "The operator '~' is not supported by the 'created' field."],
    ['summary ~ ""', "The field 'summary' does not support searching for an empty string."],
    ['summary ~ "*x"', "is not allowed to start with character '*'"],
    ['created > soon', "Date value 'soon' for field 'created' is invalid."],
    ['created > currentUser()', "The function 'currentUser' is not supported by the field 'created'."],
    ['assignee = whoever()', "Unable to find JQL function 'whoever()'."],
    ['assignee in membersOf(nobody)', 'the group does not exist'],
    ['"Story Points" = many', "Value 'many' for field 'Story Points' is not a number."],
    ['ORDER BY comment', "Not able to sort using field 'comment'."],
    ['ORDER BY nonsense', "Field 'nonsense' does not exist"],
  ])('refuses %s', (jql, message) => {
    expect(refusals(jql).join(' ')).toContain(message)
  })

  test('tells all that is wrong at once', () => {
    expect(refusals('status = Nope AND project = NOPE AND x = 1')).toHaveLength(3)
  })

  test('never throws anything but its own error, whatever is compared with whatever', () => {
    const field = fc.constantFrom(
      'project',
      'key',
      'parent',
      'status',
      'assignee',
      'text',
      'labels',
      'created',
      'due',
      'fixVersion',
      'Severity',
      'cf[10209]',
      'Sprint',
      '"Epic Link"',
      'votes',
      'statusCategory',
      'Rank',
      '__proto__',
    )
    const operator = fc.constantFrom(
      '=',
      '!=',
      '~',
      '!~',
      '>',
      '<=',
      'in',
      'not in',
      'is',
      'is not',
      'was',
      'was not in',
      'changed',
    )
    const operand = fc.constantFrom(
      'mira',
      'EMPTY',
      '"-1d"',
      '5',
      '(1, EMPTY)',
      '(mira)',
      'now()',
      'currentUser()',
      'startOfDay(x)',
      '"\\\\"',
      'linkedIssues()',
      'membersOf()',
      '""',
    )
    fc.assert(
      fc.property(field, operator, operand, (a, b, c) => {
        expect(() => refusals(`${a} ${b} ${c} ORDER BY ${a}`)).not.toThrow()
      }),
      { numRuns: 500 },
    )
  })
})
