import type { Exchange } from '../exchange.ts'
import type { SandboxIssue, SandboxWorklog, Visibility } from '../world/world.ts'
import { changeableIssue, demand } from './find.ts'
import { type JsonObject, objectBody } from './input.ts'
import { isText, optional } from './payload.ts'
import { Refusal } from './refusal.ts'
import { adjustEstimate, demandChange, secondsIn, seenLog, startIn } from './worklog-input.ts'

/** In what the bodies of the deployments differ. */
export interface WorklogForm {
  /** What a body may have. */
  readonly members: readonly string[]
  readonly visibilityIn: (body: JsonObject, exchange: Exchange) => Visibility | undefined
}

/** Work, and the issue on which it was done. */
export interface LoggedWork {
  readonly issue: SandboxIssue
  readonly log: SandboxWorklog
}

/** Logs the work of a body on an issue, and adjusts its estimate. */
export const logWork = (exchange: Exchange, { members, visibilityIn }: WorklogForm): LoggedWork => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'WORK_ON_ISSUES', 403, 'You do not have the permission to associate a worklog to this issue.')
  const body = objectBody(exchange, members)
  const seconds = secondsIn(body)
  if (seconds === undefined) throw new Refusal(400, [], { timeLogged: 'You must indicate the time spent working.' })
  const visibility = visibilityIn(body, exchange)
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
  return { issue, log }
}

const workToChange = (exchange: Exchange, verb: 'EDIT' | 'DELETE'): LoggedWork => {
  const issue = changeableIssue(exchange)
  const log = seenLog(exchange, issue)
  demandChange(exchange, issue, log, verb)
  return { issue, log }
}

/** Changes the work that the path names, and adjusts the estimate by the difference. */
export const changeWork = (exchange: Exchange, { members }: WorklogForm): LoggedWork => {
  const { issue, log } = workToChange(exchange, 'EDIT')
  const body = objectBody(exchange, members)
  if (exchange.query.get('adjustEstimate') === 'manual') {
    throw new Refusal(400, 'A change adjusts the estimate by auto, leave or new.')
  }
  const seconds = secondsIn(body) ?? log.seconds
  const started = startIn(body) ?? log.started
  adjustEstimate(exchange, issue, seconds - log.seconds)
  log.comment = optional(body.comment, isText) ?? log.comment
  log.seconds = seconds
  log.started = started
  log.updated = exchange.now
  log.updateAuthorKey = exchange.user?.key ?? log.authorKey
  issue.updated = exchange.now
  return { issue, log }
}

/** Takes the work that the path names off its issue, and gives the estimate its time back. */
export const removeWork = (exchange: Exchange): LoggedWork => {
  const { issue, log } = workToChange(exchange, 'DELETE')
  adjustEstimate(exchange, issue, -log.seconds)
  issue.worklogs = issue.worklogs.filter(({ id }) => id !== log.id)
  issue.updated = exchange.now
  return { issue, log }
}
