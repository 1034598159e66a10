import type { Issue, IssueDetail, IssueField } from '@mmd/jira-api/model'

/** What a detail has besides the row: each field of an issue is kept once. `fields` are the detail's own, in its order. */
export type DetailRest = Omit<IssueDetail, Exclude<keyof Issue, 'fields'>>

/** The row of an issue alone, its members in a fixed order, so that equal rows are equal as JSON. */
export const rowOf = (issue: Issue): Issue => ({
  key: issue.key,
  id: issue.id,
  project: issue.project,
  type: issue.type,
  summary: issue.summary,
  status: issue.status,
  priority: issue.priority,
  resolution: issue.resolution,
  assignee: issue.assignee,
  reporter: issue.reporter,
  labels: issue.labels,
  components: issue.components,
  fixVersions: issue.fixVersions,
  parent: issue.parent,
  created: issue.created,
  updated: issue.updated,
  due: issue.due,
  ...(issue.description === undefined ? {} : { description: issue.description }),
  ...(issue.fields === undefined ? {} : { fields: issue.fields }),
})

export const restOf = (detail: IssueDetail): DetailRest => {
  const { comments, commentTotal, links, attachments, subtasks, environment, affectedVersions, creator, ...more } =
    detail
  const { commentsBefore } = detail
  const before = commentsBefore === undefined ? {} : { commentsBefore }
  const { resolved, security, estimates, votes, watchers, worklogs, worklogTotal, fields } = more
  const told = { comments, commentTotal, links, attachments, subtasks, environment, affectedVersions, creator }
  return { ...told, ...before, resolved, security, estimates, votes, watchers, worklogs, worklogTotal, fields }
}

/** `over`'s fields in the place of those of `fields` with the same id, the others behind them. */
const laidOver = (fields: readonly IssueField[], over: readonly IssueField[]): readonly IssueField[] => {
  if (over.length === 0) return fields
  const byId = new Map(fields.map((field) => [field.id, field]))
  for (const field of over) byId.set(field.id, field)
  return [...byId.values()]
}

const isCustom = ({ id }: IssueField): boolean => id.startsWith('customfield_')

/** The detail again: the row's fields are the newer ones, or the same. */
export const detailOf = (row: Issue, rest: DetailRest): IssueDetail => ({
  ...row,
  ...rest,
  description: row.description ?? null,
  fields: laidOver(rest.fields, (row.fields ?? []).filter(isCustom)),
})

/** What a new list row leaves of the old one: the description, and fields that it was not asked for. */
export const mergedRow = (old: Issue | undefined, row: Issue): Issue => {
  // A field that is not in the list of a changed issue may have been cleared.
  if (old?.fields === undefined || row.fields === undefined || old.updated === null || old.updated !== row.updated)
    return exactRow(old, row)
  const known = new Set(row.fields.map(({ id }) => id))
  return exactRow(old, { ...row, fields: [...row.fields, ...old.fields.filter(({ id }) => !known.has(id))] })
}

/** A row with what the old one has of description and fields, where it says nothing of them. */
export const exactRow = (old: Issue | undefined, row: Issue): Issue => {
  const description = row.description === undefined ? old?.description : row.description
  const fields = row.fields ?? old?.fields
  return rowOf({
    ...row,
    ...(description === undefined ? {} : { description }),
    ...(fields === undefined ? {} : { fields }),
  })
}

/** The row that a detail leaves: fields of the list have the values that the detail has. */
export const rowUnder = (old: Issue | undefined, row: Issue, detail: IssueDetail): Issue => {
  const { fields: _, ...plain } = row
  const columns = old?.fields?.flatMap((field) =>
    isCustom(field) ? detail.fields.filter(({ id }) => id === field.id) : [field],
  )
  return rowOf({
    ...plain,
    description: detail.description,
    ...(columns === undefined ? {} : { fields: columns }),
  })
}

/** What a filter looks through: lower case, everything that a row shows. */
export const lineOf = (issue: Issue): string => {
  const people = `${issue.assignee?.name ?? 'unassigned'} ${issue.reporter?.name ?? ''}`
  const names = `${issue.type.name} ${issue.status.name} ${issue.priority?.name ?? ''} ${issue.labels.join(' ')}`
  return `${issue.key} ${issue.summary} ${names} ${people}`.toLowerCase()
}
