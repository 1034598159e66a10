import type { Exchange } from '../exchange.ts'
import { type IssueType, issueTypeById } from '../world/catalogue.ts'
import { courseOf } from '../world/life.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { SandboxIssue, SandboxProject } from '../world/world.ts'
import { FieldError, namedRow } from './edit-values.ts'
import { badField } from './field-error.ts'
import { isObject } from './input.ts'

/** The project that a body names, if the user may create issues in it; a 400 refusal otherwise. */
export const projectToCreateIn = (value: unknown, { world, user }: Exchange): SandboxProject => {
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

/** A project with the types that new issues of it may have: without those of sub-tasks where there are none. */
export const offered = ({ release }: Exchange, project: SandboxProject): SandboxProject =>
  release?.rest?.off?.includes('subTasks') === true
    ? { ...project, typeIds: project.typeIds.filter((id) => !issueTypeById(id).subtask) }
    : project

/** The type that a body names, if the project has it; a 400 refusal otherwise. */
export const typeToCreate = (value: unknown, project: SandboxProject): IssueType => {
  try {
    const type = namedRow(value, project.typeIds.map(issueTypeById), 'Issue type')
    if (project.typeIds.includes(type.id)) return type
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
  }
  throw badField('issuetype', 'Specify a valid issue type')
}

/** An issue with nothing in it yet, at the start of its project's workflow; its number is spent when it is added. */
export const draftIssue = (project: SandboxProject, typeId: string, { world, user, now }: Exchange): SandboxIssue => {
  const number = world.nextIssueNumber(project.key)
  return {
    id: world.nextIssueId(),
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
