import type { Answer, Exchange } from '../exchange.ts'
import { sessionIdOf } from '../sign-in/sessions.ts'
import type { Site, SiteRoute } from '../site.ts'
import { withQuery } from '../with-query.ts'
import { seeOther, toClient, toErrorPage } from './answers.ts'
import { readChallenge } from './pkce.ts'
import { parseScope, scopeIncludes } from './scopes.ts'
import { describe } from './wording.ts'

/** The parameters of an authorize request, blank where absent. */
export interface AuthorizeRequest {
  readonly client_id: string
  readonly redirect_uri: string
  readonly response_type: string
  readonly scope: string
  readonly state: string
  readonly code_challenge: string
  readonly code_challenge_method: string
}

const names = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const

/** Reads the parameters from a query or a form. */
export const readAuthorizeRequest = (from: URLSearchParams): AuthorizeRequest =>
  Object.fromEntries(names.map((name) => [name, from.get(name) ?? ''])) as Record<keyof AuthorizeRequest, string>

/** The parameters that are not blank, to be carried to the next page. */
export const givenParameters = (request: AuthorizeRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== ''))

const consentPath = '/plugins/servlet/oauth2/consent'

const asksTooMuch = (site: Site, request: AuthorizeRequest): boolean => {
  const client = site.clients.find(request.client_id)
  // Compared with the registered address first: nothing is ever sent to an address that nobody registered.
  if (client === undefined || client.redirectUri !== request.redirect_uri || request.scope.trim() === '') return false
  const scope = parseScope(request.scope)
  return scope === undefined || !scopeIncludes(client.scope, scope)
}

const askForConsent = (site: Site, request: AuthorizeRequest): Answer => {
  const blank = (['client_id', 'redirect_uri', 'response_type', 'scope'] as const).find(
    (name) => request[name].trim() === '',
  )
  if (blank !== undefined) return toErrorPage(site, 'invalid_request', `The parameter ${blank} is missing.`)
  return seeOther(withQuery(`${site.baseUrl}${consentPath}`, givenParameters(request)))
}

const comesFromConsent = (site: Site, { headers, query }: Exchange): boolean =>
  site.checkReferer ? (headers.referer ?? '').startsWith(`${site.baseUrl}${consentPath}`) : query.has('atl_token')

const grantCode = (site: Site, exchange: Exchange, request: AuthorizeRequest): Answer => {
  const session = site.sessions.find(sessionIdOf(exchange.headers) ?? '')
  const refuse = (text: string): Answer => toErrorPage(site, 'invalid_request', text)
  if (session === undefined || exchange.query.get('atl_token') !== session.xsrfToken)
    return refuse('XSRF check failed.')
  const client = site.clients.find(request.client_id)
  if (client === undefined) return refuse('The client is unknown.')
  if (client.redirectUri !== request.redirect_uri) return refuse('The redirect_uri is not the registered one.')
  const challenge = readChallenge(request.code_challenge, request.code_challenge_method)
  if (challenge === 'malformed') return refuse('The code_challenge or its method is not valid.')
  if (request.response_type !== 'code') {
    const error = request.response_type.trim() === '' ? 'invalid_request' : 'unsupported_response_type'
    const error_description = describe(site.persona, error, 'Only code is supported.')
    return toClient(client.redirectUri, { error, error_description }, request.state)
  }
  const scope = parseScope(request.scope)
  if (scope === undefined) return refuse('The scope is missing.')
  const { clientId, redirectUri } = client
  const code = site.grants.issueCode({ clientId, userKey: session.userKey, redirectUri, scope, challenge })
  return toClient(redirectUri, { code }, request.state)
}

/** `GET /rest/oauth2/latest/authorize`: to the consent page, and back to the client with a code. */
export const authorizeRoute = (site: Site): SiteRoute => ({
  method: 'GET',
  path: '/rest/oauth2/latest/authorize',
  unguarded: true,
  handle: (exchange) => {
    const request = readAuthorizeRequest(exchange.query)
    if (asksTooMuch(site, request)) {
      const text = 'The scope is more than the client may ask for.'
      const answer = { error: 'invalid_scope', error_description: describe(site.persona, 'invalid_scope', text) }
      return toClient(request.redirect_uri, answer, request.state)
    }
    return comesFromConsent(site, exchange) ? grantCode(site, exchange, request) : askForConsent(site, request)
  },
})
