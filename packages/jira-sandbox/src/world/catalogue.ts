import { teamManagedStatuses, teamManagedTypes } from './team-managed.ts'

/** What an administrator has set up for the whole site: statuses, priorities, resolutions, types, kinds of links. */

export interface StatusCategory {
  readonly id: number
  readonly key: 'undefined' | 'new' | 'indeterminate' | 'done'
  readonly colorName: string
  readonly name: string
}

export interface Status {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly categoryKey: StatusCategory['key']
  /** Path of the icon; empty: the site's base URL stands in its place, as in Jira. */
  readonly icon: string
}

export interface Priority {
  readonly id: string
  readonly name: string
  readonly statusColor: string
  readonly description: string
}

export interface Resolution {
  readonly id: string
  readonly name: string
  readonly description: string
}

export interface IssueType {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly subtask: boolean
  readonly icon: string
  readonly avatarId?: number
}

export interface LinkType {
  readonly id: string
  readonly name: string
  readonly inward: string
  readonly outward: string
}

export const statusCategories: readonly StatusCategory[] = [
  { id: 1, key: 'undefined', colorName: 'medium-gray', name: 'No Category' },
  { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  { id: 3, key: 'done', colorName: 'green', name: 'Done' },
]

const status = (id: string, name: string, categoryKey: StatusCategory['key'], description = '', icon = ''): Status => ({
  id,
  name,
  categoryKey,
  description,
  icon,
})

export const statuses: readonly Status[] = [
  status('1', 'Open', 'new', 'Nobody has started on it yet.', 'images/icons/statuses/open.png'),
  status('3', 'In Progress', 'indeterminate', 'Somebody is working on it.', 'images/icons/statuses/inprogress.png'),
  status('5', 'Resolved', 'done', 'Solved; waits for confirmation.', 'images/icons/statuses/resolved.png'),
  status('6', 'Closed', 'done', 'Finished, and read-only.', 'images/icons/statuses/closed.png'),
  status('10001', 'In Review', 'indeterminate'),
  status('10002', 'Needs info', 'indeterminate', 'The reporter has been asked something.'),
  status('10003', 'Done', 'done'),
  status('10004', "Won't do", 'done'),
  status('10010', 'Backlog', 'new'),
  status('10011', 'Selected', 'new'),
  status('10012', 'Monitoring', 'indeterminate', 'A change is out; the graphs are being watched.'),
  status('10020', 'Waiting for support', 'new'),
  status('10021', 'Waiting for customer', 'indeterminate'),
  status('10022', 'Escalated', 'indeterminate'),
]

export const priorities: readonly Priority[] = [
  { id: '1', name: 'Highest', statusColor: '#d04437', description: 'Blocks people now.' },
  { id: '2', name: 'High', statusColor: '#f15c75', description: 'Could soon block people.' },
  { id: '3', name: 'Medium', statusColor: '#f79232', description: 'Worth planning.' },
  { id: '4', name: 'Low', statusColor: '#707070', description: 'Small, or easy to work around.' },
  { id: '5', name: 'Lowest', statusColor: '#999999', description: 'Nice to have.' },
]

export const resolutions: readonly Resolution[] = [
  { id: '1', name: 'Fixed', description: 'A change is in and was checked.' },
  { id: '10000', name: 'Done', description: 'The work is complete.' },
  { id: '10001', name: "Won't Do", description: 'Nobody will work on it.' },
  { id: '10002', name: 'Duplicate', description: 'Another issue says the same.' },
  { id: '10003', name: 'Cannot Reproduce', description: 'Tried, and it did not happen again.' },
  { id: '10004', name: 'Declined', description: 'Not approved.' },
]

const avatar = (avatarId: number): Pick<IssueType, 'icon' | 'avatarId'> => ({
  icon: `secure/viewavatar?size=xsmall&avatarId=${avatarId}&avatarType=issuetype`,
  avatarId,
})

export const issueTypes: readonly IssueType[] = [
  {
    id: '10000',
    name: 'Epic',
    description: 'A big goal with many issues.',
    subtask: false,
    icon: 'images/icons/issuetypes/epic.svg',
  },
  {
    id: '10001',
    name: 'Story',
    description: 'What a user wants, told by the user.',
    subtask: false,
    icon: 'images/icons/issuetypes/story.svg',
  },
  { id: '10002', name: 'Task', description: 'Work to be done.', subtask: false, ...avatar(10318) },
  { id: '10003', name: 'Sub-task', description: 'A part of another issue.', subtask: true, ...avatar(10316) },
  { id: '10004', name: 'Bug', description: 'Something does not work as it should.', subtask: false, ...avatar(10303) },
  { id: '10005', name: 'Incident', description: 'Service is down or degraded.', subtask: false, ...avatar(10304) },
  {
    id: '10006',
    name: 'Service Request',
    description: 'A customer asks for something.',
    subtask: false,
    ...avatar(10320),
  },
]

export const linkTypes: readonly LinkType[] = [
  { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
  { id: '10004', name: 'Problem/Incident', inward: 'is caused by', outward: 'causes' },
]

const byId = <T extends { readonly id: string }>(rows: readonly T[]): ((id: string) => T) => {
  const index = new Map(rows.map((row) => [row.id, row]))
  return (id) => {
    const found = index.get(id)
    if (found === undefined) throw new TypeError(`the catalogue has no id ${id}`)
    return found
  }
}

/** A status by id; throws a TypeError for an id that no issue can have. */
export const statusById: (id: string) => Status = byId([...statuses, ...teamManagedStatuses])
/** A priority by id; throws a TypeError for an id that no issue can have. */
export const priorityById: (id: string) => Priority = byId(priorities)
/** A resolution by id; throws a TypeError for an id that no issue can have. */
export const resolutionById: (id: string) => Resolution = byId(resolutions)
/** An issue type by id; throws a TypeError for an id that no issue can have. */
export const issueTypeById: (id: string) => IssueType = byId([...issueTypes, ...teamManagedTypes])
/** A kind of link by id; throws a TypeError for an id that no link can have. */
export const linkTypeById: (id: string) => LinkType = byId(linkTypes)
