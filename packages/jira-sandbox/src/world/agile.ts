import { teamManagedProject, teamManagedStatuses } from './team-managed.ts'
import type { World } from './world.ts'

/** A sprint of a board. Times are epoch milliseconds, null: not yet. */
export interface SandboxSprint {
  readonly id: number
  readonly boardId: number
  name: string
  state: 'ACTIVE' | 'CLOSED' | 'FUTURE'
  goal: string
  start: number | null
  end: number | null
  activated: number | null
  completed: number | null
}

/** A column of a board, with the ids of the statuses that it shows. */
export interface SandboxColumn {
  readonly name: string
  readonly statusIds: readonly string[]
  readonly min?: number
  readonly max?: number
}

/** A view of a filter as columns. */
export interface SandboxBoard {
  readonly id: number
  readonly name: string
  /** `simple`: of a project that its team looks after itself, on Cloud. */
  readonly type: 'scrum' | 'kanban' | 'simple'
  readonly projectKey: string
  readonly filterId: string
  readonly jql: string
  /** What a kanban board leaves out besides. */
  readonly subQuery?: string
  readonly columns: readonly SandboxColumn[]
  readonly constraint: 'none' | 'issueCount' | 'issueCountExclSubs'
  readonly quickFilters: readonly { readonly id: number; readonly name: string; readonly jql: string }[]
}

/** The boards of the site: two of each kind, and projects that have more than one. */
export const boards: readonly SandboxBoard[] = [
  {
    id: 4,
    name: 'Payments sprint board',
    type: 'scrum',
    projectKey: 'PAY',
    filterId: '10510',
    jql: 'project = PAY ORDER BY Rank ASC',
    columns: [
      { name: 'To do', statusIds: ['1', '10002'] },
      { name: 'In progress', statusIds: ['3'], min: 1, max: 6 },
      { name: 'In review', statusIds: ['10001'], max: 4 },
      { name: 'Done', statusIds: ['10003', '10004'] },
    ],
    constraint: 'issueCountExclSubs',
    quickFilters: [
      { id: 11, name: 'Only mine', jql: 'assignee = currentUser()' },
      { id: 12, name: 'Bugs', jql: 'issuetype = Bug' },
    ],
  },
  {
    id: 5,
    name: 'Operations',
    type: 'kanban',
    projectKey: 'OPS',
    filterId: '10511',
    jql: 'project = OPS ORDER BY Rank ASC',
    subQuery: 'resolution is EMPTY OR resolved >= -14d',
    columns: [
      { name: 'Backlog', statusIds: ['10010'] },
      { name: 'Selected', statusIds: ['10011'], max: 5 },
      { name: 'In progress', statusIds: ['3', '10012'], min: 3, max: 3 },
      { name: 'Done', statusIds: ['5', '6'] },
    ],
    constraint: 'issueCount',
    quickFilters: [{ id: 21, name: 'Incidents', jql: 'issuetype = Incident' }],
  },
  {
    id: 6,
    name: 'Payments bugs',
    type: 'kanban',
    projectKey: 'PAY',
    filterId: '10512',
    jql: 'project = PAY AND issuetype = Bug ORDER BY Rank ASC',
    columns: [
      { name: 'Open', statusIds: ['1', '10002'] },
      { name: 'Doing', statusIds: ['3', '10001'] },
      { name: 'Unused', statusIds: [] },
      { name: 'Done', statusIds: ['10003', '10004'] },
    ],
    constraint: 'none',
    quickFilters: [],
  },
  {
    id: 7,
    name: 'Platform sprints',
    type: 'scrum',
    projectKey: 'OPS',
    filterId: '10513',
    jql: 'project = OPS AND issuetype != Incident ORDER BY Rank ASC',
    columns: [
      { name: 'Planned', statusIds: ['10010', '10011'] },
      { name: 'Under way', statusIds: ['3', '10012'], max: 8 },
      { name: 'Done', statusIds: ['5', '6'] },
    ],
    constraint: 'none',
    quickFilters: [],
  },
]

const { key } = teamManagedProject

const simpleBoard: SandboxBoard = {
  id: 8,
  name: `${key} board`,
  type: 'simple',
  projectKey: key,
  filterId: '10518',
  jql: `project = ${key} ORDER BY Rank ASC`,
  columns: teamManagedStatuses.map(({ id, name }) => ({ name, statusIds: [id] })),
  constraint: 'none',
  quickFilters: [],
}

/** The boards of a site; a project that its team looks after itself comes with one of its own. */
export const boardsOf = ({
  boards: made,
  findProject,
}: Pick<World, 'boards' | 'findProject'>): readonly SandboxBoard[] =>
  findProject(key) === undefined ? made : [...made, simpleBoard]
