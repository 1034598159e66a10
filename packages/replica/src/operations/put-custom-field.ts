import type { FieldValue, IssueField } from '@mmd/jira-api/model'
import type { Rows } from './operation-kind.ts'

/** The rows with a custom field set. */
export const putCustomField = (rows: Rows, field: IssueField): Rows => ({
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
