import type { Answer, Exchange, Route } from '../exchange.ts'
import { availableTransitions, type Transition } from '../workflow/workflow.ts'
import { statusById } from '../world/catalogue.ts'
import type { SandboxIssue } from '../world/world.ts'
import { changeItem, commit, type Edit } from './change.ts'
import { readEdits } from './edit-issue.ts'
import { resolve } from './edit-system.ts'
import { changeableIssue, seenIssue } from './find.ts'
import { isObject, objectBody, wordList } from './input.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'
import { transitionJson } from './transition-json.ts'

const path = '/issue/:key/transitions'

const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const wanted = exchange.query.get('transitionId')
  const withFields = wordList(exchange.query.getAll('expand')).includes('transitions.fields')
  const available = issue.archived === undefined ? availableTransitions(exchange.world, issue, exchange.user) : []
  const transitions = available
    .filter(({ id }) => wanted === null || id === wanted)
    .map((transition) => transitionJson(exchange, transition, issue, withFields))
  return ok({ expand: 'transitions', transitions })
}

const chosen = (value: unknown, issue: SandboxIssue, { world, user }: Exchange): Transition => {
  const id = isObject(value) ? value.id : undefined
  if (id === undefined) throw new Refusal(400, "Missing 'transition' identifier")
  // A number is read as its text, as Jackson does.
  if (typeof id !== 'string' && typeof id !== 'number')
    throw new Refusal(400, 'The transition identifier must be an integer.')
  if (!/^\d+$/u.test(String(id))) throw new Refusal(400, `'transition' identifier must be an integer`)
  const transition = availableTransitions(world, issue, user).find((candidate) => candidate.id === String(id))
  if (transition !== undefined) return transition
  throw new Refusal(
    400,
    `It seems that you have tried to perform a workflow operation (${String(id)}) that is not valid for the current state of this issue (${issue.key}). The likely cause is that somebody has changed the issue recently, please look at the issue history for details.`,
  )
}

const move = (issue: SandboxIssue, { to, reopens }: Transition, exchange: Exchange): readonly Edit[] => {
  const before = statusById(issue.statusId)
  const after = statusById(to)
  const status: Edit = {
    apply: (target) => {
      target.statusId = to
    },
    item: changeItem('status', { id: before.id, text: before.name }, { id: after.id, text: after.name }),
  }
  return reopens === true && issue.resolutionId !== null ? [status, resolve(null, issue, exchange)] : [status]
}

const perform = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const body = objectBody(exchange, ['transition', 'fields', 'update', 'properties', 'historyMetadata'])
  const transition = chosen(body.transition, issue, exchange)
  const edits = readEdits(body, transition.screen ?? [], issue, exchange)
  commit(issue, [...move(issue, transition, exchange), ...edits], exchange)
  return noContent
}

/** The workflow of an issue. */
export const transitionRoutes: readonly Route[] = [get(path, list), write('POST', path, perform)]
