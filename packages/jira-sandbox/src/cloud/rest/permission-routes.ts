import type { Answer, Exchange, Route } from '../../exchange.ts'
import { seenIssue } from '../../rest/find.ts'
import { isObject, wordList } from '../../rest/input.ts'
import { isText, isWhole, listOf, optional, strictBody } from '../../rest/payload.ts'
import { get, ok, postQuery, Refusal } from '../../rest/refusal.ts'
import { visibleIssue } from '../../rest/visible.ts'
import { mayIn, permissionNames, permissionsIn } from '../../world/permissions.ts'
import type { SandboxProject } from '../../world/world.ts'
import { isAdministrator } from '../site-admins.ts'

const globalNames: Readonly<Record<string, string>> = {
  USER_PICKER: 'Browse users and groups',
  BULK_CHANGE: 'Make bulk changes',
  CREATE_SHARED_OBJECTS: 'Share dashboards and filters',
  MANAGE_GROUP_FILTER_SUBSCRIPTIONS: 'Manage group filter subscriptions',
  ADMINISTER: 'Administer Jira',
  SYSTEM_ADMIN: 'System administrator',
}

const administrative = new Set(['ADMINISTER', 'SYSTEM_ADMIN'])

const seenProject = ({ world, user }: Exchange, idOrKey: string): SandboxProject => {
  const project = world.findProject(idOrKey)
  if (project !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return project
  throw new Refusal(404, `No project could be found with key '${idOrKey}'.`)
}

const holdsGlobally = (exchange: Exchange, key: string): boolean =>
  administrative.has(key) ? isAdministrator(exchange) : exchange.user !== undefined

const context = (exchange: Exchange): SandboxProject | undefined => {
  const { query } = exchange
  const issue = query.get('issueKey') ?? query.get('issueId')
  const project = query.get('projectKey') ?? query.get('projectId')
  if (issue !== null) return seenProject(exchange, seenIssue(exchange, issue).projectKey)
  return project === null ? undefined : seenProject(exchange, project)
}

const mine = (exchange: Exchange): Answer => {
  const { query, world, user } = exchange
  const asked = wordList(query.getAll('permissions'))
  if (asked.length === 0) throw new Refusal(400, "The 'permissions' query parameter is required.")
  const isKnown = (key: string): boolean => Object.hasOwn(permissionNames, key) || Object.hasOwn(globalNames, key)
  const unknown = asked.filter((key) => !isKnown(key))
  if (unknown.length > 0) {
    throw new Refusal(400, [], Object.fromEntries(unknown.map((key) => [key, 'Unrecognized permission'])))
  }
  const project = context(exchange)
  // Without a project: whether there is one at all in which one may. That is often yes.
  const projects = project === undefined ? world.projects : [project]
  const has = (key: string): boolean =>
    Object.hasOwn(globalNames, key)
      ? holdsGlobally(exchange, key)
      : projects.some((one) => permissionsIn(world, user, one).has(key))
  const entries = asked.map((key, index): [string, unknown] => [
    key,
    {
      id: String(10 + index),
      key,
      name: permissionNames[key] ?? globalNames[key],
      type: Object.hasOwn(globalNames, key) ? 'GLOBAL' : 'PROJECT',
      description: `${permissionNames[key] ?? globalNames[key] ?? key}.`,
      havePermission: has(key),
    },
  ])
  return ok({ permissions: Object.fromEntries(entries) })
}

const mostIssues = 1000

const check = (exchange: Exchange): Answer => {
  const { world, user } = exchange
  const body = strictBody(exchange, 'projectPermissions', 'globalPermissions', 'accountId')
  const groups = optional(body.projectPermissions, listOf(isObject, 1000)) ?? []
  const globals = optional(body.globalPermissions, listOf(isText, 1000)) ?? []
  const projectPermissions = groups.flatMap((group) => {
    const permissions = optional(group.permissions, listOf(isText, 1000)) ?? []
    const projects = optional(group.projects, listOf(isWhole, mostIssues)) ?? []
    const issues = optional(group.issues, listOf(isWhole, mostIssues)) ?? []
    return permissions.map((permission) => ({
      permission,
      projects: projects.filter((id) => mayIn(world, user, String(id), permission)),
      issues: issues.filter((id) => {
        const issue = visibleIssue(exchange, id)
        return issue !== undefined && mayIn(world, user, issue.projectKey, permission)
      }),
    }))
  })
  return ok({
    projectPermissions,
    globalPermissions: globals.filter((key) => Object.hasOwn(globalNames, key) && holdsGlobally(exchange, key)),
  })
}

/** What the caller may do. */
export const permissionRoutes: readonly Route[] = [get('/mypermissions', mine), postQuery('/permissions/check', check)]
