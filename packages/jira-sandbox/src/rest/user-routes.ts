import type { Answer, Exchange, Route } from '../exchange.ts'
import { assignableUsers, permissionsIn } from '../world/permissions.ts'
import type { SandboxProject, SandboxUser } from '../world/world.ts'
import { seenIssue } from './find.ts'
import { flag, wholeNumber, wordList } from './input.ts'
import { seenProject } from './project-routes.ts'
import { get, loggedIn, ok, Refusal } from './refusal.ts'
import { profileJson } from './user-json.ts'

// The start of the login, of the mail address, or of any word of the display name; "." and nothing match all.
const matches = (user: SandboxUser, query: string): boolean => {
  const wanted = query.trim().toLowerCase()
  if (wanted === '' || wanted === '.') return true
  const display = user.displayName.toLowerCase()
  return [user.name, user.email, display, ...display.split(/[\s'-]+/u)].some((text) =>
    text.toLowerCase().startsWith(wanted),
  )
}

const page = (exchange: Exchange, users: readonly SandboxUser[], cap: number): Answer => {
  const startAt = Math.max(0, wholeNumber(exchange, 'startAt', 0))
  const maxResults = Math.min(cap, Math.max(0, wholeNumber(exchange, 'maxResults', 50)))
  const sorted = [...users].sort((a, b) => (a.displayName < b.displayName ? -1 : 1))
  return ok(sorted.slice(startAt, startAt + maxResults).map((user) => profileJson(exchange, user)))
}

const assignableProject = (exchange: Exchange): SandboxProject => {
  const { world, user, query } = exchange
  const issueKey = query.get('issueKey')
  const key = issueKey === null ? query.get('project') : seenIssue(exchange, issueKey).projectKey
  if (key === null) throw new Refusal(400, "Either the 'project' or the 'issueKey' query parameter must be given.")
  const project = world.findProject(key)
  if (project !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return project
  throw new Refusal(404, `The project '${key}' does not exist.`)
}

const assignable = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const query = exchange.query.get('username') ?? ''
  const users = assignableUsers(exchange.world, assignableProject(exchange)).filter((user) => matches(user, query))
  return page(exchange, users, 100)
}

const assignableInAll = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { world, query } = exchange
  const keys = wordList(query.getAll('projectKeys'))
  if (keys.length === 0) throw new Refusal(400, "The 'projectKeys' query parameter must be given.")
  const projects = keys.map((key) => seenProject(exchange, key))
  const text = query.get('username') ?? ''
  const lists = projects.map((project) => new Set(assignableUsers(world, project)))
  return page(
    exchange,
    world.users.filter((user) => matches(user, text) && lists.every((list) => list.has(user))),
    100,
  )
}

const search = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { query, world } = exchange
  const text = query.get('username')
  if (text === null || text === '') throw new Refusal(400, 'The username query parameter was not provided')
  const active = flag(exchange, 'includeActive') ?? true
  const inactive = flag(exchange, 'includeInactive') ?? false
  return page(
    exchange,
    world.users.filter((user) => (user.active ? active : inactive) && matches(user, text)),
    1000,
  )
}

const profile = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { query, world } = exchange
  const name = query.get('username')
  const key = query.get('key')
  if (name === null && key === null)
    throw new Refusal(400, "Either the 'username' or the 'key' query parameters need to be provided")
  const user = name === null ? world.userByKey(key) : world.findUser(name)
  if (user === undefined) {
    throw new Refusal(
      404,
      name === null ? `The user with the key '${key ?? ''}' does not exist` : `The user named '${name}' does not exist`,
    )
  }
  return ok(profileJson(exchange, user))
}

/** People: by name, and for pickers. */
export const userRoutes: readonly Route[] = [
  get('/user', profile),
  get('/user/search', search),
  get('/user/assignable/search', assignable),
  get('/user/assignable/multiProjectSearch', assignableInAll),
]

const list = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { world, query } = exchange
  const cursor = query.get('cursor')
  const size = Math.min(1000, Math.max(1, wholeNumber(exchange, 'maxResults', 100)))
  const inactive = flag(exchange, 'includeInactive') ?? false
  const users = world.users.filter(({ active }) => active || inactive)
  const startAt = cursor === null ? 0 : users.findIndex(({ key }) => key === cursor)
  if (startAt < 0) throw new Refusal(400, 'The cursor is not one that this resource gave.')
  const next = users[startAt + size]
  return ok({
    values: users.slice(startAt, startAt + size).map((user) => profileJson(exchange, user)),
    maxResults: size,
    isLast: next === undefined,
    ...(next !== undefined && { nextCursor: next.key }),
  })
}

/** Everybody by a cursor, from 10.3; UNCONFIRMED how the cursor is called. */
export const userListRoute: Route = get('/user/list', list)
