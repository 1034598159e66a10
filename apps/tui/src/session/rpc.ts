import type { SiteClient } from '@mmd/jira-api'

/** How many arguments each method of the site's client takes before its options. */
export const clientMethods = {
  serverInfo: 0,
  myself: 0,
  fields: 0,
  projects: 0,
  priorities: 0,
  favouriteFilters: 0,
  search: 1,
  issue: 1,
  transitions: 1,
  transition: 2,
  edit: 2,
  assign: 2,
  assignable: 1,
  addComment: 2,
  suggestLabels: 1,
  creatableTypes: 1,
  createFields: 1,
  editFields: 1,
  boards: 1,
  board: 1,
  boardConfiguration: 1,
  quickFilters: 1,
  boardIssues: 1,
  sprints: 1,
  sprint: 1,
  createSprint: 1,
  editSprint: 2,
  deleteSprint: 1,
  swapSprints: 2,
  moveToSprint: 2,
  moveToBacklog: 1,
  moveToEpic: 2,
  rank: 1,
  epics: 1,
  epic: 1,
  editEpic: 2,
  estimation: 1,
  setEstimation: 1,
  serviceDesks: 0,
  queues: 1,
  queueIssues: 1,
  request: 1,
  slas: 1,
  addRequestComment: 2,
  approvals: 1,
  answerApproval: 2,
  participants: 1,
  development: 1,
  developmentDetail: 1,
} as const satisfies Record<keyof SiteClient, number>

export type ClientMethod = keyof typeof clientMethods

/** What the screen's thread posts to the worker. */
export type WorkerRequest =
  | { readonly kind: 'call'; readonly id: number; readonly method: ClientMethod; readonly args: readonly unknown[] }
  | { readonly kind: 'cancel'; readonly id: number }

/** What the worker posts back. */
export type WorkerReply =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: PlainError }
  /** HTTP requests sent so far, retries and renewals included. */
  | { readonly kind: 'requests'; readonly count: number }
  | { readonly kind: 'signed-out' }

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
