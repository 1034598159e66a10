import type { Answer, Exchange, Route } from '../../exchange.ts'
import { seenIssue } from '../../rest/find.ts'
import { flag, isObject, type JsonObject, wordList } from '../../rest/input.ts'
import { get, ok } from '../../rest/refusal.ts'
import { transitionJson } from '../../rest/transition-json.ts'
import { transitionRoutes } from '../../rest/transition-routes.ts'
import { availableTransitions, type Transition, workflowOf } from '../../workflow/workflow.ts'
import { inCloudWords } from './meta-routes.ts'

const path = '/issue/:key/transitions'

/** Fields that a validator of the workflow wants. No screen says so; the failure is a sentence, not a field. */
const validated = new Set(['customfield_10202'])

const cloudFields = (fields: unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(isObject(fields) ? fields : {}).map(([id, field]) => [
      id,
      { ...inCloudWords(id, field), ...(validated.has(id) ? { required: false } : {}) },
    ]),
  )

const list = (exchange: Exchange): Answer => {
  const { world, user, query } = exchange
  const issue = seenIssue(exchange)
  const wanted = query.get('transitionId')
  const withFields = wordList(query.getAll('expand')).includes('transitions.fields')
  const available = availableTransitions(world, issue, user)
  const unavailable =
    flag(exchange, 'includeUnavailableTransitions') === true
      ? workflowOf(issue.projectKey).transitions.filter((one) => !available.includes(one))
      : []
  const show = (transition: Transition): JsonObject => {
    const { description: _, opsbarSequence: __, ...json } = transitionJson(exchange, transition, issue, withFields)
    return {
      ...json,
      hasScreen: (transition.screen ?? []).length > 0,
      isGlobal: transition.from === 'any',
      isInitial: false,
      isAvailable: available.includes(transition),
      isConditional: transition.condition !== undefined,
      looped: transition.to === issue.statusId,
      ...(withFields ? { fields: cloudFields(json.fields) } : {}),
    }
  }
  const shown = [...available, ...unavailable].filter(({ id }) => wanted === null || id === wanted)
  return ok({ expand: 'transitions', transitions: shown.map(show) })
}

const asValidatorSays = (answer: Answer): Answer => {
  if (answer.status !== 400 || !isObject(answer.json) || !isObject(answer.json.errors)) return answer
  const entries = Object.entries(answer.json.errors)
  const told = entries.filter(([id, text]) => validated.has(id) && String(text).endsWith('is required.'))
  if (told.length === 0) return answer
  const messages = Array.isArray(answer.json.errorMessages) ? answer.json.errorMessages : []
  return {
    ...answer,
    json: {
      errorMessages: [...messages, ...told.map(([, text]) => text)],
      errors: Object.fromEntries(entries.filter((entry) => !told.includes(entry))),
    },
  }
}

const perform = transitionRoutes.find(({ method }) => method === 'POST')

/** The workflow of an issue. */
export const cloudTransitionRoutes: readonly Route[] = [
  get(path, list),
  ...(perform === undefined
    ? []
    : [{ ...perform, handle: async (exchange: Exchange) => asValidatorSays(await perform.handle(exchange)) }]),
]
