import type { Answer } from '../exchange.ts'
import { scopeIncludes } from '../oauth2/scopes.ts'
import { htmlProblem } from '../pages/layout.ts'
import type { Caller } from '../sign-in/authenticate.ts'
import { xsrfAnswer } from '../sign-in/rest-answers.ts'
import type { Site, SiteRoute } from '../site.ts'
import type { Incoming } from './receive.ts'

const browserLike = /^mozilla\//iu
const noCheck = new Set(['no-check', 'nocheck'])

const isForeign = (origin: string | undefined, baseUrl: string): boolean =>
  origin !== undefined && (!URL.canParse(origin) || new URL(origin).origin !== new URL(baseUrl).origin)

const failsXsrf = (incoming: Incoming, baseUrl: string): boolean => {
  const { headers } = incoming
  if (noCheck.has(String(headers['x-atlassian-token']).toLowerCase())) return false
  const multipart = headers['content-type']?.startsWith('multipart/form-data') ?? false
  const foreign = isForeign(headers.origin, baseUrl) || isForeign(headers.referer, baseUrl)
  return multipart || foreign || browserLike.test(headers['user-agent'] ?? '')
}

const hasWrongMediaType = ({ headers, body }: Incoming, route: SiteRoute): boolean => {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (/\/(?:attachments|attachTemporaryFile)$/u.test(route.path)) return type !== 'multipart/form-data'
  return type === '' || type === undefined ? body.length > 0 : type !== 'application/json'
}

// POSTs that only read: they carry a query too long for a URL.
const readingPosts = new Set([
  '/rest/api/2/search',
  '/rest/api/latest/search',
  '/rest/api/2/permissions/check',
  '/rest/api/latest/permissions/check',
])

const refuseJson = (status: number, message: string): Answer => ({
  status,
  json: { errorMessages: [message], errors: {} },
})

/** What Jira checks before a REST resource sees the request; undefined: nothing to object to. */
export const objection = (
  incoming: Incoming,
  route: SiteRoute,
  caller: Caller,
  { persona, baseUrl }: Pick<Site, 'persona' | 'baseUrl'>,
): Answer | undefined => {
  if (caller.openPaths?.some((path) => route.path.startsWith(path)) === false) {
    return refuseJson(403, 'This is not open to service accounts.')
  }
  if (route.unguarded === true || !route.path.startsWith('/rest/')) return undefined
  if (caller.user === undefined && persona.closedToAnonymous.some((path) => route.path.startsWith(path))) {
    return refuseJson(401, 'Anonymous access is switched off on this site.')
  }
  if (caller.staleSession) return refuseJson(401, 'The session has ended. Please log in again.')
  if (route.method === 'GET') return undefined
  if (failsXsrf(incoming, baseUrl)) return xsrfAnswer
  if (!readingPosts.has(route.path) && !scopeIncludes(caller.scope, 'WRITE')) {
    return refuseJson(persona.weakScopeStatus, 'The scope of the access token does not allow this.')
  }
  if (route.method !== 'DELETE' && hasWrongMediaType(incoming, route)) {
    return { status: 415, json: { message: 'HTTP 415 Unsupported Media Type', 'status-code': 415 } }
  }
  return undefined
}

/** The answer for a path or a method that no route has. */
export const noRouteAnswer = (restModule: boolean, allowed?: readonly string[]): Answer => {
  const status = allowed === undefined ? 404 : 405
  const words = allowed === undefined ? 'Not Found' : 'Method Not Allowed'
  const headers = allowed === undefined ? {} : { Allow: [...allowed, 'OPTIONS'].join(', ') }
  return restModule
    ? { status, headers, json: { message: `HTTP ${status} ${words}`, 'status-code': status } }
    : { ...htmlProblem(status, words, 'There is nothing at this address.'), headers }
}
