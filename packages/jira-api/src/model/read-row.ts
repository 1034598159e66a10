import type { TextFormat } from '@mmd/rich-text'
import { readWanted, type WantedField } from '../fields/wanted-field.ts'
import type { SearchQuery } from '../search-query.ts'
import type { Issue, IssueDetail, IssuePage } from './model.ts'
import { toJson } from './primitives.ts'
import { ISSUE_FIELDS, readIssue, readPageWith } from './read-issue.ts'
import { DETAIL_FIELDS, readIssueDetail } from './read-issue-detail.ts'

/** What a list brings of each issue. */
export type RowQuery = Pick<SearchQuery, 'withDescription' | 'withDetails' | 'fields'>

/** The ids to ask for, each once. */
export const rowFields = ({ withDescription, withDetails, fields = [] }: RowQuery): readonly string[] => {
  const usual = withDetails === true ? DETAIL_FIELDS : ISSUE_FIELDS
  const description = withDescription === true ? ['description'] : []
  return [...new Set([...usual, ...description, ...fields.map(({ id }) => id)])]
}

const fieldsOf = (value: unknown, wanted: readonly WantedField[], format: TextFormat): IssueDetail['fields'] =>
  readWanted(toJson(toJson(value)['fields']), wanted, format)

/** Reads a row with the fields that were asked for; without any it is `readIssue`. */
export const rowReader =
  (wanted: readonly WantedField[] | undefined, format: TextFormat) =>
  (value: unknown): Issue | null => {
    const issue = readIssue(value)
    return issue === null || wanted === undefined ? issue : { ...issue, fields: fieldsOf(value, wanted, format) }
  }

const detailReader =
  (wanted: readonly WantedField[], format: TextFormat) =>
  (value: unknown): IssueDetail | null => {
    const issue = readIssueDetail(value, format)
    return issue === null ? null : { ...issue, fields: fieldsOf(value, wanted, format) }
  }

/** A page of a search with what its query asked for; null when the envelope is not one. */
export const readRowPage = (
  value: unknown,
  { withDetails, fields }: RowQuery,
  format: TextFormat,
): IssuePage | null => {
  if (withDetails !== true) return readPageWith(value, rowReader(fields, format))
  const page = readPageWith(value, detailReader(fields ?? [], format))
  return page === null ? null : { ...page, details: page.issues }
}
