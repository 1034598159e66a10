import type { Answer, Exchange, Route } from '../../exchange.ts'
import { durationText } from '../../rest/duration.ts'
import { seenIssue } from '../../rest/find.ts'
import type { JsonObject } from '../../rest/input.ts'
import { isWhole, listOf, required, strictBody } from '../../rest/payload.ts'
import { get, noContent, ok, postQuery, Refusal, write } from '../../rest/refusal.ts'
import { personJson } from '../../rest/user-json.ts'
import { formatTime } from '../../rest/view.ts'
import { visibleIssues } from '../../rest/visible.ts'
import { changeWork, logWork, removeWork, type WorklogForm } from '../../rest/worklog-change.ts'
import { seenLog } from '../../rest/worklog-input.ts'
import type { SandboxIssue, SandboxWorklog } from '../../world/world.ts'
import type { CloudApi } from './cloud-api.ts'
import { readVisibility, visibilityJson } from './comment-input.ts'
import { stretchOf } from './paging.ts'

const path = '/issue/:key/worklog'
const members = 'comment,started,timeSpent,timeSpentSeconds,visibility,properties'.split(',')

const shown = (exchange: Exchange, issue: SandboxIssue, log: SandboxWorklog): JsonObject => ({
  self: `${exchange.baseUrl}/rest/api/2/issue/${issue.id}/worklog/${log.id}`,
  author: personJson(exchange, log.authorKey),
  updateAuthor: personJson(exchange, log.updateAuthorKey ?? log.authorKey),
  ...(log.comment === '' ? {} : { comment: log.comment }),
  created: formatTime(log.created ?? log.started),
  updated: formatTime(log.updated ?? log.created ?? log.started),
  ...(log.visibility === undefined ? {} : { visibility: visibilityJson(log.visibility) }),
  started: formatTime(log.started),
  timeSpent: durationText(log.seconds),
  timeSpentSeconds: log.seconds,
  id: log.id,
  issueId: String(issue.id),
})

const bound = ({ query }: Exchange, name: string, fallback: number): number => {
  const text = query.get(name)
  if (text === null) return fallback
  if (!/^\d{1,15}$/u.test(text)) throw new Refusal(400, `The value of '${name}' is not a time in milliseconds.`)
  return Number(text)
}

const list = ({ switches }: CloudApi, exchange: Exchange): Answer => {
  const issue = seenIssue(exchange)
  const { startAt, maxResults } = stretchOf(exchange, 5000, switches.worklogPageCap)
  const after = bound(exchange, 'startedAfter', Number.NEGATIVE_INFINITY)
  const before = bound(exchange, 'startedBefore', Number.POSITIVE_INFINITY)
  const logs = issue.worklogs.filter(({ started }) => started > after && started < before)
  return ok({
    startAt,
    maxResults,
    total: logs.length,
    worklogs: logs.slice(startAt, startAt + maxResults).map((log) => shown(exchange, issue, log)),
  })
}

const form: WorklogForm = { members, visibilityIn: readVisibility }

const add =
  ({ switches }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const { worklogs } = seenIssue(exchange)
    if (worklogs.length >= switches.mostWorklogs) {
      throw new Refusal(413, `An issue can have no more than ${switches.mostWorklogs} worklogs.`)
    }
    const { issue, log } = logWork(exchange, form)
    return { status: 201, json: shown(exchange, issue, log) }
  }

const update = (exchange: Exchange): Answer => {
  const { issue, log } = changeWork(exchange, form)
  return ok(shown(exchange, issue, log))
}

const remove =
  ({ deletedWorklogs }: CloudApi) =>
  (exchange: Exchange): Answer => {
    const { log } = removeWork(exchange)
    deletedWorklogs.push({ worklogId: Number(log.id), updatedTime: exchange.now })
    return noContent
  }

const byIds = (exchange: Exchange): Answer => {
  const ids = new Set(required(strictBody(exchange, 'ids').ids, listOf(isWhole, 1000)).map(String))
  const issues = visibleIssues(exchange)
  return ok(
    issues.flatMap((issue) => issue.worklogs.filter(({ id }) => ids.has(id)).map((log) => shown(exchange, issue, log))),
  )
}

/** Work that was logged on an issue, and worklogs by id. */
export const cloudWorklogRoutes = (api: CloudApi): readonly Route[] => [
  get(path, (exchange) => list(api, exchange)),
  write('POST', path, add(api)),
  get(`${path}/:id`, (exchange) => {
    const issue = seenIssue(exchange)
    return ok(shown(exchange, issue, seenLog(exchange, issue)))
  }),
  write('PUT', `${path}/:id`, update),
  write('DELETE', `${path}/:id`, remove(api)),
  postQuery('/worklog/list', byIds),
]
