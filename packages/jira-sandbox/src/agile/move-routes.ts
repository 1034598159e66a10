import type { Answer, Exchange, Route } from '../exchange.ts'
import { changeableIssue, seenIssue } from '../rest/find.ts'
import { objectBody } from '../rest/input.ts'
import { get, noContent, ok, Refusal, write } from '../rest/refusal.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue } from '../world/world.ts'
import { type AgileForm, demandScrum, seenBoard, seenSprint } from './agile-world.ts'
import { seenEpic } from './epics.ts'
import { demandAll, moveToEpic, moveToSprint, namedIssues, rankIssues } from './moves.ts'

const placeMembers = ['rankBeforeIssue', 'rankAfterIssue', 'rankCustomFieldId']

interface Place {
  readonly anchor: SandboxIssue
  readonly side: 'before' | 'after'
}

const placeIn = (exchange: Exchange, body: Readonly<Record<string, unknown>>): Place | undefined => {
  const { rankBeforeIssue: before, rankAfterIssue: after, rankCustomFieldId: field } = body
  if (field !== undefined && field !== 10_106) throw new Refusal(400, 'There is no such rank field.')
  if (before !== undefined && after !== undefined) {
    throw new Refusal(400, 'Only one of rankBeforeIssue and rankAfterIssue can be given.')
  }
  const name = before ?? after
  if (name === undefined) return undefined
  const [anchor] = namedIssues(exchange, [name])
  return anchor === undefined ? undefined : { anchor, side: before === undefined ? 'after' : 'before' }
}

const move =
  (put: (exchange: Exchange, issues: readonly SandboxIssue[]) => void, ...permissions: string[]) =>
  (exchange: Exchange): Answer => {
    const body = objectBody(exchange, ['issues', ...placeMembers])
    const issues = namedIssues(exchange, body.issues)
    const place = placeIn(exchange, body)
    demandAll(exchange, issues, ...permissions)
    put(exchange, issues)
    if (place !== undefined) rankIssues(exchange, issues, place.anchor, place.side)
    return noContent
  }

const intoSprint = (exchange: Exchange, issues: readonly SandboxIssue[]): void => {
  const sprint = seenSprint(exchange)
  if (sprint.state === 'CLOSED') throw new Refusal(400, 'Issues cannot be moved into a sprint that is over.')
  moveToSprint(exchange, issues, sprint)
}

// One that may not be moved does not keep the others: the answer tells for each.
const rank = (exchange: Exchange): Answer => {
  const body = objectBody(exchange, ['issues', ...placeMembers])
  const place = placeIn(exchange, body)
  if (place === undefined) throw new Refusal(400, 'One of rankBeforeIssue and rankAfterIssue must be given.')
  const issues = namedIssues(exchange, body.issues)
  if (issues.includes(place.anchor)) throw new Refusal(400, 'An issue cannot be ranked next to itself.')
  const may = ({ projectKey }: SandboxIssue): boolean =>
    mayIn(exchange.world, exchange.user, projectKey, 'SCHEDULE_ISSUES')
  rankIssues(exchange, issues.filter(may), place.anchor, place.side)
  if (issues.every(may)) return noContent
  const entries = issues.map((issue) => ({
    issueId: issue.id,
    issueKey: issue.key,
    status: may(issue) ? 200 : 403,
    errors: may(issue) ? [] : ['You do not have the permission to schedule issues in this project.'],
  }))
  return { status: 207, json: { entries } }
}

const estimationField = 'customfield_10107'

const boardOf = (exchange: Exchange): void => {
  const id = exchange.query.get('boardId')
  if (id === null) throw new Refusal(400, 'The boardId must be given.')
  demandScrum(seenBoard(exchange, id))
}

const estimation = ({ isCloud }: AgileForm, issue: SandboxIssue): Answer => {
  const points = issue.custom.get(estimationField)
  if (points === undefined) return ok({ fieldId: estimationField })
  // Data Center writes the number as Java does.
  const text = Number.isInteger(points) ? `${String(points)}.0` : String(points)
  return ok({ fieldId: estimationField, value: isCloud ? points : text })
}

const estimate = (form: AgileForm, exchange: Exchange): Answer => {
  boardOf(exchange)
  const issue = changeableIssue(exchange)
  const { value } = objectBody(exchange, ['value'])
  demandAll(exchange, [issue], 'EDIT_ISSUES')
  const points = Number(value)
  if (value === null || value === '') issue.custom.delete(estimationField)
  else if (Number.isFinite(points) && typeof value !== 'object') issue.custom.set(estimationField, points)
  else throw new Refusal(400, 'An estimate is a number.')
  issue.updated = exchange.now
  return estimation(form, issue)
}

/** Moving issues between sprints, backlog and epics, ranking and estimating them. */
export const moveRoutes = (form: AgileForm): readonly Route[] => [
  write('POST', '/sprint/:sprint/issue', move(intoSprint, 'SCHEDULE_ISSUES', 'EDIT_ISSUES')),
  write(
    'POST',
    '/backlog/issue',
    move((exchange, issues) => moveToSprint(exchange, issues, undefined), 'SCHEDULE_ISSUES', 'EDIT_ISSUES'),
  ),
  write(
    'POST',
    '/epic/none/issue',
    move((exchange, issues) => moveToEpic(exchange, issues, undefined), 'EDIT_ISSUES'),
  ),
  write(
    'POST',
    '/epic/:epic/issue',
    move((exchange, issues) => moveToEpic(exchange, issues, seenEpic(exchange)), 'EDIT_ISSUES'),
  ),
  write('PUT', '/issue/rank', rank),
  get('/issue/:key/estimation', (exchange) => {
    boardOf(exchange)
    return estimation(form, seenIssue(exchange))
  }),
  write('PUT', '/issue/:key/estimation', (exchange) => estimate(form, exchange)),
]
