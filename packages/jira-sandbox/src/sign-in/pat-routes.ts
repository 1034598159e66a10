import type { Answer, Exchange } from '../exchange.ts'
import type { Site, SiteRoute } from '../site.ts'
import type { PatRecord } from './pats.ts'
import { parseJson, refusal, toJiraTime } from './rest-answers.ts'

const toJson = (record: PatRecord): Readonly<Record<string, unknown>> => ({
  id: record.id,
  name: record.name,
  createdAt: toJiraTime(record.createdAt),
  ...(record.expiresAt === undefined ? {} : { expiringAt: toJiraTime(record.expiresAt) }),
})

const create = (site: Site, { user, scope, body }: Exchange): Answer => {
  if (user === undefined) return refusal(401, 'You are not logged in.')
  const { eternalPats, patsByOAuth } = site.persona
  // Everything but an OAuth 2.0 token has the full rights of its user.
  if (!patsByOAuth && scope !== 'SYSTEM_ADMIN') return refusal(403, 'An access token may not make tokens.')
  const wish = parseJson(body)
  if (wish === undefined) return refusal(400, 'The body is not JSON.')
  const { name, expirationDuration: days } = wish
  if (typeof name !== 'string' || name.trim() === '') return refusal(400, 'A token needs a name.')
  if (days !== undefined && days !== null && !(Number.isInteger(days) && Number(days) > 0)) {
    return refusal(400, 'expirationDuration is a number of days.')
  }
  if (!eternalPats && typeof days !== 'number') return refusal(400, 'A token needs an end on this site.')
  const { record, rawToken } = site.pats.issue(user.key, name, typeof days === 'number' ? days : undefined)
  return { status: 201, json: { ...toJson(record), rawToken } }
}

const list = (site: Site, { user }: Exchange): Answer =>
  user === undefined
    ? refusal(401, 'You are not logged in.')
    : { status: 200, json: site.pats.listOf(user.key).map(toJson) }

const remove = (site: Site, { user, params }: Exchange): Answer => {
  if (user === undefined) return refusal(401, 'You are not logged in.')
  return site.pats.revoke(user.key, Number(params['id'])) ? { status: 204 } : refusal(404, 'There is no such token.')
}

/** Personal access tokens under both names of the resource; a token is shown once, when it is made. */
export const patRoutes = (site: Site): readonly SiteRoute[] =>
  ['/rest/pat/latest/tokens', '/rest/pat/1.0/tokens'].flatMap((path): SiteRoute[] => [
    { method: 'POST', path, handle: (exchange) => create(site, exchange) },
    { method: 'GET', path, handle: (exchange) => list(site, exchange) },
    { method: 'DELETE', path: `${path}/:id`, handle: (exchange) => remove(site, exchange) },
  ])
