import type { Answer, Exchange, Route } from '../../exchange.ts'
import { htmlProblem } from '../../pages/layout.ts'
import { type Cloud, type CloudSite, findByEmail } from '../cloud.ts'
import type { AccessGrant } from '../tokens/access-tokens.ts'
import { toClient, toErrorPage } from './answers.ts'
import { type AuthorizeRequest, type Judgement, judgeRequest } from './authorize-request.ts'
import { consentPage, errorPage } from './consent-page.ts'
import { readForm } from './fields.ts'
import { toLogin, type Visitor, visitorOf } from './login.ts'

const answerTo = (cloud: Cloud, judgement: Exclude<Judgement, { kind: 'ok' | 'unknown-client' }>): Answer => {
  if (judgement.kind === 'broken') return htmlProblem(400, 'Something went wrong', 'The page could not be shown.')
  const { error, description } = judgement
  if (judgement.kind === 'page' || cloud.switches.authorizeErrors === 'page') {
    return toErrorPage(cloud, error, description)
  }
  const state: Record<string, string> = judgement.state === '' ? {} : { state: judgement.state }
  return toClient(judgement.app.redirectUri, { error, error_description: description, ...state })
}

const mayConsent = (cloud: Cloud, { app }: AuthorizeRequest, { user }: Visitor): boolean =>
  app.private === undefined || findByEmail(cloud, app.private.owner)?.key === user.key

/** A request with a visitor who may decide on it, or the answer that ends it before. */
const ready = (
  cloud: Cloud,
  exchange: Exchange,
  params: URLSearchParams,
): { readonly request: AuthorizeRequest; readonly visitor: Visitor } | Answer => {
  const judgement = judgeRequest(cloud, params)
  if (judgement.kind !== 'ok' && judgement.kind !== 'unknown-client') return answerTo(cloud, judgement)
  const visitor = visitorOf(cloud, exchange)
  if (visitor === undefined) return toLogin(cloud, params)
  if (judgement.kind === 'unknown-client') return toErrorPage(cloud, 'unauthorized_client', 'The client is unknown.')
  if (!mayConsent(cloud, judgement.request, visitor)) {
    return toErrorPage(cloud, 'unauthorized_client', 'The client could not be retrieved: it is not shared.')
  }
  return { request: judgement.request, visitor }
}

const show = (cloud: Cloud, exchange: Exchange): Answer => {
  const found = ready(cloud, exchange, exchange.query)
  if ('status' in found) return found
  const sites = cloud.sitesOf(found.visitor.user.key)
  return consentPage(cloud, found.request, exchange.query, found.visitor, sites)
}

const allow = (cloud: Cloud, request: AuthorizeRequest, { user }: Visitor, site: CloudSite | undefined): Answer => {
  const { app, scopes, state, challenge } = request
  const cloudIds = app.access === 'resource' ? (site === undefined ? [] : [site.cloudId]) : undefined
  const grant: AccessGrant = { kind: 'app', clientId: app.clientId, userKey: user.key, scopes, cloudIds }
  if (cloud.switches.newGrantEndsOld) {
    cloud.refreshTokens.end((old) => old.clientId === app.clientId && old.userKey === user.key)
  }
  const code = cloud.codes.issue({ grant, redirectUri: app.redirectUri, challenge })
  return toClient(app.redirectUri, { code, state })
}

const decide = (cloud: Cloud, exchange: Exchange): Answer => {
  const form = readForm(exchange) ?? new URLSearchParams()
  const found = ready(cloud, exchange, form)
  if ('status' in found) return found
  const { request, visitor } = found
  if (form.get('csrf') !== visitor.xsrfToken) return toErrorPage(cloud, 'invalid_request', 'XSRF check failed.')
  if (form.get('decision') !== 'allow') {
    const { denialText } = cloud.switches
    const description: Record<string, string> = denialText === '' ? {} : { error_description: denialText }
    return toClient(request.app.redirectUri, { error: 'access_denied', ...description, state: request.state })
  }
  const sites = cloud.sitesOf(visitor.user.key)
  const site = sites.find(({ cloudId }) => cloudId === form.get('site'))
  if (request.app.access === 'resource' && sites.length > 0 && site === undefined) {
    return toErrorPage(cloud, 'invalid_request', 'The site is not one of yours.')
  }
  return allow(cloud, request, visitor, site)
}

/** What a browser sees on the way from an authorize URL to the client: consent and errors. */
export const authorizeRoutes = (cloud: Cloud): readonly Route[] => [
  { method: 'GET', path: '/authorize', handle: (exchange) => show(cloud, exchange) },
  { method: 'POST', path: '/consent', handle: (exchange) => decide(cloud, exchange) },
  { method: 'GET', path: '/error', handle: ({ query }) => errorPage(cloud, query) },
]
