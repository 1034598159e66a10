import type { Answer, Exchange, Route } from '../exchange.ts'
import type { SandboxUser } from '../world/world.ts'
import { emphasised } from './emphasis.ts'
import { wholeNumber, wordList } from './input.ts'
import { get, loggedIn, ok } from './refusal.ts'
import { avatarUrls } from './view.ts'

const matches = ({ name, displayName }: SandboxUser, query: string): boolean =>
  query !== '' &&
  [name, ...displayName.split(/[\s'-]+/u)].some((text) => text.toLowerCase().startsWith(query.toLowerCase()))

const foundUsers = (exchange: Exchange): unknown => {
  const { query, world } = exchange
  const text = query.get('query') ?? ''
  const left = new Set(wordList(query.getAll('exclude')))
  const found = world.users.filter((user) => user.active && !left.has(user.name) && matches(user, text))
  const users = found.slice(0, wholeNumber(exchange, 'maxResults', 50)).map((user) => ({
    name: user.name,
    key: user.key,
    html: `${emphasised(user.displayName, text, 'strong')} - ${emphasised(user.email, text, 'strong')}`,
    displayName: user.displayName,
    avatarUrl: avatarUrls(exchange, 'secure/useravatar', `ownerId=${user.key}`)['16x16'],
  }))
  return { users, total: found.length, header: `Showing ${users.length} of ${found.length} matching users` }
}

const foundGroups = (exchange: Exchange): unknown => {
  const { query, world } = exchange
  const text = (query.get('query') ?? '').toLowerCase()
  const left = new Set(query.getAll('exclude'))
  const member = query.get('userName')
  const key = member === null ? undefined : world.findUser(member)?.key
  const found = [...world.groups].flatMap(([name, keys]) => {
    const isWanted = name.toLowerCase().includes(text) && !left.has(name)
    return isWanted && (member === null || keys.has(key ?? '')) ? [name] : []
  })
  const groups = found
    .slice(0, wholeNumber(exchange, 'maxResults', 20))
    .map((name) => ({ name, html: emphasised(name, text, 'b'), labels: [] }))
  return { header: `Showing ${groups.length} of ${found.length} matching groups`, total: found.length, groups }
}

const answer =
  (found: (exchange: Exchange) => unknown) =>
  (exchange: Exchange): Answer => {
    loggedIn(exchange)
    return ok(found(exchange))
  }

/** People and groups for pickers; what was found stands in HTML marks. */
export const pickerPeopleRoutes: readonly Route[] = [
  get('/user/picker', answer(foundUsers)),
  get('/groups/picker', answer(foundGroups)),
  get(
    '/groupuserpicker',
    answer((exchange) => ({ users: foundUsers(exchange), groups: foundGroups(exchange) })),
  ),
]
