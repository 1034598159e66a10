import type { Answer, Exchange, Route } from '../../exchange.ts'
import { commit } from '../../rest/change.ts'
import { createMany } from '../../rest/create-many.ts'
import { readEdits } from '../../rest/edit-issue.ts'
import { selectFields } from '../../rest/field-selection.ts'
import { demand, seenIssue } from '../../rest/find.ts'
import { type JsonObject, jsonBody, objectBody, wordList } from '../../rest/input.ts'
import { issueJson } from '../../rest/issue-json.ts'
import { propertiesOf } from '../../rest/property-routes.ts'
import { get, noContent, ok, Refusal, write } from '../../rest/refusal.ts'
import { fieldMaps } from '../../rest/search-routes.ts'
import { editScreen } from '../../workflow/screens.ts'
import { permissionsIn } from '../../world/permissions.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { readProperties } from './comment-input.ts'
import { createIssue, type MadeIssue } from './create-issue.ts'
import { takeEffort } from './effort-edit.ts'
import { cloudEditMeta } from './meta-routes.ts'
import { parentEdit, takeParent } from './parent-edit.ts'

const wholeIssue = (exchange: Exchange, issue: SandboxIssue): unknown => {
  const { query } = exchange
  const expand = wordList(query.getAll('expand'))
  const fieldIds = selectFields(wordList(query.getAll('fields')), '*all')
  const properties = wordList(query.getAll('properties'))
  return {
    ...issueJson(exchange, issue, fieldIds, expand),
    ...fieldMaps(expand, fieldIds),
    ...(expand.includes('editmeta') && { editmeta: cloudEditMeta(exchange, issue) }),
    ...(properties.length > 0 && { properties: propertiesOf(issue, properties) }),
  }
}

const madeJson = ({ baseUrl }: Exchange, { issue, transition }: MadeIssue): JsonObject => ({
  id: String(issue.id),
  key: issue.key,
  self: `${baseUrl}/rest/api/2/issue/${issue.id}`,
  ...(transition === undefined ? {} : { transition }),
})

const create = (exchange: Exchange): Answer => ({
  status: 201,
  json: madeJson(exchange, createIssue(jsonBody(exchange), exchange)),
})

/** Reads one element of a batch, and creates the issue that it asks for. */
export type CreateOne = (element: unknown, exchange: Exchange) => MadeIssue

/** Many new issues at once; what is wrong with one does not keep the others from being made. */
export const batchRoute = (createOne: CreateOne): Route =>
  write(
    'POST',
    '/issue/bulk',
    createMany((one, exchange) => madeJson(exchange, createOne(one, exchange))),
  )

const demandSilence = ({ world, user }: Exchange, issue: SandboxIssue): void => {
  const project = world.findProject(issue.projectKey)
  if (project !== undefined && permissionsIn(world, user, project).has('ADMINISTER_PROJECTS')) return
  throw new Refusal(403, 'To discard the user notification either admin or project admin permissions are required.')
}

const edit = (exchange: Exchange): Answer => {
  const { query } = exchange
  const issue = seenIssue(exchange)
  demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit issues in this project.')
  if (query.get('notifyUsers') === 'false') demandSilence(exchange, issue)
  const body = objectBody(exchange, ['fields', 'update', 'properties', 'historyMetadata', 'transition'])
  const effort = takeEffort(body, issue)
  const { parent, rest } = takeParent(effort.rest, exchange)
  if (rest.fields === undefined && rest.update === undefined && parent === undefined && body.properties === undefined) {
    throw new Refusal(400, "one of 'fields' or 'update' required")
  }
  const edits = parent === undefined ? [] : [parentEdit(issue, parent, exchange)]
  const properties = readProperties(body)
  commit(issue, [...readEdits(rest, editScreen(issue), issue, exchange), ...effort.edits, ...edits], exchange)
  if (properties !== undefined) issue.properties = new Map([...(issue.properties ?? []), ...properties])
  return query.get('returnIssue') === 'true' ? ok(wholeIssue(exchange, issue)) : noContent
}

/** One issue: made, read, edited. */
export const cloudIssueRoutes: readonly Route[] = [
  write('POST', '/issue', create),
  get('/issue/:key', (exchange) => ok(wholeIssue(exchange, seenIssue(exchange)))),
  write('PUT', '/issue/:key', edit),
]
