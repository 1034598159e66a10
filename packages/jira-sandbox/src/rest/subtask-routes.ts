import type { Answer, Exchange, Route } from '../exchange.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { isObject, objectBody } from './input.ts'
import { issueJson } from './issue-json.ts'
import { isWhole, required } from './payload.ts'
import { get, noContent, ok, Refusal, write } from './refusal.ts'

const list = (exchange: Exchange): Answer => {
  const { fields } = issueJson(exchange, seenIssue(exchange), ['subtasks'], [])
  return ok(isObject(fields) ? fields.subtasks : [])
}

/** Puts the sub-task at one place of the list at another; UNCONFIRMED how Jira calls the members. */
const move = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  demand(exchange, issue, 'EDIT_ISSUES', 403, 'You do not have permission to edit issues in this project.')
  const body = objectBody(exchange, ['original', 'current'])
  const [from, to] = [required(body.original, isWhole), required(body.current, isWhole)]
  const moved = issue.subtaskIds[from]
  if (moved === undefined || to < 0 || to >= issue.subtaskIds.length) {
    throw new Refusal(400, 'There is no sub-task at this place.')
  }
  issue.subtaskIds = issue.subtaskIds.toSpliced(from, 1).toSpliced(to, 0, moved)
  return noContent
}

/** The sub-tasks of an issue and their order. */
export const subtaskRoutes: readonly Route[] = [
  get('/issue/:key/subtask', list),
  write('POST', '/issue/:key/subtask/move', move),
]
