import type { Answer, Exchange, Route } from '../exchange.ts'
import { roleNames } from '../world/permissions.ts'
import { seenProject } from './project-routes.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'
import { avatarUrls } from './view.ts'

/** The id of the first role; the others follow. */
const firstId = 10_001

const addressOf = ({ baseUrl }: Exchange, projectId: string, roleId: number): string =>
  `${baseUrl}/rest/api/2/project/${projectId}/role/${roleId}`

const roles = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { id } = seenProject(exchange, exchange.params.key ?? '')
  return ok(Object.fromEntries(roleNames.map((name, index) => [name, addressOf(exchange, id, firstId + index)])))
}

const role = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { id, team } = seenProject(exchange, exchange.params.key ?? '')
  const roleId = Number(exchange.params.role)
  const name = roleNames[roleId - firstId]
  if (name === undefined) throw new Refusal(404, `Can not retrieve a role actor for a null project role.`)
  return ok({
    self: addressOf(exchange, id, roleId),
    name,
    id: roleId,
    description: `A project role of ${name}`,
    actors: [
      {
        id: roleId * 10,
        displayName: team,
        type: 'atlassian-group-role-actor',
        name: team,
        avatarUrl: avatarUrls(exchange, 'secure/useravatar', 'avatarId=10340')['16x16'],
      },
    ],
  })
}

/** Roles of a project, whose members are its team. */
export const projectRoleRoutes: readonly Route[] = [
  get('/project/:key/role', roles),
  get('/project/:key/role/:role', role),
]
