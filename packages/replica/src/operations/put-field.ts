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
import { inDetail } from './issue-field.ts'
import type { Rows } from './operation-kind.ts'
import { patchDetail, patchIssue } from './patch-rows.ts'
import { putCustomField } from './put-custom-field.ts'

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

const isSystem = (id: string): boolean => inDetail.has(id) || rowPatch(id, EMPTY) !== undefined

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
