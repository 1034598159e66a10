import type { Answer, Exchange, Route } from '../exchange.ts'
import { editScreen } from '../workflow/screens.ts'
import { permissionsIn } from '../world/permissions.ts'
import { isAdministrator } from './administrators.ts'
import { commit } from './change.ts'
import { readEdits } from './edit-issue.ts'
import { assign, assigneeFor } from './edit-system.ts'
import { FieldError, userName } from './edit-values.ts'
import { selectFields } from './field-selection.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { isObject, jsonBody, objectBody, wordList } from './input.ts'
import { editMetaJson, issueJson } from './issue-json.ts'
import { propertiesOf } from './property-routes.ts'
import { noteVisit } from './recent-projects.ts'
import { get, noContent, ok, Refusal, refuseFields, write } from './refusal.ts'
import { fieldMaps } from './search-routes.ts'

const read = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  noteVisit(exchange, issue.projectKey)
  const expand = wordList(exchange.query.getAll('expand'))
  const fieldIds = selectFields(wordList(exchange.query.getAll('fields')), '*all')
  const properties = wordList(exchange.query.getAll('properties'))
  return ok({
    ...issueJson(exchange, issue, fieldIds, expand),
    ...fieldMaps(expand, fieldIds),
    ...(properties.length > 0 && { properties: propertiesOf(issue, properties) }),
  })
}

const edit = (exchange: Exchange): Answer => {
  const { world, user, query } = exchange
  const issue = changeableIssue(exchange)
  const project = world.findProject(issue.projectKey)
  demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit issues in this project.')
  const silent = query.get('notifyUsers') === 'false'
  const mayHush =
    isAdministrator(exchange) ||
    (project !== undefined && permissionsIn(world, user, project).has('ADMINISTER_PROJECTS'))
  if (silent && !mayHush) {
    throw new Refusal(403, 'To discard the user notification either admin or project admin permissions are required.')
  }
  const body = objectBody(exchange, ['fields', 'update', 'properties', 'historyMetadata', 'transition'])
  if (body.fields === undefined && body.update === undefined)
    throw new Refusal(400, "one of 'fields' or 'update' required")
  commit(issue, readEdits(body, editScreen(issue), issue, exchange), exchange)
  return noContent
}

const chosenAssignee = (exchange: Exchange, issue: ReturnType<typeof seenIssue>): string | null => {
  const body = jsonBody(exchange)
  if (!isObject(body)) throw new Refusal(400, 'Can not deserialize the user out of this JSON')
  try {
    // A bean: Jackson reads a number as the text it is.
    const named = typeof body.name === 'number' ? { name: String(body.name) } : body
    return assigneeFor(userName(named), issue, exchange)
  } catch (error) {
    if (error instanceof FieldError) throw refuseFields({ assignee: error.message })
    throw error
  }
}

const setAssignee = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'ASSIGN_ISSUES', 401, 'You do not have permission to assign issues.')
  commit(issue, [assign(chosenAssignee(exchange, issue), issue, exchange)], exchange)
  return noContent
}

/** One issue: reading and editing it. */
export const issueRoutes: readonly Route[] = [
  get('/issue/:key', read),
  write('PUT', '/issue/:key', edit),
  get('/issue/:key/editmeta', (exchange) => ok(editMetaJson(exchange, seenIssue(exchange)))),
  write('PUT', '/issue/:key/assignee', setAssignee),
]
