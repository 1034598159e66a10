import type { Answer, Exchange } from '../exchange.ts'
import type { Incoming } from '../server/receive.ts'
import type { Site, SiteRoute } from '../site.ts'
import { isWebAddress } from '../web-address.ts'
import { formAnswer, type OAuthProblem, problemAnswer } from './answers.ts'
import { type AccessToken, accessLifetimes, type RequestToken } from './tokens.ts'
import { verifyRequest } from './verify.ts'

/** Where the three endpoints of OAuth 1.0a live. */
export const servletPath = '/plugins/servlet/oauth'

// The paths of this folder hold no escapes, so the decoded path is the raw one.
const asIncoming = (site: Site, exchange: Exchange): Incoming => ({
  ...exchange,
  rawPath: `${site.contextPath}${exchange.path}`,
})

const giveRequestToken = (site: Site, exchange: Exchange): Answer => {
  const checked = verifyRequest(site, asIncoming(site, exchange), ['oauth_callback'])
  if (checked.kind === 'problem') return checked.answer
  const { consumer, parameters } = checked
  const callback = parameters.get('oauth_callback') ?? ''
  const foreign = site.persona.registeredCallbackOnly && consumer.callback !== callback
  if (callback !== 'oob' && (!isWebAddress(callback) || foreign)) {
    return problemAnswer(site.baseUrl, 'parameter_rejected', { oauth_parameters_rejected: 'oauth_callback' })
  }
  const { token, secret } = site.oauth1Tokens.issue(consumer.key, callback)
  return formAnswer(200, { oauth_token: token, oauth_token_secret: secret, oauth_callback_confirmed: 'true' })
}

const issued = (access: AccessToken): Answer =>
  formAnswer(200, {
    oauth_token: access.token,
    oauth_token_secret: access.secret,
    oauth_expires_in: String(accessLifetimes.tokenSeconds),
    oauth_session_handle: access.sessionHandle,
    oauth_authorization_expires_in: String(accessLifetimes.handleSeconds),
  })

/** Why a request token cannot be exchanged; undefined: it can. */
const objectionTo = (request: RequestToken | undefined, consumerKey: string, now: number): OAuthProblem | undefined => {
  if (request === undefined || request.consumerKey !== consumerKey) return 'token_rejected'
  if (request.state.kind === 'used') return 'token_used'
  if (request.expiresAt <= now) return 'token_expired'
  if (request.state.kind === 'denied') return 'permission_denied'
  return request.state.kind === 'undecided' ? 'permission_unknown' : undefined
}

const exchangeRequestToken = (site: Site, exchange: Exchange): Answer => {
  const incoming = asIncoming(site, exchange)
  const checked = verifyRequest(site, incoming, ['oauth_token'])
  if (checked.kind === 'problem') return checked.answer
  const { consumer, parameters } = checked
  const refuse = (problem: OAuthProblem, details = {}): Answer => problemAnswer(site.baseUrl, problem, details)
  const token = parameters.get('oauth_token') ?? ''
  const handle = parameters.get('oauth_session_handle')
  if (handle !== undefined) {
    const access = site.oauth1Tokens.findAccess(token)
    const fits = access?.consumerKey === consumer.key && access.sessionHandle === handle
    return fits && access.handleExpiresAt > site.clock()
      ? issued(site.oauth1Tokens.renew(access))
      : refuse('token_rejected')
  }
  const request = site.oauth1Tokens.findRequest(token)
  const problem = objectionTo(request, consumer.key, site.clock())
  if (request === undefined || problem !== undefined) return refuse(problem ?? 'token_rejected')
  const { state } = request
  const verifier = parameters.get('oauth_verifier') ?? ''
  if (verifier === '') return refuse('parameter_absent', { oauth_parameters_absent: 'oauth_verifier' })
  if (state.kind !== 'allowed' || state.verifier !== verifier) return refuse('token_rejected')
  return issued(site.oauth1Tokens.exchange(request, state.userKey))
}

/** The endpoints that the client itself asks: for a request token, and for an access token in exchange. */
export const oauth1TokenRoutes = (site: Site): readonly SiteRoute[] => [
  { method: 'POST', path: `${servletPath}/request-token`, handle: (exchange) => giveRequestToken(site, exchange) },
  { method: 'POST', path: `${servletPath}/access-token`, handle: (exchange) => exchangeRequestToken(site, exchange) },
]
