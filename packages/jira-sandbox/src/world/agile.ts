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

const begin = Date.UTC(2026, 10, 9, 9)
const end = Date.UTC(2026, 10, 23, 9)
const before = Date.UTC(2026, 9, 26, 9)

/** The sprints of the scrum board. Names with brackets and commas on purpose: v2 shows sprints as Java texts. */
export const makeSprints = (): SandboxSprint[] => [
  {
    id: 36,
    boardId: 4,
    name: 'PAY 36 [refunds], part 1',
    state: 'CLOSED',
    goal: '',
    start: before,
    end: begin,
    activated: before,
    completed: begin - 1_800_000,
  },
  {
    id: 37,
    boardId: 4,
    name: 'PAY 37',
    state: 'ACTIVE',
    goal: 'Refunds in one step, without a call to the bank',
    start: begin,
    end,
    activated: begin,
    completed: null,
  },
  {
    id: 38,
    boardId: 4,
    name: 'PAY 38 (holiday)',
    state: 'FUTURE',
    goal: '',
    start: null,
    end: null,
    activated: null,
    completed: null,
  },
]

/** The boards of the site: one of each kind, and one that shows the same project in another way. */
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
