import {
  EMPTY,
  type FieldValue,
  type Issue,
  type IssueDetail,
  type Named,
  type StoredText,
  type User,
} from '@mmd/jira-api/model'
import type { Rows } from './operation-kind.ts'

/** Stands for whomever the project's settings name, until the site has told. */
export const AUTOMATIC: User = { id: '-1', name: 'Automatic', active: true }

/**
 * What a field of an issue holds; undefined where the row does not say. A custom field that is not among its fields is empty,
 * or was not asked for.
 */
export const readIssueField = (issue: Issue | IssueDetail, id: string): FieldValue | undefined => {
  const system = fromRow(issue, id) ?? (isDetail(issue) ? fromDetail(issue, id) : undefined)
  if (system !== undefined) return system
  if (inDetail.has(id)) return undefined
  return issue.fields?.find((field) => field.id === id)?.value
}

/** The same of an issue that was read with this field. */
export const readKnownField = (issue: IssueDetail, id: string): FieldValue => readIssueField(issue, id) ?? EMPTY

/** The same from rows: the detail knows the most, and the row the fields of its list. */
export const readRowsField = ({ issue, detail }: Rows, id: string): FieldValue | undefined =>
  (detail && readIssueField(detail, id)) ?? readIssueField(issue, id)

/** Fields of the system that only a detail has. */
export const inDetail: ReadonlySet<string> = new Set([
  'description',
  'environment',
  'versions',
  'security',
  'timetracking',
])

const isDetail = (issue: Issue | IssueDetail): issue is IssueDetail => 'commentTotal' in issue

const ofNamed = (value: Named | null): FieldValue => (value === null ? EMPTY : { kind: 'named', value })

const ofUser = (user: User | null): FieldValue | undefined => {
  if (user === null) return EMPTY
  return user.id === AUTOMATIC.id ? undefined : { kind: 'user', user }
}

const ofList = (values: readonly Named[]): FieldValue => (values.length === 0 ? EMPTY : { kind: 'named-list', values })

const ofText = (text: StoredText | null): FieldValue => (text === null ? EMPTY : { kind: 'rich-text', text })

const fromRow = (issue: Issue, id: string): FieldValue | undefined => {
  switch (id) {
    case 'summary':
      return { kind: 'text', text: issue.summary }
    case 'description':
      return issue.description === undefined ? undefined : ofText(issue.description)
    case 'status':
      return ofNamed({ id: issue.status.id, name: issue.status.name })
    case 'priority':
      return ofNamed(issue.priority)
    case 'resolution':
      return ofNamed(issue.resolution)
    case 'assignee':
      return ofUser(issue.assignee)
    case 'reporter':
      return ofUser(issue.reporter)
    case 'labels':
      return issue.labels.length === 0 ? EMPTY : { kind: 'words', words: issue.labels }
    case 'components':
      return ofList(issue.components)
    case 'fixVersions':
      return ofList(issue.fixVersions)
    case 'duedate':
      return issue.due === null ? EMPTY : { kind: 'date', date: issue.due }
    case 'parent':
      return issue.parent === null ? EMPTY : { kind: 'issue', ...issue.parent }
    default:
      return undefined
  }
}

const fromDetail = (detail: IssueDetail, id: string): FieldValue | undefined => {
  switch (id) {
    case 'environment':
      return ofText(detail.environment)
    case 'versions':
      return ofList(detail.affectedVersions)
    case 'security':
      return ofNamed(detail.security)
    case 'timetracking':
      return detail.estimates === null ? EMPTY : { kind: 'estimates', estimates: detail.estimates }
    default:
      return undefined
  }
}
