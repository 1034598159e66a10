import type { Exchange } from '../../exchange.ts'
import { commit } from '../../rest/change.ts'
import { readEdits } from '../../rest/edit-issue.ts'
import { FieldError, namedRow } from '../../rest/edit-values.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { Refusal } from '../../rest/refusal.ts'
import { availableTransitions, type ScreenField } from '../../workflow/workflow.ts'
import { type IssueType, issueTypeById } from '../../world/catalogue.ts'
import { courseOf } from '../../world/life.ts'
import { permissionsIn } from '../../world/permissions.ts'
import type { SandboxIssue, SandboxProject } from '../../world/world.ts'
import { badField } from './answer-errors.ts'
import { readProperties } from './comment-input.ts'
import { createScreen } from './create-screen.ts'
import { takeEffort } from './effort-edit.ts'
import { checkParent, setParent, takeParent } from './parent-edit.ts'

const projectOf = (value: unknown, { world, user }: Exchange): SandboxProject => {
  const named = isObject(value) ? (value.key ?? value.id) : undefined
  const project = typeof named === 'string' ? world.findProject(named) : undefined
  if (project === undefined || !permissionsIn(world, user, project).has('BROWSE_PROJECTS')) {
    throw badField('project', named === undefined ? 'Specify a valid project ID or key' : 'valid project is required')
  }
  if (!permissionsIn(world, user, project).has('CREATE_ISSUES')) {
    throw badField('project', 'You cannot create issues in this project.')
  }
  return project
}

const typeOf = (value: unknown, project: SandboxProject): IssueType => {
  try {
    const type = namedRow(value, project.typeIds.map(issueTypeById), 'Issue type')
    if (project.typeIds.includes(type.id)) return type
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
  }
  throw badField('issuetype', 'Specify a valid issue type')
}

const draftOf = (project: SandboxProject, typeId: string, { world, user, now }: Exchange): SandboxIssue => {
  const numbers = world.issues.filter(({ projectKey }) => projectKey === project.key).map(({ number }) => number)
  const number = Math.max(0, ...numbers) + 1
  return {
    id: Math.max(10_000, ...world.issues.map(({ id }) => id)) + 1,
    key: `${project.key}-${number}`,
    projectKey: project.key,
    number,
    typeId,
    summary: '',
    description: null,
    environment: null,
    statusId: courseOf(project.key).start,
    priorityId: '3',
    resolutionId: null,
    resolved: null,
    labels: [],
    componentIds: [],
    fixVersionIds: [],
    affectedVersionIds: [],
    assigneeKey: null,
    reporterKey: user?.key ?? null,
    creatorKey: user?.key ?? null,
    parentId: null,
    created: now,
    updated: now,
    due: null,
    comments: [],
    worklogs: [],
    attachments: [],
    history: [],
    links: [],
    watchers: new Set(user === undefined ? [] : [user.key]),
    voters: new Set(),
    subtaskIds: [],
    custom: new Map(),
  }
}

const without = (fields: unknown, names: readonly string[]): JsonObject =>
  isObject(fields) ? Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))) : {}

const moveTo = (issue: SandboxIssue, wanted: unknown, exchange: Exchange): unknown => {
  if (wanted === undefined) return undefined
  const id = isObject(wanted) ? String(wanted.id) : ''
  const transition = availableTransitions(exchange.world, issue, exchange.user).find((one) => one.id === id)
  if (transition === undefined || (transition.screen ?? []).some(({ required }) => required)) {
    return {
      status: 400,
      errorCollection: { errorMessages: [`Transition id '${id}' is not valid for this issue.`], errors: {} },
    }
  }
  issue.statusId = transition.to
  return { status: 200, errorCollection: { errorMessages: [], errors: {} } }
}

/** What the answer to a new issue tells. */
export interface MadeIssue {
  readonly issue: SandboxIssue
  /** What became of the transition that was asked for along with it. */
  readonly transition?: unknown
}

/** Creates an issue out of a body in the words of Data Center; a 400 refusal names every field that is wrong. */
export const createIssue = (body: unknown, exchange: Exchange): MadeIssue => {
  if (!isObject(body) || !isObject(body.fields))
    throw new Refusal(400, 'Invalid request payload. Refer to the REST API documentation and try again.')
  const { parent = null, rest } = takeParent(body, exchange)
  const given = isObject(rest.fields) ? rest.fields : {}
  const project = projectOf(given.project, exchange)
  const type = typeOf(given.issuetype, project)
  checkParent(type.id, project.key, parent)
  const issue = draftOf(project, type.id, exchange)
  const screen: readonly ScreenField[] = createScreen(project, type.id)
  const { edits: own, rest: plain } = takeEffort(
    { fields: without(given, ['project', 'issuetype']), update: rest.update },
    issue,
  )
  const edits = readEdits(plain, screen, issue, exchange)
  const properties = readProperties(body)
  for (const { apply } of [...own, ...edits]) apply(issue)
  if (properties !== undefined) issue.properties = new Map(properties)
  exchange.world.issues.push(issue)
  if (parent !== null) setParent(issue, parent, exchange)
  commit(issue, [], exchange)
  const transition = moveTo(issue, rest.transition, exchange)
  return { issue, ...(transition === undefined ? {} : { transition }) }
}
