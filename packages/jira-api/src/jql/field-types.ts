import type { JqlField } from '../model/site-model.ts'

const equal = ['=', '!=', 'in', 'not in']
const ordered = ['>', '>=', '<', '<=']
const emptiable = ['is', 'is not']
const history = ['was', 'was not', 'was in', 'was not in', 'changed']
const text = ['~', '!~', ...emptiable]

/** What Jira's own fields hold, by the type that a site's catalogue names, and so what can be asked of them. */
const operatorsByType: Readonly<Record<string, readonly string[]>> = {
  ApplicationUser: [...equal, ...emptiable],
  Project: [...equal, ...emptiable],
  IssueType: [...equal, ...emptiable],
  Status: [...equal, ...emptiable, ...history],
  Priority: [...equal, ...emptiable, ...ordered, ...history],
  Resolution: [...equal, ...emptiable, ...ordered, ...history],
  Version: [...equal, ...emptiable, ...ordered, ...history],
  ProjectComponent: [...equal, ...emptiable],
  Sprint: [...equal, ...emptiable],
  Issue: [...equal, ...emptiable],
  Date: [...equal, ...emptiable, ...ordered],
  Number: [...equal, ...emptiable, ...ordered],
}

/** The operators that a field of these types takes, where the site does not list them. */
export const operatorsOfTypes = (types: readonly string[]): readonly string[] =>
  types.map((type) => operatorsByType[type]).find((found) => found !== undefined) ?? [...equal, ...text]

/** The operators that a field takes. */
export const operatorsOf = ({ operators, types }: JqlField): readonly string[] =>
  operators.length > 0 ? operators : operatorsOfTypes(types)

const withHistory = (operators: readonly string[]): readonly string[] => [...new Set([...operators, ...history])]

const field = (value: string, type: string, operators: readonly string[] = operatorsOfTypes([type])): JqlField => ({
  value,
  label: value,
  operators,
  orderable: type !== 'Text',
  suggests: !['Date', 'Number', 'Text', 'Issue'].includes(type),
  types: [type === 'Text' || type === 'Label' ? 'String' : type],
})

const user = (value: string): JqlField =>
  field(value, 'ApplicationUser', withHistory(operatorsOfTypes(['ApplicationUser'])))

/** Jira's own fields that people ask for, the usual ones first: for a site whose catalogue was never read. */
export const usualFields: readonly JqlField[] = [
  field('project', 'Project'),
  user('assignee'),
  field('status', 'Status'),
  field('issuetype', 'IssueType'),
  field('priority', 'Priority'),
  user('reporter'),
  field('labels', 'Label', [...equal, ...emptiable]),
  field('created', 'Date'),
  field('updated', 'Date'),
  field('resolution', 'Resolution'),
  field('fixVersion', 'Version'),
  field('sprint', 'Sprint'),
  field('component', 'ProjectComponent'),
  field('text', 'Text', ['~']),
  field('summary', 'Text', text),
  field('description', 'Text', text),
  field('comment', 'Text', ['~', '!~']),
  field('due', 'Date'),
  field('resolved', 'Date'),
  field('statusCategory', 'Label', equal),
  field('affectedVersion', 'Version'),
  field('parent', 'Issue'),
  field('key', 'Issue', [...equal, ...ordered]),
  user('creator'),
  user('watcher'),
  user('voter'),
]

/** Functions that every Jira has, for the same; `isList`: for IN. */
export const usualFunctions: readonly {
  readonly value: string
  readonly isList: boolean
  readonly types: readonly string[]
}[] = [
  ...['currentUser()'].map((value) => ({ value, isList: false, types: ['ApplicationUser'] })),
  { value: 'membersOf("")', isList: true, types: ['ApplicationUser'] },
  ...['openSprints()', 'closedSprints()', 'futureSprints()'].map((value) => ({
    value,
    isList: true,
    types: ['Sprint'],
  })),
  ...['unreleasedVersions()', 'releasedVersions()'].map((value) => ({ value, isList: true, types: ['Version'] })),
  ...['standardIssueTypes()', 'subTaskIssueTypes()'].map((value) => ({ value, isList: true, types: ['IssueType'] })),
  ...['linkedIssues("")', 'issueHistory()', 'watchedIssues()', 'votedIssues()'].map((value) => ({
    value,
    isList: true,
    types: ['Issue'],
  })),
  ...['startOfDay()', 'endOfDay()', 'startOfWeek()', 'endOfWeek()', 'startOfMonth()', 'endOfMonth()', 'now()'].map(
    (value) => ({ value, isList: false, types: ['Date'] }),
  ),
]
