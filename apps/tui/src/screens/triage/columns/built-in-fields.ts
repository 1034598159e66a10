/** Fields that every row of a list has, by what columns call them. */
export const rowFields = {
  key: 'Key',
  type: 'Type',
  priority: 'Priority',
  summary: 'Summary',
  status: 'Status',
  assignee: 'Assignee',
  reporter: 'Reporter',
  labels: 'Labels',
  components: 'Components',
  fixVersions: 'Fix versions',
  parent: 'Parent',
  project: 'Project',
  resolution: 'Resolution',
  created: 'Created',
  updated: 'Updated',
  due: 'Due',
} as const

export type RowField = keyof typeof rowFields

/** What Jira, its JQL and people call them besides. */
const aliases: Readonly<Record<string, RowField>> = {
  issuekey: 'key',
  issuetype: 'type',
  'issue type': 'type',
  prio: 'priority',
  p: 'priority',
  title: 'summary',
  component: 'components',
  label: 'labels',
  fixversion: 'fixVersions',
  fixversions: 'fixVersions',
  'fix version': 'fixVersions',
  'fix version/s': 'fixVersions',
  'component/s': 'components',
  duedate: 'due',
  'due date': 'due',
  createddate: 'created',
  updateddate: 'updated',
}

const byName = new Map<string, RowField>([
  ...Object.entries(aliases),
  ...Object.entries(rowFields).map(([id, title]): [string, RowField] => [title.toLowerCase(), id as RowField]),
  ...Object.keys(rowFields).map((id): [string, RowField] => [id.toLowerCase(), id as RowField]),
])

/** The field of a row that is meant; undefined: it is a field of the site that a list must be asked for. */
export const toRowField = (name: string): RowField | undefined => byName.get(name.trim().toLowerCase())

/** What sprints are asked for by, whatever the site's field of them is called. */
export const isSprint = (name: string): boolean => name.trim().toLowerCase() === 'sprint'
