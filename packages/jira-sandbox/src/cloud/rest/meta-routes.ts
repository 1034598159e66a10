import type { Answer, Exchange, Route } from '../../exchange.ts'
import { issueTypeJsonById, projectRef } from '../../rest/catalogue-json.ts'
import { createScreen } from '../../rest/create-screen.ts'
import { screenJson } from '../../rest/field-meta.ts'
import { seenIssue } from '../../rest/find.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { editMetaJson } from '../../rest/issue-json.ts'
import { get, loggedIn, ok, Refusal } from '../../rest/refusal.ts'
import { issueTypeById } from '../../world/catalogue.ts'
import { permissionsIn } from '../../world/permissions.ts'
import { teamManagedProject } from '../../world/team-managed.ts'
import type { SandboxIssue, SandboxProject } from '../../world/world.ts'
import { effortField } from '../team-managed.ts'
import { stretchOf } from './paging.ts'

const path = '/issue/createmeta/:project/issuetypes'
const standardPage = 50
const largestPage = 200

const parentMeta = (required: boolean): JsonObject => ({
  required,
  schema: { type: 'issuelink', system: 'parent' },
  name: 'Parent',
  key: 'parent',
  hasDefaultValue: false,
  operations: ['set'],
})

const ownMeta = (projectKey: string): JsonObject =>
  projectKey === teamManagedProject.key
    ? {
        [effortField.id]: {
          required: false,
          schema: effortField.schema,
          name: effortField.name,
          key: effortField.id,
          hasDefaultValue: false,
          operations: ['set'],
        },
      }
    : {}

/** A field of a screen. Data Center completes user names; here it is a query, and a field is told by its key. */
export const inCloudWords = (id: string, meta: unknown): JsonObject => {
  const { fieldId: _, ...rest } = isObject(meta) ? meta : {}
  const url = rest.autoCompleteUrl
  return {
    ...rest,
    key: id,
    ...(typeof url === 'string' ? { autoCompleteUrl: url.replace(/username=$/u, 'query=') } : {}),
  }
}

/** What may be edited of an issue. */
export const cloudEditMeta = (exchange: Exchange, issue: SandboxIssue): JsonObject => {
  const { fields } = editMetaJson(exchange, issue)
  const entries = isObject(fields) ? Object.entries(fields) : []
  const shown: Record<string, unknown> = Object.fromEntries(entries.map(([id, meta]) => [id, inCloudWords(id, meta)]))
  if (entries.length > 0) {
    shown['parent'] = parentMeta(issueTypeById(issue.typeId).subtask)
    Object.assign(shown, ownMeta(issue.projectKey))
  }
  return { fields: shown }
}

const projectToCreateIn = (exchange: Exchange): SandboxProject => {
  loggedIn(exchange)
  const { world, user, params } = exchange
  const project = world.findProject(params.project ?? '')
  if (project !== undefined && permissionsIn(world, user, project).has('CREATE_ISSUES')) return project
  throw new Refusal(404, 'Project does not exist or you do not have permission to create issues in it.')
}

const typesOf = (exchange: Exchange): Answer => {
  const { startAt, maxResults } = stretchOf(exchange, standardPage, largestPage)
  const types = projectToCreateIn(exchange).typeIds.map((id) => issueTypeJsonById(exchange, id))
  return ok({ issueTypes: types.slice(startAt, startAt + maxResults), startAt, maxResults, total: types.length })
}

const fieldsOf = (exchange: Exchange, project: SandboxProject, typeId: string): readonly JsonObject[] => {
  const { world, baseUrl } = exchange
  const any = world.issues.find(({ projectKey }) => projectKey === project.key)
  if (any === undefined) return []
  const likeness: SandboxIssue = { ...any, typeId }
  const types = [issueTypeJsonById(exchange, typeId)]
  const fixed = {
    project: {
      required: true,
      schema: { type: 'project', system: 'project' },
      name: 'Project',
      hasDefaultValue: false,
      operations: ['set'],
      allowedValues: [projectRef(exchange, project)],
    },
    issuetype: {
      required: true,
      schema: { type: 'issuetype', system: 'issuetype' },
      name: 'Issue Type',
      hasDefaultValue: false,
      operations: [],
      allowedValues: types,
    },
    parent: parentMeta(issueTypeById(typeId).subtask),
  }
  const metas = { ...fixed, ...screenJson(exchange, createScreen(project, typeId), likeness), ...ownMeta(project.key) }
  return Object.entries(metas).map(([fieldId, meta]) => ({
    ...inCloudWords(fieldId, meta),
    fieldId,
    ...(fieldId === 'assignee'
      ? { autoCompleteUrl: `${baseUrl}/rest/api/3/user/assignable/search?project=${project.key}&query=` }
      : {}),
  }))
}

const typeMeta = (exchange: Exchange): Answer => {
  const project = projectToCreateIn(exchange)
  const typeId = exchange.params.type ?? ''
  if (!project.typeIds.includes(typeId)) return { status: 404 }
  const { startAt, maxResults } = stretchOf(exchange, standardPage, largestPage)
  const fields = fieldsOf(exchange, project, typeId)
  const page = fields.slice(startAt, startAt + maxResults)
  return ok({ fields: page, results: page, startAt, maxResults, total: fields.length })
}

/** What may be edited on an issue, and what a new one has. */
export const cloudMetaRoutes: readonly Route[] = [
  get('/issue/:key/editmeta', (exchange) => ok(cloudEditMeta(exchange, seenIssue(exchange)))),
  get(path, typesOf),
  get(`${path}/:type`, typeMeta),
]
