import type { Route } from '../exchange.ts'
import { seenIssue } from '../rest/find.ts'
import { wordList } from '../rest/input.ts'
import { get, ok } from '../rest/refusal.ts'
import { agileIssueJson } from './agile-json.ts'
import type { AgileForm } from './agile-world.ts'
import { boardPropertyRoutes } from './board-properties.ts'
import { boardRoutes } from './board-routes.ts'
import { quickFilterRoutes } from './board-settings.ts'
import { epicRoutes } from './epic-routes.ts'
import { issueListRoutes } from './issue-lists.ts'
import { moveRoutes } from './move-routes.ts'
import { forSeats } from './seats.ts'
import { sprintRoutes } from './sprint-routes.ts'
import { usualAgile } from './switches.ts'

const issueRoute = (form: AgileForm): Route =>
  get('/issue/:key', (exchange) => {
    const { query } = exchange
    const [asked, expand] = [wordList(query.getAll('fields')), wordList(query.getAll('expand'))]
    return ok(agileIssueJson(exchange, form, seenIssue(exchange), asked.length === 0 ? ['*all'] : asked, expand))
  })

/** What Jira Software adds: `/rest/agile/1.0`, and quick filters wherever the deployment has them. */
export const agileRoutes = (form: AgileForm): readonly Route[] => {
  const switches = { ...usualAgile, ...form }
  return [
    ...[
      ...boardRoutes(form),
      ...boardPropertyRoutes,
      ...issueListRoutes(form),
      ...sprintRoutes(form),
      ...epicRoutes,
      ...moveRoutes(form),
      issueRoute(form),
    ].map((route) => ({ ...route, path: `/rest/agile/1.0${route.path}` })),
    ...quickFilterRoutes(form.isCloud, switches),
  ].map(forSeats(switches))
}
