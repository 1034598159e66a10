import type { Answer, Exchange, Route } from '../exchange.ts'
import { commentVisibility } from './comment-input.ts'
import { worklogJson } from './comment-json.ts'
import { seenIssue } from './find.ts'
import { get, noContent, ok, write } from './refusal.ts'
import { changeWork, type LoggedWork, logWork, removeWork, type WorklogForm } from './worklog-change.ts'
import { seenLog } from './worklog-input.ts'

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

const form: WorklogForm = { members, visibilityIn: commentVisibility }

const shown = (exchange: Exchange, { issue, log }: LoggedWork): unknown => worklogJson(exchange, issue, log)

/** Work that was logged on an issue. */
export const worklogRoutes: readonly Route[] = [
  get(path, list),
  write('POST', path, (exchange) => ({ status: 201, json: shown(exchange, logWork(exchange, form)) })),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(worklogJson(exchange, issue, seenLog(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, (exchange) => ok(shown(exchange, changeWork(exchange, form)))),
  write('DELETE', `${path}/:id`, (exchange) => {
    removeWork(exchange)
    return noContent
  }),
]
