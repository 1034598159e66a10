import type { Answer, Exchange, Route } from '../exchange.ts'
import { permissionNames, permissionsIn } from '../world/permissions.ts'
import type { SandboxProject } from '../world/world.ts'
import { isAdministrator } from './administrators.ts'
import { seenIssue } from './find.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'

const globalNames: Readonly<Record<string, string>> = {
  USER_PICKER: 'Browse Users',
  BULK_CHANGE: 'Bulk Change',
  CREATE_SHARED_OBJECTS: 'Create Shared Objects',
  ADMINISTER: 'Jira Administrators',
  SYSTEM_ADMIN: 'Jira System Administrators',
}

const administrative = new Set(['ADMINISTER', 'SYSTEM_ADMIN'])

/** The project that is asked about; undefined: the site as a whole. */
const context = (exchange: Exchange): SandboxProject | undefined => {
  const { query, world, user } = exchange
  const issue = query.get('issueKey') ?? query.get('issueId')
  const key =
    issue === null ? (query.get('projectKey') ?? query.get('projectId')) : seenIssue(exchange, issue).projectKey
  if (key === null) return undefined
  const project = world.findProject(key)
  if (project !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return project
  throw new Refusal(404, `No project could be found with key '${key}'.`)
}

/** Always all of them, whatever is asked for. */
const mine = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { world, user } = exchange
  const project = context(exchange)
  const projects = project === undefined ? world.projects : [project]
  const isGlobal = (key: string): boolean => Object.hasOwn(globalNames, key)
  const has = (key: string): boolean =>
    isGlobal(key)
      ? !administrative.has(key) || isAdministrator(exchange)
      : projects.some((one) => permissionsIn(world, user, one).has(key))
  const entries = Object.entries({ ...permissionNames, ...globalNames }).map(
    ([key, name], index): [string, unknown] => [
      key,
      {
        id: String(10 + index),
        key,
        name,
        type: isGlobal(key) ? 'GLOBAL' : 'PROJECT',
        description: `${name}.`,
        havePermission: has(key),
      },
    ],
  )
  return ok({ permissions: Object.fromEntries(entries) })
}

/** What the caller may do. */
export const permissionRoutes: readonly Route[] = [get('/mypermissions', mine)]
