import type { Answer, Exchange, Route } from '../../exchange.ts'
import { emphasised } from '../../rest/emphasis.ts'
import type { JsonObject } from '../../rest/input.ts'
import { get, loggedIn, ok, Refusal } from '../../rest/refusal.ts'
import { isMember, permissionsIn, roleNames } from '../../world/permissions.ts'
import { groupIdOf } from './comment-input.ts'
import { stretchOf } from './paging.ts'
import { pickedUsers } from './people-routes.ts'

const roles = (exchange: Exchange): Answer => {
  const { world, user, params, baseUrl } = exchange
  const project = world.findProject(params.key ?? '')
  if (project === undefined || !permissionsIn(world, user, project).has('BROWSE_PROJECTS')) {
    throw new Refusal(404, `No project could be found with key '${params.key ?? ''}'.`)
  }
  const address = (index: number): string => `${baseUrl}/rest/api/3/project/${project.id}/role/${10_001 + index}`
  return ok(Object.fromEntries(roleNames.map((role, index) => [role, address(index)])))
}

const pickedGroups = (exchange: Exchange): JsonObject => {
  const user = loggedIn(exchange)
  const query = exchange.query.get('query') ?? ''
  const { maxResults } = stretchOf(exchange, 20, 1000)
  const found = [...exchange.world.groups.keys()]
    .filter((name) => isMember(exchange.world, name, user) && name.toLowerCase().includes(query.toLowerCase()))
    .sort()
  const shown = found.slice(0, maxResults)
  return {
    header: `Showing ${shown.length} of ${found.length} matching groups`,
    total: found.length,
    groups: shown.map((name) => ({ name, html: emphasised(name, query, 'b'), labels: [], groupId: groupIdOf(name) })),
  }
}

/** Whom a comment can be for: the roles of a project, and the groups of the caller; and pickers of people and groups. */
export const audienceRoutes: readonly Route[] = [
  get('/project/:key/role', roles),
  get('/groups/picker', (exchange) => ok(pickedGroups(exchange))),
  get('/groupuserpicker', (exchange) => ok({ users: pickedUsers(exchange), groups: pickedGroups(exchange) })),
]
