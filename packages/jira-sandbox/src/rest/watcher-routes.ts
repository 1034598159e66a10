import type { Answer, Exchange, Route } from '../exchange.ts'
import { mayIn } from '../world/permissions.ts'
import type { SandboxIssue, SandboxUser } from '../world/world.ts'
import { changeableIssue, demand, seenIssue } from './find.ts'
import { jsonBody } from './input.ts'
import { fieldJson } from './issue-fields.ts'
import { get, loggedIn, noContent, ok, Refusal, write } from './refusal.ts'
import { personJson } from './user-json.ts'

const people = (
  exchange: Exchange,
  issue: SandboxIssue,
  field: 'watches' | 'votes',
  list: 'watchers' | 'voters',
): Answer => {
  const summary = fieldJson(exchange, issue, field)
  const shown = mayIn(exchange.world, exchange.user, issue.projectKey, 'VIEW_VOTERS_AND_WATCHERS')
  return ok({
    ...(typeof summary === 'object' && summary),
    [list]: shown ? [...issue[list]].map((key) => personJson(exchange, key)) : [],
  })
}

const named = ({ world }: Exchange, name: string): SandboxUser => {
  const user = world.findUser(name)
  if (user === undefined) throw new Refusal(404, `The user "${name}" does not exist.`)
  return user
}

const watcherToAdd = (exchange: Exchange): SandboxUser => {
  const asked = exchange.query.get('userName')
  if (asked !== null) return named(exchange, asked)
  if (exchange.body.length === 0) return loggedIn(exchange)
  const name = jsonBody(exchange)
  if (typeof name !== 'string') throw new Refusal(400, 'The watcher is given as a JSON string')
  return named(exchange, name)
}

const demandManaging = (exchange: Exchange, issue: SandboxIssue, watcher: SandboxUser): void => {
  if (watcher.key !== exchange.user?.key) {
    demand(exchange, issue, 'MANAGE_WATCHERS', 401, 'You do not have the permission to manage the watcher list.')
  }
}

const watch = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const watcher = watcherToAdd(exchange)
  demandManaging(exchange, issue, watcher)
  issue.watchers.add(watcher.key)
  return noContent
}

const unwatch = (exchange: Exchange): Answer => {
  const issue = changeableIssue(exchange)
  const name = exchange.query.get('username') ?? exchange.query.get('userName')
  if (name === null) throw new Refusal(400, 'The username query parameter was not provided')
  const watcher = named(exchange, name)
  demandManaging(exchange, issue, watcher)
  issue.watchers.delete(watcher.key)
  return noContent
}

const votable = (exchange: Exchange): SandboxIssue => {
  const issue = changeableIssue(exchange)
  if (issue.reporterKey === exchange.user?.key)
    throw new Refusal(404, 'You cannot vote for an issue you have reported.')
  if (issue.resolutionId !== null) throw new Refusal(404, 'You cannot vote for an issue that is resolved.')
  return issue
}

/** Watchers and votes of an issue. */
export const watcherRoutes: readonly Route[] = [
  get('/issue/:key/watchers', (exchange) => people(exchange, seenIssue(exchange), 'watches', 'watchers')),
  write('POST', '/issue/:key/watchers', watch),
  write('DELETE', '/issue/:key/watchers', unwatch),
  get('/issue/:key/votes', (exchange) => people(exchange, seenIssue(exchange), 'votes', 'voters')),
  write('POST', '/issue/:key/votes', (exchange) => {
    votable(exchange).voters.add(loggedIn(exchange).key)
    return { status: exchange.release?.rest?.voteStatus ?? 204 }
  }),
  write('DELETE', '/issue/:key/votes', (exchange) => {
    votable(exchange).voters.delete(loggedIn(exchange).key)
    return noContent
  }),
]
