import type { Answer } from '../../exchange.ts'
import type { Incoming } from '../../server/receive.ts'
import type { Cloud, CloudSite } from '../cloud.ts'
import { noAccess } from '../no-access.ts'
import { isGranular } from '../scopes.ts'
import type { Told } from '../told.ts'
import { withVersion } from '../with-version.ts'
import { gatewayCaller } from './gateway-caller.ts'
import { mayDo } from './operation-scopes.ts'

/** The 401 of the gateway to a credential that is missing or foreign. */
export const unauthorized: Answer = { status: 401, json: { code: 401, message: 'Unauthorized' } }

/** The 401 to a credential that is good, but not good enough. It does not say what is missing. */
export const scopeShortage: Answer = { status: 401, json: { code: 401, message: 'Unauthorized; scope does not match' } }

const expired: Answer = { status: 401, json: { errorMessages: ['The access token has expired.'], errors: {} } }

/** The 404 of the gateway to a site that is not there, or a path that leads nowhere. */
export const unroutable = (rawPath: string, now: number): Answer => ({
  status: 404,
  headers: { 'X-Failure-Category': 'FAILURE_CLIENT_TCS' },
  json: {
    timestamp: new Date(now).toISOString(),
    status: 404,
    error: 'Not Found',
    message: 'No message available',
    path: rawPath,
  },
})

const asksGranularPost = ({ switches }: Cloud, method: string, scopes: readonly string[]): boolean =>
  switches.granularPostDefect && method === 'POST' && scopes.some(isGranular)

// The gateway has a word of its own for what was throttled behind it.
const withCategory = (answer: Answer): Answer =>
  answer.status === 429
    ? { ...answer, headers: { ...answer.headers, 'X-Failure-Category': 'FAILURE_CLIENT_RATE_LIMIT' } }
    : answer

const through = async (cloud: Cloud, site: CloudSite, incoming: Incoming, path: string): Promise<Told> => {
  const caller = gatewayCaller(cloud, incoming.headers.authorization ?? '', site)
  if (caller.kind === 'unauthorized') return { answer: unauthorized, userKey: undefined }
  if (caller.kind === 'expired') return { answer: expired, userKey: undefined }
  const { userKey, scopes, apiToken, appId } = caller
  const user = site.world.userByKey(userKey)
  if (user?.active !== true || !cloud.sitesOf(userKey).includes(site)) return { answer: noAccess(cloud), userKey }
  const needed = site.rest.scopesOf(incoming.method, path)
  if (!mayDo(scopes, needed) || (apiToken && asksGranularPost(cloud, incoming.method, scopes))) {
    return { answer: scopeShortage, userKey }
  }
  return { answer: withCategory(await site.rest.answer(incoming, path, user, appId)), userKey }
}

const shape = /^\/ex\/jira\/(?<cloudId>[^/]+)(?<path>\/rest\/.*)$/u

/** Answers what goes to a Jira through `/ex/jira/{cloudId}`; `path` is below the API host. */
export const answerThroughGateway = async (cloud: Cloud, incoming: Incoming, path: string): Promise<Told> => {
  const { cloudId, path: restPath } = shape.exec(path)?.groups ?? {}
  const site = cloud.sites.find((candidate) => candidate.cloudId === cloudId)
  if (site === undefined || restPath === undefined) {
    return { answer: unroutable(path, cloud.clock()), userKey: undefined }
  }
  return through(cloud, site, incoming, withVersion(restPath))
}
