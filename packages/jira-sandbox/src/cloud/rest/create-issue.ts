import type { Exchange } from '../../exchange.ts'
import { commit } from '../../rest/change.ts'
import { createScreen } from '../../rest/create-screen.ts'
import { readEdits } from '../../rest/edit-issue.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { draftIssue, projectToCreateIn, typeToCreate } from '../../rest/new-issue.ts'
import { Refusal } from '../../rest/refusal.ts'
import { availableTransitions, type ScreenField } from '../../workflow/workflow.ts'
import type { SandboxIssue } from '../../world/world.ts'
import { readProperties } from './comment-input.ts'
import { takeEffort } from './effort-edit.ts'
import { checkParent, setParent, takeParent } from './parent-edit.ts'

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
  const project = projectToCreateIn(given.project, exchange)
  const type = typeToCreate(given.issuetype, project)
  checkParent(type.id, project.key, parent)
  const issue = draftIssue(project, type.id, exchange)
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
