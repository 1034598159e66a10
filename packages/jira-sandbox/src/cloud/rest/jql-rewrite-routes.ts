import type { Answer, Exchange, Route } from '../../exchange.ts'
import { JqlError } from '../../jql/jql-error.ts'
import { isObject, type JsonObject } from '../../rest/input.ts'
import { isText, listOf, optional, required, strictBody } from '../../rest/payload.ts'
import { loggedIn, ok, postQuery, Refusal } from '../../rest/refusal.ts'
import { customFields } from '../../world/custom-fields.ts'
import { visibleProjects } from '../../world/permissions.ts'
import type { SandboxUser, World } from '../../world/world.ts'
import { accountIdOf, isAccountId } from '../account-ids.ts'
import { demandAdministrator } from '../site-admins.ts'
import { rewriteValues } from './jql-rewrite.ts'
import { formerName } from './people-routes.ts'

const ofPeople: ReadonlySet<string> = new Set([
  'assignee',
  'reporter',
  'creator',
  'voter',
  'watcher',
  ...customFields
    .filter(({ kind }) => kind === 'user' || kind === 'multiuser')
    .flatMap(({ name, number }) => [name.toLowerCase(), `cf[${number}]`]),
])

const unknownPerson = 'unknown'

const accountOf = ({ users }: World, nameOrKey: string): string => {
  const wanted = nameOrKey.toLowerCase()
  const found = users.find((user) => [formerName(user), user.key].some((name) => name.toLowerCase() === wanted))
  return found === undefined ? unknownPerson : accountIdOf(found.key)
}

const mostQueries = 100

const clean = (exchange: Exchange): Answer => {
  loggedIn(exchange)
  const { queryStrings } = strictBody(exchange, 'queryStrings')
  const known: string[] = []
  const unknown: JsonObject[] = []
  for (const query of required(queryStrings, listOf(isText, mostQueries))) {
    let lacksSomebody = false
    const converted = rewriteValues(query, (field, value) => {
      if (!ofPeople.has(field.toLowerCase()) || isAccountId(value)) return undefined
      const account = accountOf(exchange.world, value)
      lacksSomebody ||= account === unknownPerson
      return account
    })
    if (lacksSomebody) unknown.push({ originalQuery: query, convertedQuery: converted })
    else known.push(converted)
  }
  return ok({ queryStrings: known, queriesWithUnknownUsers: unknown })
}

const mostToSanitize = 20

const withoutSecrets = (query: string, world: World, reader: SandboxUser | undefined): string => {
  const seen = new Set(visibleProjects(world, reader).map(({ id }) => id))
  return rewriteValues(query, (field, value) => {
    if (field.toLowerCase() !== 'project') return undefined
    const project =
      world.findProject(value) ?? world.projects.find(({ name }) => name.toLowerCase() === value.toLowerCase())
    return project === undefined || seen.has(project.id) ? undefined : project.id
  })
}

const sanitized = (entry: JsonObject, { world }: Exchange): JsonObject => {
  const query = required(entry.query, isText)
  const accountId = optional(entry.accountId, isText)
  const reader = accountId === undefined ? undefined : world.findUser(accountId)
  if (accountId !== undefined && reader === undefined) {
    throw new Refusal(400, `The user with account ID '${accountId}' does not exist.`)
  }
  const told = { initialQuery: query, ...(accountId === undefined ? {} : { accountId }) }
  try {
    return { ...told, sanitizedQuery: withoutSecrets(query, world, reader) }
  } catch (error) {
    if (error instanceof JqlError) return { ...told, errors: { errorMessages: error.messages, errors: {} } }
    throw error
  }
}

const sanitize = (exchange: Exchange): Answer => {
  demandAdministrator(exchange)
  const { queries } = strictBody(exchange, 'queries')
  return ok({ queries: required(queries, listOf(isObject, mostToSanitize)).map((entry) => sanitized(entry, exchange)) })
}

/** Queries as others may read them: people by account, and hidden projects by number. */
export const jqlRewriteRoutes: readonly Route[] = [
  postQuery('/jql/pdcleaner', clean),
  postQuery('/jql/sanitize', sanitize),
]
