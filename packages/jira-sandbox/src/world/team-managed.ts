import type { Transition, Workflow } from '../workflow/workflow.ts'
import type { IssueType, Status } from './catalogue.ts'

/** Id and key of the project that its team looks after itself. Cloud alone has such projects. */
export const teamManagedProject = { id: '10110', key: 'LAB' } as const

/** Its statuses. They are called like those of other projects and are not the same. */
export const teamManagedStatuses: readonly Status[] = [
  { id: '10110', name: 'To Do', description: '', categoryKey: 'new', icon: '' },
  { id: '10111', name: 'In Progress', description: '', categoryKey: 'indeterminate', icon: '' },
  { id: '10112', name: 'Done', description: '', categoryKey: 'done', icon: '' },
]

const type = (id: string, name: string, subtask = false): IssueType => ({
  id,
  name,
  description: '',
  subtask,
  icon: `images/icons/issuetypes/${name.toLowerCase()}.svg`,
})

/** Its issue types, with ids of their own as well; the first is its epic. */
export const teamManagedTypes: readonly IssueType[] = [
  type('10110', 'Epic'),
  type('10111', 'Task'),
  type('10112', 'Bug'),
  type('10113', 'Subtask', true),
]

// Any status may follow any other, as long as nobody has drawn a workflow.
const to = ({ id, name }: Status, index: number): Transition => ({
  id: String(11 + index * 10),
  name,
  from: 'any',
  to: id,
})

/** Its workflow: one global transition for each status. */
export const teamManagedWorkflow: Workflow = { transitions: teamManagedStatuses.map(to), readOnlyStatuses: [] }
