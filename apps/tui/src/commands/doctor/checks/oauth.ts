import { cloudHosts, type Site } from '@mmd/auth'
import { untrusted } from '@mmd/jira-api'
import { type ExitCode, exitCodes } from '../../../present-error.ts'
import type { Check } from '../check.ts'
import { headerOf, jsonOf, judgeReply, type Reply } from '../network/ask.ts'
import type { Subject } from '../subject.ts'
import { type Finding, failed, ok, skipped, type Verdict } from '../verdict.ts'
import { sentence } from '../words.ts'

/** How the authorization server answers questions that make no sense; undefined: not asked. */
export interface OAuthFacts {
  readonly authorize: Reply | undefined
  readonly token: Reply
}

const missing = (site: Site): Finding => ({
  found: 'HTTP 404',
  problem:
    site.method === 'oauth1'
      ? 'This Jira has no OAuth 1.0a service, or something in front of it does not let /plugins/servlet/oauth through.'
      : 'This Jira has no OAuth 2.0 service, or something in front of it does not let /rest/oauth2 through.',
  remedy: 'Is the plugin for application links switched on, and the path allowed?',
  who: 'jira-admin',
})

const wantsHttps: Finding = {
  found: 'HTTP 400, a validation error',
  problem:
    'Jira’s OAuth 2.0 service works over https alone: its base URL must be https, and each request must reach it marked as secure.',
  remedy:
    'Set the base URL to https, and give the Tomcat connector behind the proxy scheme="https" secure="true" with proxyName and proxyPort',
  who: 'jira-admin',
}

const intercepted = (what: string): Finding => ({
  found: what,
  problem: 'Something in front of Jira answers in the place of its OAuth service.',
  remedy: 'Ask for the OAuth paths to pass without a login page: /rest/oauth2 and /plugins/servlet/oauth2',
  who: 'network',
})

const inTrouble = (status: number): Finding => ({
  found: `HTTP ${status}`,
  problem: 'The OAuth service fails.',
  remedy: 'Try again in a minute; if it stays, Jira’s log says why',
  who: 'jira-admin',
})

/** Jira's collection of validation errors, whatever its keys: JSON without OAuth's own `error`. */
const isValidation = (reply: Reply): boolean => {
  if (reply.kind === 'none' || reply.status !== 400) return false
  const json = jsonOf(reply)
  return 'errors' in json || 'fieldErrors' in json || 'errorMessages' in json
}

/** What is wrong with any answer of an OAuth endpoint, whatever it should have been. */
const findTrouble = (site: Site, reply: Reply): Finding | undefined => {
  if (reply.kind === 'none') {
    return {
      found: 'no answer',
      problem: sentence(`The OAuth service cannot be reached: ${reply.error.message}`),
      remedy: 'Let it through as well as the rest of the site',
      who: 'network',
    }
  }
  if (reply.status === 404) return missing(site)
  if (reply.status >= 500) return inTrouble(reply.status)
  return isValidation(reply) ? wantsHttps : undefined
}

const judgeAuthorize = (site: Site, reply: Reply): Finding | undefined => {
  const trouble = findTrouble(site, reply)
  if (trouble !== undefined || reply.kind === 'none') return trouble
  const to = URL.parse(headerOf(reply, 'location'), site.baseUrl)
  const isRedirect = reply.status >= 300 && reply.status < 400
  if (isRedirect && to !== null && to.pathname.includes('/plugins/servlet/oauth2/')) return undefined
  return intercepted(
    isRedirect && to !== null ? `a redirect to ${untrusted(to.host, 'line')}` : `HTTP ${reply.status} with a page`,
  )
}

/** OAuth 1.0a reports problems in a form or in the challenge. */
const saysProblem = (reply: Reply): boolean =>
  reply.kind === 'answer' &&
  (/oauth_problem=/.test(reply.text.slice(0, 4096)) || /^OAuth\b/i.test(headerOf(reply, 'www-authenticate')))

const judgeToken = (site: Site, reply: Reply): Finding | undefined => {
  const trouble = findTrouble(site, reply)
  if (trouble !== undefined || reply.kind === 'none') return trouble
  const isOurs = site.method === 'oauth1' ? saysProblem(reply) : typeof jsonOf(reply)['error'] === 'string'
  if (isOurs) return undefined
  const isPage = judgeReply(reply, false)?.code === 'sso-page'
  return intercepted(isPage ? `a login page (HTTP ${reply.status})` : `HTTP ${reply.status}, not in OAuth’s words`)
}

/** A service that is not there right now is a matter of the network; all else keeps people from signing in. */
const exitOf = (reply: Reply): ExitCode => {
  if (reply.kind === 'none') return exitCodes.network
  const { status } = reply
  if (status < 500) return exitCodes.signIn
  return status >= 502 && status <= 504 ? exitCodes.network : exitCodes.failed
}

export const judgeOAuth = (site: Site, { authorize, token }: OAuthFacts): Verdict => {
  const ofAuthorize = authorize === undefined ? undefined : judgeAuthorize(site, authorize)
  if (ofAuthorize !== undefined) return failed(exitOf(authorize ?? token), ofAuthorize)
  const ofToken = judgeToken(site, token)
  if (ofToken !== undefined) return failed(exitOf(token), ofToken)
  return ok(authorize === undefined ? 'the token endpoint answers' : 'the authorize and token endpoints answer')
}

/** A grant that no server knows: the answer shows who answers, and nothing comes of it. */
const noGrant = { grant_type: 'urn:mmd-tui:doctor' }

const look = async ({ site, ask }: Subject): Promise<OAuthFacts> => {
  const { baseUrl, method, deployment } = site
  if (deployment === 'cloud') {
    const url = new URL(`${cloudHosts(site.cloud).authUrl}/oauth/token`)
    return { authorize: undefined, token: await ask({ method: 'POST', url, json: noGrant }) }
  }
  if (method === 'oauth1') {
    const url = new URL(`${baseUrl}/plugins/servlet/oauth/request-token`)
    return { authorize: undefined, token: await ask({ method: 'POST', url }) }
  }
  const at = (name: string): URL => new URL(`${baseUrl}/rest/oauth2/latest/${name}`)
  return {
    authorize: method === 'oauth2' ? await ask({ url: at('authorize') }) : undefined,
    token: await ask({ method: 'POST', url: at('token'), form: noGrant }),
  }
}

const oauthMethods: ReadonlySet<Site['method']> = new Set(['oauth2', 'oauth2-cloud', 'oauth1', 'client-credentials'])

export const oauthCheck: Check<Subject> = {
  id: 'oauth',
  title: 'OAuth service',
  group: 'Signing in',
  doing: 'Asking the OAuth service',
  needs: ['address', 'method'],
  run: async (subject) =>
    oauthMethods.has(subject.site.method)
      ? judgeOAuth(subject.site, await look(subject))
      : skipped('this method does without'),
}
