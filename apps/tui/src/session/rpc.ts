import type { SiteClient } from '@mmd/jira-api'
import type { Engine, EngineNews } from '@mmd/replica'
import type { ProgressArguments } from './progress.ts'

/** How many arguments each method of the site's client takes before its options. */
export const clientMethods = {
  addComment: 2,
  addRequestComment: 2,
  addWorklog: 2,
  answerApproval: 2,
  approvals: 1,
  archive: 1,
  assign: 2,
  assignable: 1,
  assignableInProject: 1,
  attachmentRules: 0,
  board: 1,
  boardConfiguration: 1,
  boardIssues: 1,
  boards: 1,
  capabilities: 1,
  changeMany: 2,
  changeParticipants: 2,
  checkJql: 1,
  comment: 1,
  comments: 1,
  count: 1,
  creatableTypes: 1,
  createFields: 1,
  createFilter: 1,
  createIssue: 1,
  createIssues: 1,
  createSprint: 1,
  dashboards: 1,
  deleteAttachment: 1,
  deleteComment: 1,
  deleteFilter: 1,
  deleteIssue: 1,
  deleteProperty: 2,
  deleteRemoteLink: 1,
  deleteSprint: 1,
  deleteWorklog: 1,
  development: 1,
  developmentDetail: 1,
  downloadAttachment: 2,
  edit: 2,
  editComment: 2,
  editEpic: 2,
  editFields: 1,
  editFilter: 2,
  editSprint: 2,
  editWorklog: 2,
  epic: 1,
  epics: 1,
  estimation: 1,
  favourite: 2,
  favouriteFilters: 0,
  fields: 0,
  filter: 1,
  findFilters: 1,
  findGroups: 1,
  findProjects: 1,
  findUsers: 1,
  history: 1,
  ids: 1,
  issue: 1,
  issueTypes: 0,
  issueWithFields: 1,
  issues: 1,
  jqlData: 0,
  jqlSuggestions: 1,
  link: 1,
  linkTypes: 0,
  moveSubtask: 2,
  moveToBacklog: 1,
  moveToEpic: 2,
  moveToSprint: 2,
  myself: 0,
  participants: 1,
  permissions: 1,
  pickIssues: 1,
  pinComment: 2,
  pinnedComments: 1,
  priorities: 0,
  project: 1,
  projectRoles: 1,
  projectStatuses: 1,
  projects: 0,
  property: 2,
  propertyKeys: 1,
  putRemoteLink: 2,
  queueIssues: 1,
  queues: 1,
  quickFilters: 1,
  rank: 1,
  remoteLinks: 1,
  request: 1,
  requestComments: 1,
  requestTypes: 1,
  resolutions: 0,
  restore: 1,
  search: 1,
  serverInfo: 0,
  serviceDesks: 0,
  setEstimation: 1,
  setProperty: 2,
  settings: 0,
  slas: 1,
  sprint: 1,
  sprints: 1,
  statuses: 0,
  suggestLabels: 1,
  swapSprints: 2,
  transition: 2,
  transitions: 1,
  unlink: 1,
  unwatch: 2,
  uploadAttachments: 2,
  user: 1,
  versions: 1,
  vote: 2,
  voters: 1,
  watch: 2,
  watchers: 1,
  worklog: 1,
  worklogs: 1,
} as const satisfies Record<keyof SiteClient, number>

export type ClientMethod = keyof typeof clientMethods

/** The options of a call that are plain data, of the method that takes the most of them. */
export type RowsOptions = NonNullable<Parameters<SiteClient['issues']>[1]>

/** The options of a call as they cross: a signal becomes a `cancel`, a listener gets `progress`. */
export interface WorkerOptions extends Pick<RowsOptions, 'priority' | 'budgetMs' | 'fields'> {
  readonly wantsProgress?: true
}

/** What of the engine is called through the port; what it tells comes as `engine-news`. */
export type EngineMethod = Exclude<keyof Engine, 'listen'>

/** What the screen's thread posts to the worker. */
export type WorkerRequest =
  | {
      readonly kind: 'call'
      readonly id: number
      readonly method: ClientMethod
      readonly args: readonly unknown[]
      readonly options: WorkerOptions
    }
  | { readonly kind: 'cancel'; readonly id: number }
  | {
      readonly kind: 'engine-call'
      readonly id: number
      readonly method: EngineMethod
      readonly args: readonly unknown[]
    }

/** What the worker posts back. */
export type WorkerReply =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: PlainError }
  /** How far a call is, for who wanted to know. */
  | { readonly kind: 'progress'; readonly id: number; readonly args: ProgressArguments }
  /** HTTP requests sent so far, retries and renewals included. */
  | { readonly kind: 'requests'; readonly count: number }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'engine-news'; readonly news: EngineNews }

/** An error as it crosses a thread: structured cloning would lose its name and fields. */
export interface PlainError {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly details?: unknown
  readonly detail?: string
}

/** Keeps of an error what `isJiraApiError`, `isAuthError` and `presentError` look at. */
export const packError = (error: unknown): PlainError => {
  if (!(error instanceof Error)) return { name: 'Error', message: 'an unknown failure' }
  const { name, message } = error
  const { code, details, detail } = error as { code?: unknown; details?: unknown; detail?: unknown }
  const known = name === 'JiraApiError' || name === 'AuthError'
  return {
    name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(known && details !== undefined ? { details } : {}),
    ...(known && typeof detail === 'string' ? { detail } : {}),
  }
}

/** The error on the other side: an `Error` with the same name and fields, so that the guards of the packages hold. */
export const unpackError = ({ message, ...fields }: PlainError): Error => Object.assign(new Error(message), fields)

/** The error of a call that was given up. */
export const cancelledError = (): Error =>
  unpackError({ name: 'JiraApiError', code: 'cancelled', message: 'cancelled', details: {} })
