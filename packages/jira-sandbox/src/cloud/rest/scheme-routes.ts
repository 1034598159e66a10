import type { Answer, Exchange, Route } from '../../exchange.ts'
import { priorityJson, projectRef } from '../../rest/catalogue-json.ts'
import { type JsonObject, wordList } from '../../rest/input.ts'
import { get, loggedIn, ok } from '../../rest/refusal.ts'
import { priorities } from '../../world/catalogue.ts'
import { visibleProjects } from '../../world/permissions.ts'
import { demandAdministrator } from '../site-admins.ts'
import { pageOf, stretchOf } from './paging.ts'

const standardPriority = '3'

const searchPriorities = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { query } = exchange
  const ids = query.getAll('id')
  const rows = priorities
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .filter(({ id }) => query.get('onlyDefault') !== 'true' || id === standardPriority)
    .map((priority) => ({ ...priorityJson(exchange, priority), isDefault: priority.id === standardPriority }))
  return ok(pageOf(exchange, rows, stretchOf(exchange, 50, 50)))
}

const wholePage = (values: readonly unknown[]): JsonObject => ({
  startAt: 0,
  maxResults: values.length,
  total: values.length,
  isLast: true,
  values,
})

// One scheme, which all projects have.
const schemes = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { world, user, baseUrl, query } = exchange
  const expand = wordList(query.getAll('expand'))
  const scheme = {
    id: '1',
    self: `${baseUrl}/rest/api/2/priorityscheme/1`,
    name: 'Default priority scheme',
    description: '',
    default: true,
    defaultPriorityId: standardPriority,
    ...(expand.includes('priorities')
      ? { priorities: wholePage(priorities.map((priority) => priorityJson(exchange, priority))) }
      : {}),
    ...(expand.includes('projects')
      ? { projects: wholePage(visibleProjects(world, user).map((project) => projectRef(exchange, project))) }
      : {}),
  }
  return ok(pageOf(exchange, [scheme], stretchOf(exchange, 50, 50)))
}

const eventNames: readonly string[] = [
  'Issue Created',
  'Issue Updated',
  'Issue Assigned',
  'Issue Resolved',
  'Issue Closed',
  'Issue Commented',
  'Issue Reopened',
  'Issue Deleted',
  'Issue Moved',
  'Work Logged On Issue',
]

const events = (exchange: Exchange): Answer => {
  demandAdministrator(exchange)
  return ok(eventNames.map((name, index) => ({ id: index + 1, name })))
}

/** Priorities as those see them who set the site up, the scheme that they are in, and the events of issues. */
export const schemeRoutes: readonly Route[] = [
  get('/priority/search', searchPriorities),
  get('/priorityscheme', schemes),
  get('/events', events),
]
