import type { Answer, Exchange, Route } from '../exchange.ts'
import { issueTypeById } from '../world/catalogue.ts'
import { permissionsIn } from '../world/permissions.ts'
import type { SandboxIssue, SandboxProject } from '../world/world.ts'
import { issueTypeJsonById, projectRef } from './catalogue-json.ts'
import { commit } from './change.ts'
import { createMany } from './create-many.ts'
import { createScreen } from './create-screen.ts'
import { readEdits } from './edit-issue.ts'
import { badField } from './field-error.ts'
import { screenJson } from './field-meta.ts'
import { demand, seenIssue } from './find.ts'
import { flag, isObject, type JsonObject, jsonBody, wordList } from './input.ts'
import { draftIssue, offered, projectToCreateIn, typeToCreate } from './new-issue.ts'
import { paged } from './paged.ts'
import { noteVisit } from './recent-projects.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from './refusal.ts'

const without = (fields: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

/** The issue that a new sub-task belongs to; other types have none. */
const parentFor = (value: unknown, typeId: string, projectKey: string, exchange: Exchange): SandboxIssue | null => {
  const { subtask } = issueTypeById(typeId)
  if (!subtask) {
    if (value === undefined || value === null) return null
    throw badField('parent', "Field 'parent' cannot be set. It is not on the appropriate screen, or unknown.")
  }
  const named = isObject(value) ? (value.key ?? value.id) : undefined
  if (typeof named !== 'string') {
    throw badField('issuetype', 'Issue type is a sub-task but parent issue key or id not specified.')
  }
  try {
    const parent = seenIssue(exchange, named)
    if (parent.projectKey === projectKey && !issueTypeById(parent.typeId).subtask) return parent
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  throw badField('parent', 'Could not find valid parent issue by id or key.')
}

const propertiesIn = (value: unknown): ReadonlyMap<string, unknown> | undefined => {
  if (!Array.isArray(value)) return undefined
  return new Map(
    value.flatMap((one: unknown) =>
      isObject(one) && typeof one.key === 'string' ? [[one.key, one.value] as const] : [],
    ),
  )
}

const createOne = (body: unknown, exchange: Exchange): SandboxIssue => {
  if (!isObject(body) || !isObject(body.fields)) throw new Refusal(400, "one of 'fields' or 'update' required")
  const strange = Object.keys(body).find(
    (name) => !['fields', 'update', 'properties', 'historyMetadata', 'transition'].includes(name),
  )
  if (strange !== undefined) throw new Refusal(400, `Unrecognized field "${strange}", not marked as ignorable`)
  const project = projectToCreateIn(body.fields.project, exchange)
  const type = typeToCreate(body.fields.issuetype, offered(exchange, project))
  const parent = parentFor(body.fields.parent, type.id, project.key, exchange)
  const issue = draftIssue(project, type.id, exchange)
  const fields = without(body.fields, ['project', 'issuetype', 'parent'])
  const edits = readEdits({ fields, update: body.update }, createScreen(project, type.id), issue, exchange)
  const properties = propertiesIn(body.properties)
  exchange.world.issues.push(issue)
  commit(issue, edits, exchange)
  // Nothing of what a new issue began with is a change.
  issue.history.length = 0
  if (properties !== undefined) issue.properties = new Map(properties)
  if (parent !== null) {
    issue.parentId = parent.id
    parent.subtaskIds.push(issue.id)
  }
  return issue
}

const madeJson = ({ baseUrl }: Exchange, { id, key }: SandboxIssue): JsonObject => ({
  id: String(id),
  key,
  self: `${baseUrl}/rest/api/2/issue/${id}`,
})

const remove = (exchange: Exchange): Answer => {
  const { world } = exchange
  const issue = seenIssue(exchange)
  demand(exchange, issue, 'DELETE_ISSUES', 403, 'You do not have permission to delete issues in this project.')
  const parts = issue.subtaskIds.flatMap((id) => world.findIssue(id) ?? [])
  if (parts.length > 0 && flag(exchange, 'deleteSubtasks') !== true) {
    throw new Refusal(
      400,
      `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
    )
  }
  for (const one of [...parts, issue]) world.removeIssue(one)
  const parent = issue.parentId === null ? undefined : world.findIssue(issue.parentId)
  if (parent !== undefined) parent.subtaskIds = parent.subtaskIds.filter((id) => id !== issue.id)
  return noContent
}

const metaProject = (exchange: Exchange): SandboxProject => {
  loggedIn(exchange)
  const { world, user, params } = exchange
  const project = world.findProject(params.project ?? '')
  if (project !== undefined && permissionsIn(world, user, project).has('CREATE_ISSUES'))
    return offered(exchange, project)
  throw new Refusal(400, 'The project does not exist, or you do not have permission to create issues in it.')
}

const fieldMap = (exchange: Exchange, project: SandboxProject, typeId: string): JsonObject => {
  const likeness = { ...draftIssue(project, typeId, exchange) }
  const meta = (name: string, type: string, values: readonly unknown[]): JsonObject => ({
    required: true,
    schema: { type, system: type },
    name,
    fieldId: type,
    hasDefaultValue: false,
    operations: ['set'],
    allowedValues: values,
  })
  return {
    ...(issueTypeById(typeId).subtask
      ? {
          parent: {
            required: true,
            schema: { type: 'issuelink', system: 'parent' },
            name: 'Parent',
            fieldId: 'parent',
            hasDefaultValue: false,
            operations: ['set'],
          },
        }
      : {}),
    project: meta('Project', 'project', [projectRef(exchange, project)]),
    issuetype: meta('Issue Type', 'issuetype', [issueTypeJsonById(exchange, typeId)]),
    ...screenJson(exchange, createScreen(project, typeId), likeness),
  }
}

const typesPage = (exchange: Exchange): Answer =>
  paged(
    exchange,
    metaProject(exchange).typeIds.map((id) => issueTypeJsonById(exchange, id)),
  )

const fieldsPage = (exchange: Exchange): Answer => {
  const project = metaProject(exchange)
  const typeId = exchange.params.type ?? ''
  if (!project.typeIds.includes(typeId)) throw new Refusal(400, 'The issue type is not one of the project.')
  return paged(exchange, Object.values(fieldMap(exchange, project, typeId)))
}

const wanted = (exchange: Exchange, ...names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => wordList(exchange.query.getAll(name))))

/** Everything at once, as sites before 9.0 have it; later ones take the word for the key of an issue. */
const oldMeta = (exchange: Exchange): Answer => {
  const major = Number((exchange.release?.version ?? '10').split('.')[0])
  if (major >= 9) throw new Refusal(404, 'Issue Does Not Exist')
  loggedIn(exchange)
  const { world, user } = exchange
  const projects = wanted(exchange, 'projectKeys', 'projectIds')
  const types = wanted(exchange, 'issuetypeIds', 'issuetypeNames')
  const withFields = wanted(exchange, 'expand').has('projects.issuetypes.fields')
  return ok({
    expand: 'projects',
    projects: world.projects
      .filter((project) => permissionsIn(world, user, project).has('CREATE_ISSUES'))
      .filter(({ id, key }) => projects.size === 0 || projects.has(id) || projects.has(key))
      .map((project) => offered(exchange, project))
      .map((project) => ({
        ...projectRef(exchange, project),
        issuetypes: project.typeIds
          .filter((id) => types.size === 0 || types.has(id) || types.has(issueTypeById(id).name))
          .map((id) => ({
            ...issueTypeJsonById(exchange, id),
            expand: 'fields',
            ...(withFields ? { fields: fieldMap(exchange, project, id) } : {}),
          })),
      })),
  })
}

/** Issues made and deleted, and what a new one may have. */
export const createRoutes: readonly Route[] = [
  write('POST', '/issue', (exchange) => {
    const issue = createOne(jsonBody(exchange), exchange)
    noteVisit(exchange, issue.projectKey)
    return { status: 201, json: madeJson(exchange, issue) }
  }),
  write(
    'POST',
    '/issue/bulk',
    createMany((one, exchange) => madeJson(exchange, createOne(one, exchange))),
  ),
  write('DELETE', '/issue/:key', remove),
  get('/issue/createmeta', oldMeta),
  get('/issue/createmeta/:project/issuetypes', typesPage),
  get('/issue/createmeta/:project/issuetypes/:type', fieldsPage),
]
