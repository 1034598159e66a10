import {
  EMPTY,
  type FieldValue,
  type Issue,
  type IssueDetail,
  type IssueField,
  type Named,
  type StoredText,
  type User,
} from '@mmd/jira-api/model'
import type { Rows } from './operation-kind.ts'
import { patchDetail, patchIssue } from './patch-rows.ts'

/** Stands for whomever the project's settings name, until the site has told. */
export const AUTOMATIC: User = { id: '-1', name: 'Automatic', active: true }

/**
 * What a field of an issue holds; undefined where the row does not say. A detail counts as read with its custom fields: one
 * that is not among them is empty.
 */
export const readIssueField = (issue: Issue | IssueDetail, id: string): FieldValue | undefined => {
  const system = fromRow(issue, id) ?? (isDetail(issue) ? fromDetail(issue, id) : undefined)
  if (system !== undefined) return system
  if (inDetail.has(id)) return undefined
  const found = issue.fields?.find((field) => field.id === id)?.value
  return found ?? (isDetail(issue) ? EMPTY : undefined)
}

/** The same from rows, whose detail knows the most. */
export const readRowsField = ({ issue, detail }: Rows, id: string): FieldValue | undefined =>
  readIssueField(detail ?? issue, id)

/** The rows with a field set; what they do not show of it is left out. */
export const putRowsField = (rows: Rows, { id, name, value }: IssueField): Rows => {
  // Something in the site's own form, for which the model has no words.
  if (value.kind === 'unknown' && isSystem(id)) return rows
  const patch = rowPatch(id, value)
  if (patch !== undefined) return patchIssue(rows, patch)
  if (id === 'description') return patchDescription(rows, textOf(value))
  if (inDetail.has(id)) return patchDetail(rows, (detail) => detailPatch(detail, id, value))
  return putCustomField(rows, { id, name, value })
}

// Fields of the system that only a detail has.
const inDetail: ReadonlySet<string> = new Set(['description', 'environment', 'versions', 'security', 'timetracking'])

const isSystem = (id: string): boolean => inDetail.has(id) || rowPatch(id, EMPTY) !== undefined

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

const namedOf = (value: FieldValue): Named | null => {
  if (value.kind === 'named') return value.value
  return value.kind === 'option' ? { id: value.option.id, name: value.option.label } : null
}

const userOf = (value: FieldValue): User | null => (value.kind === 'user' ? value.user : null)

const listOf = (value: FieldValue): readonly Named[] => (value.kind === 'named-list' ? value.values : [])

const textOf = (value: FieldValue): StoredText | null => {
  if (value.kind === 'rich-text') return value.text
  return value.kind === 'text' && value.text !== '' ? { format: 'plain', source: value.text } : null
}

const rowPatch = (id: string, value: FieldValue): Partial<Issue> | undefined => {
  switch (id) {
    case 'summary':
      return { summary: value.kind === 'text' ? value.text : '' }
    case 'priority':
      return { priority: namedOf(value) }
    case 'resolution':
      return { resolution: namedOf(value) }
    case 'assignee':
      return { assignee: userOf(value) }
    case 'reporter':
      return { reporter: userOf(value) }
    case 'labels':
      return { labels: value.kind === 'words' ? value.words : [] }
    case 'components':
      return { components: listOf(value) }
    case 'fixVersions':
      return { fixVersions: listOf(value) }
    case 'duedate':
      return { due: value.kind === 'date' ? value.date : null }
    case 'parent':
      return { parent: value.kind === 'issue' ? { key: value.key, summary: value.summary ?? '' } : null }
    default:
      return undefined
  }
}

const patchDescription = (rows: Rows, description: StoredText | null): Rows => {
  const changed = patchDetail(rows, () => ({ description }))
  return rows.issue.description === undefined ? changed : { ...changed, issue: { ...rows.issue, description } }
}

const detailPatch = (detail: IssueDetail, id: string, value: FieldValue): Partial<IssueDetail> => {
  switch (id) {
    case 'environment':
      return { environment: textOf(value) }
    case 'versions':
      return { affectedVersions: listOf(value) }
    case 'security':
      return { security: namedOf(value) }
    default:
      return { estimates: estimatesOf(detail.estimates, value) }
  }
}

/** Estimates that are not told stay; what was spent cannot be set. */
const estimatesOf = (before: IssueDetail['estimates'], value: FieldValue): IssueDetail['estimates'] => {
  const spent = before?.spent ?? null
  if (value.kind !== 'estimates') return spent === null ? null : { original: null, remaining: null, spent }
  const { original, remaining } = value.estimates
  return { original: original ?? before?.original ?? null, remaining: remaining ?? before?.remaining ?? null, spent }
}

const putCustomField = (rows: Rows, field: IssueField): Rows => ({
  ...rows,
  // A list row holds the fields that its list was asked for: one more does no harm, but it would be in no column.
  issue:
    rows.issue.fields?.some(({ id }) => id === field.id) === true
      ? { ...rows.issue, fields: withField(rows.issue.fields, field) }
      : rows.issue,
  detail: rows.detail && { ...rows.detail, fields: withField(rows.detail.fields, field) },
})

/** In its place, or where its name belongs; an empty one goes. */
const withField = (fields: readonly IssueField[], { id, name, value }: IssueField): readonly IssueField[] => {
  const before = fields.find((field) => field.id === id)
  if (value.kind === 'empty') return before === undefined ? fields : fields.filter((field) => field.id !== id)
  if (before !== undefined) {
    const merged = { ...before, value: mergedValue(before.value, value) }
    return fields.map((field) => (field === before ? merged : field))
  }
  const at = fields.findIndex((field) => field.name > name)
  return fields.toSpliced(at === -1 ? fields.length : at, 0, { id, name, value })
}

/** Sprints that are over stay with an issue. */
const mergedValue = (before: FieldValue, value: FieldValue): FieldValue => {
  if (before.kind !== 'sprints' || value.kind !== 'sprints') return value
  const closed = before.sprints.filter(({ state }) => state === 'closed')
  return { kind: 'sprints', sprints: [...closed, ...value.sprints.filter(({ state }) => state !== 'closed')] }
}
