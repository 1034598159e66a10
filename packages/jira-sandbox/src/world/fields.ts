import { type CustomField, customFields } from './custom-fields.ts'

export interface FieldSchema {
  readonly type: string
  readonly items?: string
  readonly system?: string
  readonly custom?: string
  readonly customId?: number
}

/** A field as `GET /field` lists it. */
export interface Field {
  readonly id: string
  readonly name: string
  readonly custom: boolean
  readonly orderable: boolean
  readonly navigable: boolean
  readonly searchable: boolean
  readonly clauseNames: readonly string[]
  readonly schema?: FieldSchema
}

// Marks of a system field: o orderable, n navigable, s searchable.
type Row = readonly [id: string, name: string, marks: string, type: string, clauses?: readonly string[]]

const rows: readonly Row[] = [
  ['issuetype', 'Issue Type', 'ons', 'issuetype', ['issuetype', 'type']],
  ['project', 'Project', 'ns', 'project', ['project']],
  ['fixVersions', 'Fix Version/s', 'ons', 'array version', ['fixVersion']],
  ['versions', 'Affects Version/s', 'ons', 'array version', ['affectedVersion']],
  ['resolution', 'Resolution', 'ons', 'resolution', ['resolution']],
  ['resolutiondate', 'Resolved', 'ns', 'datetime', ['resolutiondate', 'resolved']],
  ['workratio', 'Work Ratio', 'ns', 'number', ['workratio']],
  ['lastViewed', 'Last Viewed', 'n', 'datetime', ['lastViewed']],
  ['watches', 'Watchers', 'n', 'watches', ['watchers']],
  ['thumbnail', 'Images', 'n', ''],
  ['created', 'Created', 'ns', 'datetime', ['created', 'createdDate']],
  ['priority', 'Priority', 'ons', 'priority', ['priority']],
  ['labels', 'Labels', 'ons', 'array string', ['labels']],
  ['issuelinks', 'Linked Issues', 'ons', 'array issuelinks'],
  ['assignee', 'Assignee', 'ons', 'user', ['assignee']],
  ['updated', 'Updated', 'ns', 'datetime', ['updated', 'updatedDate']],
  ['status', 'Status', 'ns', 'status', ['status']],
  ['components', 'Component/s', 'ons', 'array component', ['component']],
  ['issuekey', 'Key', 'n', '', ['id', 'issue', 'issuekey', 'key']],
  ['description', 'Description', 'ons', 'string', ['description']],
  ['timetracking', 'Time Tracking', 'os', 'timetracking'],
  ['timespent', 'Time Spent', 'n', 'number', ['timespent']],
  ['attachment', 'Attachment', 'os', 'array attachment', ['attachments']],
  ['summary', 'Summary', 'ons', 'string', ['summary']],
  ['creator', 'Creator', 'ns', 'user', ['creator']],
  ['subtasks', 'Sub-Tasks', 'n', 'array issuelinks', ['subtasks']],
  ['reporter', 'Reporter', 'ons', 'user', ['reporter']],
  ['environment', 'Environment', 'ons', 'string', ['environment']],
  ['duedate', 'Due Date', 'ons', 'date', ['due', 'duedate']],
  ['progress', 'Progress', 'n', 'progress', ['progress']],
  ['comment', 'Comment', 'os', 'comments-page', ['comment']],
  ['votes', 'Votes', 'n', 'votes', ['votes']],
  ['worklog', 'Log Work', 'os', 'array worklog'],
  ['parent', 'Parent', 'n', '', ['parent']],
  ['timeoriginalestimate', 'Original Estimate', 'n', 'number', ['originalEstimate', 'timeoriginalestimate']],
  ['timeestimate', 'Remaining Estimate', 'n', 'number', ['remainingEstimate', 'timeestimate']],
  ['aggregatetimespent', 'Σ Time Spent', 'n', 'number'],
  ['aggregatetimeoriginalestimate', 'Σ Original Estimate', 'n', 'number'],
  ['aggregatetimeestimate', 'Σ Remaining Estimate', 'n', 'number'],
  ['aggregateprogress', 'Σ Progress', 'n', 'progress'],
  ['security', 'Security Level', 'ons', 'securitylevel', ['level']],
  ['archiveddate', 'Archived', 'os', 'datetime'],
  ['archivedby', 'Archiver', 'os', 'user'],
]

const systemSchema = (id: string, type: string): FieldSchema => {
  const [kind = '', items] = type.split(' ')
  return { type: kind, ...(items !== undefined && { items }), system: id }
}

const systemField = ([id, name, marks, type, clauseNames = []]: Row): Field => ({
  id,
  name,
  custom: false,
  orderable: marks.includes('o'),
  navigable: marks.includes('n'),
  searchable: marks.includes('s'),
  clauseNames,
  ...(type !== '' && { schema: systemSchema(id, type) }),
})

/** The schema of a custom field. */
export const customSchema = ({ schema, type, number }: CustomField): FieldSchema => ({
  ...schema,
  custom: type,
  customId: number,
})

const customEntry = (field: CustomField): Field => ({
  id: field.id,
  name: field.name,
  custom: true,
  orderable: true,
  navigable: true,
  searchable: true,
  clauseNames: [`cf[${field.number}]`, field.name],
  schema: customSchema(field),
})

/** All fields of the site, system ones first. */
export const fields: readonly Field[] = [...rows.map(systemField), ...customFields.map(customEntry)]

const index = new Map(fields.map((field) => [field.id, field]))

/** A field by id; undefined: the site has none of that id. */
export const fieldById = (id: string): Field | undefined => index.get(id)
