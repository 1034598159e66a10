import { problemAnswer } from '../oauth1/answers.ts'
import { isOAuth1 } from '../oauth1/parameters.ts'
import { servletPath } from '../oauth1/token-routes.ts'
import { verifyRequest } from '../oauth1/verify.ts'
import type { Incoming } from '../server/receive.ts'
import type { Site } from '../site.ts'
import { anonymous, authenticate, type Caller, callerWithKey } from './authenticate.ts'

const bySignature = (site: Site, incoming: Incoming): Caller => {
  const checked = verifyRequest(site, incoming, ['oauth_token'])
  if (checked.kind === 'problem') return { ...anonymous, refusal: checked.answer }
  const access = site.oauth1Tokens.findAccess(checked.parameters.get('oauth_token') ?? '')
  if (access === undefined || access.consumerKey !== checked.consumer.key) {
    return { ...anonymous, refusal: problemAnswer(site.baseUrl, 'token_rejected') }
  }
  if (access.expiresAt <= site.clock()) {
    return { ...anonymous, refusal: problemAnswer(site.baseUrl, 'token_expired') }
  }
  return callerWithKey(site, access.userKey)
}

/** Finds out who is calling, by a signature (OAuth 1.0a) or by what `authenticate` knows. */
export const identify = (site: Site, incoming: Incoming): Caller => {
  const signed = site.persona.oauth1 && isOAuth1(incoming.headers.authorization)
  // The endpoints of OAuth 1.0a check signatures themselves: there is no access token yet.
  const own = incoming.rawPath.startsWith(`${site.contextPath}${servletPath}/`)
  return signed && !own ? bySignature(site, incoming) : authenticate(site, incoming)
}
