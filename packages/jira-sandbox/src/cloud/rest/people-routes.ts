import type { Answer, Exchange, Route } from '../../exchange.ts'
import { emphasised } from '../../rest/emphasis.ts'
import { seenIssue } from '../../rest/find.ts'
import type { JsonObject } from '../../rest/input.ts'
import { get, loggedIn, ok, Refusal } from '../../rest/refusal.ts'
import { profileJson, userJson } from '../../rest/user-json.ts'
import { assignableUsers, permissionsIn } from '../../world/permissions.ts'
import type { SandboxProject, SandboxUser } from '../../world/world.ts'
import { accountIdOf } from '../account-ids.ts'
import type { CloudApi } from './cloud-api.ts'
import { pageOf, stretchOf } from './paging.ts'

// People are found by the beginning of any word of their name, and by a mail address that the answer may hide.
const matches = ({ displayName, email }: SandboxUser, query: string): boolean => {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return true
  const display = displayName.toLowerCase()
  return [email.toLowerCase(), display, ...display.split(/[\s'-]+/u)].some((text) => text.startsWith(wanted))
}

const sorted = (users: readonly SandboxUser[]): readonly SandboxUser[] =>
  [...users].sort((a, b) => (a.displayName < b.displayName ? -1 : 1))

const profiles = (exchange: Exchange, users: readonly SandboxUser[]): Answer =>
  ok(users.map((user) => profileJson(exchange, user)))

const wanted = ({ query }: Exchange): ((user: SandboxUser) => boolean) => {
  const accountId = query.get('accountId')
  const text = query.get('query')
  return (user) => (accountId === null ? matches(user, text ?? '') : accountIdOf(user.key) === accountId)
}

const projectOf = (exchange: Exchange): SandboxProject => {
  const { world, user, query } = exchange
  const issue = query.get('issueKey') ?? query.get('issueId')
  const key = issue === null ? query.get('project') : seenIssue(exchange, issue).projectKey
  if (key === null) throw new Refusal(400, "Either 'project' or 'issueKey' or 'issueId' must be given.")
  const project = world.findProject(key)
  if (project !== undefined && permissionsIn(world, user, project).has('BROWSE_PROJECTS')) return project
  throw new Refusal(404, `The project '${key}' does not exist.`)
}

const assignable =
  ({ switches }: CloudApi) =>
  (exchange: Exchange): Answer => {
    loggedIn(exchange)
    const project = projectOf(exchange)
    const able = new Set(assignableUsers(exchange.world, project))
    const { startAt, maxResults } = stretchOf(exchange, 50, 1000)
    const fits = wanted(exchange)
    const all = sorted(exchange.world.users)
    const isRight = (user: SandboxUser): boolean => able.has(user) && fits(user)
    if (switches.assignableScan === 'all') {
      return profiles(exchange, all.filter(isRight).slice(startAt, startAt + maxResults))
    }
    // The page is cut first and sorted out afterwards: a short one is not the last.
    return profiles(exchange, all.slice(startAt, startAt + maxResults).filter(isRight))
  }

const search = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { query, world } = exchange
  if (!query.has('query') && !query.has('accountId') && !query.has('property')) {
    throw new Refusal(400, "The 'query', 'accountId' or 'property' parameter has to be given.")
  }
  const { startAt, maxResults } = stretchOf(exchange, 50, 1000)
  const found = sorted(world.users.filter(({ active }) => active).filter(wanted(exchange)))
  return profiles(exchange, found.slice(startAt, startAt + maxResults))
}

const everybody = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { startAt, maxResults } = stretchOf(exchange, 50, 1000)
  return profiles(exchange, exchange.world.users.slice(startAt, startAt + maxResults))
}

const one = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const accountId = exchange.query.get('accountId')
  if (accountId === null) throw new Refusal(400, "The 'accountId' parameter has to be given.")
  const user = exchange.world.findUser(accountId)
  if (user === undefined)
    throw new Refusal(404, 'Specified user does not exist or you do not have required permissions')
  return ok(profileJson(exchange, user))
}

const many = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const ids = new Set(exchange.query.getAll('accountId'))
  if (ids.size === 0 || ids.size > 200) throw new Refusal(400, 'Between 1 and 200 account ids have to be given.')
  const users = exchange.world.users.filter(({ key }) => ids.has(accountIdOf(key)))
  const rows = users.map((user) => profileJson(exchange, user))
  return ok(pageOf(exchange, rows, stretchOf(exchange, 10, 200)))
}

/** What people were called before they were accounts. */
export const formerName = (user: SandboxUser): string => {
  const former: unknown = Object.getPrototypeOf(user)
  return typeof former === 'object' && former !== null && 'name' in former ? String(former.name) : user.name
}

const migration = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { query, world } = exchange
  const [names, keys] = [query.getAll('username'), query.getAll('key')]
  if (names.length + keys.length === 0) throw new Refusal(400, 'A username or a key has to be given.')
  const found = world.users.filter((user) => names.includes(formerName(user)) || keys.includes(user.key))
  return ok(
    found.map((user) => ({
      ...(names.length > 0 ? { username: formerName(user) } : { key: user.key }),
      accountId: accountIdOf(user.key),
    })),
  )
}

/** The people that a picker shows for a query, with what fits in HTML marks. */
export const pickedUsers = (exchange: Exchange): JsonObject => {
  loggedIn(exchange)
  const query = exchange.query.get('query')
  if (query === null) throw new Refusal(400, "The 'query' parameter has to be given.")
  const { maxResults } = stretchOf(exchange, 50, 1000)
  const found = sorted(exchange.world.users.filter((user) => user.active && matches(user, query)))
  const shown = found.slice(0, maxResults)
  return {
    users: shown.map((user) => {
      const { avatarUrls } = userJson(exchange, user)
      const avatars: unknown = avatarUrls
      return {
        accountId: accountIdOf(user.key),
        html: emphasised(user.displayName, query, 'strong'),
        displayName: user.displayName,
        ...(typeof avatars === 'object' && avatars !== null && '24x24' in avatars
          ? { avatarUrl: avatars['24x24'] }
          : {}),
      }
    }),
    total: found.length,
    header: `Showing ${shown.length} of ${found.length} matching users`,
  }
}

/** People: by account, by what they are called, and for pickers. */
export const cloudPeopleRoutes = (api: CloudApi): readonly Route[] => [
  get('/user', one),
  get('/user/search', search),
  get('/users/search', everybody),
  get('/user/assignable/search', assignable(api)),
  get('/user/bulk', many),
  get('/user/bulk/migration', migration),
  get('/user/picker', (exchange) => ok(pickedUsers(exchange))),
]
