import type { Answer } from '../../exchange.ts'
import { htmlProblem } from '../../pages/layout.ts'
import type { Incoming } from '../../server/receive.ts'
import type { Cloud, CloudSite } from '../cloud.ts'
import { noAccess } from '../no-access.ts'
import type { Told } from '../told.ts'
import { withVersion } from '../with-version.ts'
import { siteCaller } from './site-caller.ts'

const words = 'Client must be authenticated to access this resource.'

const unauthorized = ({ switches }: Cloud, loginReason: string): Answer => ({
  status: 401,
  headers: { 'X-Seraph-LoginReason': loginReason },
  ...(switches.siteUnauthorizedBody === 'text' ? { text: words } : { json: { errorMessages: [words], errors: {} } }),
})

/** The 403 to an account that was tried with too many wrong tokens. */
export const captchaAnswer: Answer = {
  ...htmlProblem(403, 'Forbidden', 'Log in with a browser first.'),
  headers: { 'X-Seraph-LoginReason': 'AUTHENTICATION_DENIED' },
}

const answerRest = async (cloud: Cloud, site: CloudSite, incoming: Incoming, path: string): Promise<Told> => {
  const caller = siteCaller(cloud, incoming.headers.authorization)
  if (caller.kind === 'locked') return { answer: captchaAnswer, userKey: undefined }
  if (caller.kind === 'refused') return { answer: unauthorized(cloud, 'AUTHENTICATED_FAILED'), userKey: undefined }
  if (caller.kind === 'anonymous') {
    const answer = await site.rest.answer(incoming, path, undefined)
    return { answer: answer.status === 401 ? unauthorized(cloud, 'OUT') : answer, userKey: undefined }
  }
  const { userKey } = caller
  const user = site.world.userByKey(userKey)
  const admitted = user?.active === true && cloud.sitesOf(userKey).includes(site)
  return { answer: admitted ? await site.rest.answer(incoming, path, user) : noAccess(cloud), userKey }
}

/** Answers what goes to a site under its own name; `path` is below the site. */
export const answerOnSite = async (cloud: Cloud, site: CloudSite, incoming: Incoming, path: string): Promise<Told> => {
  if (path === '/_edge/tenant_info' && incoming.method === 'GET') {
    return { answer: { status: 200, json: { cloudId: site.cloudId } }, userKey: undefined }
  }
  if (path.startsWith('/rest/')) return answerRest(cloud, site, incoming, withVersion(path))
  return { answer: htmlProblem(404, 'Not Found', 'There is no such page.'), userKey: undefined }
}
