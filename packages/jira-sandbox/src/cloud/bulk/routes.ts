import type { Answer, Exchange, Route } from '../../exchange.ts'
import { demand } from '../../rest/find.ts'
import { type JsonObject, wordList } from '../../rest/input.ts'
import { idsOrKeys, isFlag, optional, strictBody } from '../../rest/payload.ts'
import { get, loggedIn, ok, Refusal, write } from '../../rest/refusal.ts'
import { visibleIssue } from '../../rest/visible.ts'
import type { SandboxIssue } from '../../world/world.ts'
import type { CloudApi } from '../rest/cloud-api.ts'
import { bulkError, withBulkErrors } from './answers.ts'
import { editWork } from './edit.ts'
import { editableFields } from './fields.ts'
import { moveWork, readMoves } from './move.ts'
import type { BulkWork } from './task.ts'
import { readTransitions, transitionsOfMany, transitionWork } from './transition.ts'

const mostIssues = 1000
const bulk = '/bulk/issues'

const seen = (exchange: Exchange, named: readonly string[]): readonly SandboxIssue[] => [
  ...new Set(named.flatMap((key) => visibleIssue(exchange, key) ?? [])),
]

const submit = (
  { tasks, switches }: CloudApi,
  exchange: Exchange,
  named: readonly string[],
  work: BulkWork,
): Answer => {
  const issues = seen(exchange, named)
  const id = String(exchange.world.nextId())
  const task = tasks.submit({ id, issues, work, missing: new Set(named).size - issues.length, exchange })
  return task === undefined
    ? bulkError(switches.bulkLimitStatus, 'Five bulk operations are running already.')
    : { status: 201, json: { taskId: id } }
}

const selectedIn = (body: JsonObject): readonly string[] => {
  optional(body.sendBulkNotification, isFlag)
  return idsOrKeys(body.selectedIssueIdsOrKeys, mostIssues)
}

/** An operation on issues that a body lists, with nothing else in it. */
const plain =
  (api: CloudApi, work: BulkWork) =>
  (exchange: Exchange): Answer =>
    submit(api, exchange, selectedIn(strictBody(exchange, 'selectedIssueIdsOrKeys', 'sendBulkNotification')), work)

const removeOne: BulkWork = (issue, exchange) => {
  demand(exchange, issue, 'DELETE_ISSUES', 403, 'You do not have permission to delete this issue.')
  exchange.world.removeIssue(issue)
}

const watchOne: BulkWork = ({ watchers }, { user }) => void (user === undefined || watchers.add(user.key))
const unwatchOne: BulkWork = ({ watchers }, { user }) => void (user === undefined || watchers.delete(user.key))

const named = (exchange: Exchange): readonly SandboxIssue[] => {
  loggedIn(exchange)
  const keys = wordList(exchange.query.getAll('issueIdsOrKeys'))
  if (keys.length === 0 || keys.length > mostIssues) throw new Refusal(400, 'issueIdsOrKeys must not be empty')
  return seen(exchange, keys)
}

const edit =
  (api: CloudApi) =>
  (exchange: Exchange): Answer => {
    const body = strictBody(
      exchange,
      'selectedIssueIdsOrKeys',
      'selectedActions',
      'editedFieldsInput',
      'sendBulkNotification',
    )
    const keys = selectedIn(body)
    return submit(api, exchange, keys, editWork(api, body, seen(exchange, keys)))
  }

const transition =
  (api: CloudApi) =>
  (exchange: Exchange): Answer => {
    // Whatever else is in the body: the list is what is missed first.
    const order = readTransitions(
      strictBody(exchange, 'bulkTransitionInputs', 'sendBulkNotification', 'selectedIssueIdsOrKeys', 'transitionId'),
    )
    return submit(api, exchange, order.named, transitionWork(order))
  }

const move =
  (api: CloudApi) =>
  (exchange: Exchange): Answer => {
    const order = readMoves(strictBody(exchange, 'targetToSourcesMapping', 'sendBulkNotification'), exchange)
    return submit(api, exchange, order.named, moveWork(order))
  }

const poll =
  ({ tasks }: CloudApi) =>
  (exchange: Exchange): Answer => {
    loggedIn(exchange)
    const task = tasks.find(exchange.params.task ?? '')
    return task === undefined ? bulkError(404, 'There is no such task.') : ok(task.poll(exchange.now))
  }

/** Operations on up to a thousand issues, and the queue in which they are. */
export const bulkRoutes = (api: CloudApi): readonly Route[] =>
  [
    get(`${bulk}/fields`, (exchange) => editableFields(exchange, named(exchange))),
    write('POST', `${bulk}/fields`, edit(api)),
    get(`${bulk}/transition`, (exchange) => transitionsOfMany(exchange, named(exchange))),
    write('POST', `${bulk}/transition`, transition(api)),
    write('POST', `${bulk}/move`, move(api)),
    write('POST', `${bulk}/delete`, plain(api, removeOne)),
    write('POST', `${bulk}/watch`, plain(api, watchOne)),
    write('POST', `${bulk}/unwatch`, plain(api, unwatchOne)),
    get('/bulk/queue/:task', poll(api)),
  ].map(withBulkErrors)
