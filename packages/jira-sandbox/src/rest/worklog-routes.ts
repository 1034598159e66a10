import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxWorklog } from '../world/world.ts'
import { commentVisibility } from './comment-input.ts'
import { worklogJson } from './comment-json.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { objectBody } from './input.ts'
import { isText, optional } from './payload.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'
import { adjustEstimate, demandChange, secondsIn, seenLog, startIn } from './worklog-input.ts'

const path = '/issue/:key/worklog'
const members = [
  'comment',
  'started',
  'timeSpent',
  'timeSpentSeconds',
  'visibility',
  'properties',
  'author',
  'id',
  'self',
]

const noTime = (): Refusal => new Refusal(400, [], { timeLogged: 'You must indicate the time spent working.' })

/** All of them, whatever page is asked for. */
const list = (exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const { length } = issue.worklogs
  return ok({
    startAt: 0,
    maxResults: length,
    total: length,
    worklogs: issue.worklogs.map((log) => worklogJson(exchange, issue, log)),
  })
}

const add = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'WORK_ON_ISSUES', 403, 'You do not have the permission to associate a worklog to this issue.')
  const body = objectBody(exchange, members)
  const seconds = secondsIn(body)
  if (seconds === undefined) throw noTime()
  const visibility = commentVisibility(body, exchange)
  const log: SandboxWorklog = {
    id: String(exchange.world.nextId()),
    authorKey: exchange.user?.key ?? '',
    comment: optional(body.comment, isText) ?? '',
    started: startIn(body) ?? exchange.now,
    seconds,
    created: exchange.now,
    updated: exchange.now,
    ...(visibility === undefined ? {} : { visibility }),
  }
  adjustEstimate(exchange, issue, seconds)
  issue.worklogs = [...issue.worklogs, log]
  issue.updated = exchange.now
  return { status: 201, json: worklogJson(exchange, issue, log) }
}

const update = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const log = seenLog(exchange, issue)
  demandChange(exchange, issue, log)
  const body = objectBody(exchange, members)
  const before = log.seconds
  log.seconds = secondsIn(body) ?? log.seconds
  log.started = startIn(body) ?? log.started
  log.comment = optional(body.comment, isText) ?? log.comment
  log.updated = exchange.now
  log.updateAuthorKey = exchange.user?.key ?? log.authorKey
  if (exchange.query.get('adjustEstimate') === 'manual')
    throw new Refusal(400, 'A change adjusts the estimate by auto, leave or new.')
  adjustEstimate(exchange, issue, log.seconds - before)
  issue.updated = exchange.now
  return ok(worklogJson(exchange, issue, log))
}

const remove = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const log = seenLog(exchange, issue)
  demandChange(exchange, issue, log)
  issue.worklogs = issue.worklogs.filter(({ id }) => id !== log.id)
  adjustEstimate(exchange, issue, -log.seconds)
  issue.updated = exchange.now
  return noContent
}

/** Work that was logged on an issue. */
export const worklogRoutes: readonly Route[] = [
  get(path, list),
  write('POST', path, add),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(worklogJson(exchange, issue, seenLog(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, update),
  write('DELETE', `${path}/:id`, remove),
]
