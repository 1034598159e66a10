import type { Answer, Exchange, Route } from '../exchange.ts'
import { demandAdministrator } from './administrators.ts'
import { flag, wholeNumber } from './input.ts'
import { get, ok, Refusal } from './refusal.ts'
import { userJson } from './user-json.ts'

const largestPage = 50

const members = (exchange: Exchange): Answer => {
  demandAdministrator(exchange)
  const { world, query, baseUrl } = exchange
  const name = query.get('groupname') ?? ''
  if (name === '') throw new Refusal(400, "The 'groupname' query parameter must be given.")
  const keys = world.groups.get(name)
  if (keys === undefined) throw new Refusal(404, `Group with name '${name}' does not exist`)
  const withInactive = flag(exchange, 'includeInactiveUsers') ?? false
  const users = world.users
    .filter(({ key, active }) => keys.has(key) && (active || withInactive))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const startAt = Math.max(0, wholeNumber(exchange, 'startAt', 0))
  const maxResults = Math.min(largestPage, Math.max(1, wholeNumber(exchange, 'maxResults', largestPage)))
  const end = startAt + maxResults
  const address = (from: number): string =>
    `${baseUrl}/rest/api/2/group/member?${new URLSearchParams({
      groupname: name,
      includeInactiveUsers: String(withInactive),
      startAt: String(from),
      maxResults: String(maxResults),
    }).toString()}`
  return ok({
    self: address(startAt),
    ...(end < users.length && { nextPage: address(end) }),
    maxResults,
    startAt,
    total: users.length,
    isLast: end >= users.length,
    values: users.slice(startAt, end).map((user) => userJson(exchange, user)),
  })
}

/** Who is in a group, by login name: for administrators alone. */
export const groupRoutes: readonly Route[] = [get('/group/member', members)]
