import type { IncomingHttpHeaders } from 'node:http'
import { JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from '../errors.ts'
import { PROXY_REFUSED } from './proxy-refused.ts'
import { readErrorBody } from './read-error-body.ts'
import { retryAfterOf } from './retry-delay.ts'

/** An answer with what is needed to judge it. */
export interface JudgedAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  /** `GET /rest/api/2/search`. */
  readonly request: string
  /** A credential went with the request. */
  readonly credentialSent: boolean
  /** Epoch milliseconds, for `Retry-After` dates. */
  readonly now: number
}

/** Words and paths that log-in pages and SSO front ends use, in any language of the page's text. */
const LOGIN_MARKS =
  /type\s*=\s*["']?password|os_username|login-form|samlrequest|samlresponse|saml2?\b|\/adfs\/|login\.microsoftonline|\/oauth2\/authorize|openid-connect|okta|keycloak|shibboleth|siteminder|single sign-?on|kerberos|login\.jsp/i
const LOGIN_PATH = /log-?in|sign-?in|sso|saml|auth|idp|adfs|os_destination/i

/** Longest part of a page that is searched. */
const PAGE_LIMIT = 65_536

const headerOf = (headers: IncomingHttpHeaders, name: string): string => {
  const value = headers[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

/** Jira puts these on its own answers; proxies do not. */
const isFromJira = (headers: IncomingHttpHeaders): boolean =>
  'x-arequestid' in headers ||
  'x-ausername' in headers ||
  'x-asessionid' in headers ||
  'x-seraph-loginreason' in headers

const isMarkup = (answer: Pick<JudgedAnswer, 'headers' | 'text'>): boolean =>
  /html|xml/i.test(headerOf(answer.headers, 'content-type')) || /^\s*</.test(answer.text.slice(0, 1_000))

const LOGIN_TITLE = /<title>[^<]{0,200}\b(?:sso|(?:sign|log)[ -]?(?:in|on))\b/i

const looksLikeLogin = (text: string): boolean => {
  const page = text.slice(0, PAGE_LIMIT)
  return LOGIN_MARKS.test(page) || LOGIN_TITLE.test(page)
}

/** True when the site says it sees nobody. */
const saysAnonymous = (headers: IncomingHttpHeaders): boolean =>
  headerOf(headers, 'x-ausername').toLowerCase() === 'anonymous'

const namesUser = (headers: IncomingHttpHeaders): boolean =>
  headerOf(headers, 'x-ausername') !== '' && !saysAnonymous(headers)

const loginDenied = (headers: IncomingHttpHeaders): boolean =>
  headerOf(headers, 'x-authentication-denied-reason') !== '' ||
  /AUTHENTICATION_DENIED/.test(headerOf(headers, 'x-seraph-loginreason'))

const pageCode = (answer: JudgedAnswer): JiraApiErrorCode => (looksLikeLogin(answer.text) ? 'sso-page' : 'not-jira')

const redirectCode = (answer: JudgedAnswer): JiraApiErrorCode =>
  LOGIN_PATH.test(headerOf(answer.headers, 'location').slice(0, 2_048)) ? 'sso-page' : 'not-jira'

const SCOPE_MISSING = /scope does not match/i

const unauthorisedCode = (answer: JudgedAnswer): JiraApiErrorCode => {
  // The cloud's gateway names it in words alone, and with the status of a dead token.
  if (SCOPE_MISSING.test(answer.text.slice(0, 1_000))) return 'scope-missing'
  // Some resources say 401 for a missing permission; the header tells who they see.
  if (answer.credentialSent && namesUser(answer.headers)) return 'forbidden'
  const scheme = headerOf(answer.headers, 'www-authenticate')
  return /negotiate|ntlm/i.test(scheme) && !isFromJira(answer.headers) ? 'sso-page' : 'signed-out'
}

/** Jira takes requests that look like those of other pages' scripts for forged. */
const XSRF = /^\s*XSRF check failed/i

const notFoundCode = (answer: JudgedAnswer): JiraApiErrorCode =>
  isMarkup(answer) && !isFromJira(answer.headers) ? pageCode(answer) : 'not-found'

/** Cloud drops a bad API token too, and says so here alone. */
const loginFailed = (headers: IncomingHttpHeaders): boolean =>
  /AUTHENTICATED_FAILED/.test(headerOf(headers, 'x-seraph-loginreason'))

const codeOf = (answer: JudgedAnswer): JiraApiErrorCode | undefined => {
  const { status, headers, credentialSent } = answer
  if (loginDenied(headers)) return 'login-denied'
  if (status === 429) return 'rate-limited'
  if (status >= 500) return 'server-error'
  // Nothing below is true of the user when the site dropped the credential: not even an empty list.
  if (credentialSent && (saysAnonymous(headers) || loginFailed(headers))) return 'signed-out'
  if (status < 300) return isMarkup(answer) ? pageCode(answer) : undefined
  if (status < 400) return redirectCode(answer)
  if (status === 401) return unauthorisedCode(answer)
  if (status === 403)
    return isMarkup(answer) && !isFromJira(headers) && looksLikeLogin(answer.text) ? 'sso-page' : 'forbidden'
  // An upload without the right header is not found on some sites, and says so in these words.
  if (status === 404) return XSRF.test(answer.text.slice(0, 100)) ? 'forbidden' : notFoundCode(answer)
  if (status === 407) return 'network'
  if (status === 408) return 'timeout'
  return status === 409 ? 'conflict' : 'refused'
}

const WORDS: Readonly<Record<JiraApiErrorCode, string>> = {
  'signed-out': 'The site does not accept the sign-in',
  'scope-missing': 'The sign-in was not given the right for this',
  forbidden: 'The site does not allow this',
  'not-found': 'Not found, or not visible to you',
  refused: 'The site refused the request',
  conflict: 'Somebody else changed it meanwhile',
  'rate-limited': 'The site asks to slow down',
  'server-error': 'The site failed',
  network: 'The site could not be reached',
  timeout: 'The site did not answer in time',
  tls: 'The secure connection failed',
  'sso-page': 'A log-in page came instead of an answer',
  'not-jira': 'This is not an answer of Jira',
  'bad-answer': 'The answer does not have the expected shape',
  'login-denied': 'The site refuses to log in; log in once in a browser',
  cancelled: 'The request was cancelled',
}

/** Statuses that say more than their code does. */
const STATUS_WORDS: Readonly<Record<number, string>> = {
  405: 'The site does not know this way of asking',
  407: PROXY_REFUSED,
  410: 'The site has given this up',
  413: 'This is larger than the site, or a proxy before it, takes',
  414: 'This is longer than the site, or a proxy before it, takes',
  415: 'The site does not take this form of content',
  502: 'A proxy before the site could not reach it',
  503: 'The site is not available for now',
  504: 'A proxy before the site gave up waiting for it',
}

const wordsOf = (answer: JudgedAnswer, code: JiraApiErrorCode): string => {
  if (XSRF.test(answer.text.slice(0, 100)))
    return 'The site takes the request for a forged one; something on the way may change its headers'
  // A service desk says to those without an agent's licence no more than that.
  if (answer.status === 403 && code === 'forbidden' && answer.text.trim() === '')
    return `${WORDS.forbidden} and does not say why; a licence may be missing`
  return STATUS_WORDS[answer.status] ?? WORDS[code]
}

/** Under what Data Center, Cloud and its gateway file a request. */
const TRACE_HEADERS = ['x-arequestid', 'atl-traceid', 'atl-request-id'] as const

const traceOf = (headers: IncomingHttpHeaders): string | undefined =>
  TRACE_HEADERS.map((name) => headerOf(headers, name)).find((value) => /^[\x21-\x7e]{1,100}$/.test(value))

/** What is wrong with an answer, or undefined when it is a success in JSON or without content. */
export const judgeAnswer = (answer: JudgedAnswer): JiraApiError | undefined => {
  const code = codeOf(answer)
  if (code === undefined) return undefined
  const { messages, fields } = isMarkup(answer) ? { messages: [], fields: {} } : readErrorBody(answer.text)
  const speaks = answer.status >= 400 && (messages.length > 0 || Object.keys(fields).length > 0)
  const retryAfter =
    answer.status === 429 || answer.status === 503 ? retryAfterOf(answer.headers, answer.now) : undefined
  const trace = traceOf(answer.headers)
  const isOfIssue = answer.status === 429 && /^jira-per-issue/i.test(headerOf(answer.headers, 'ratelimit-reason'))
  const details: JiraApiErrorDetails = {
    status: answer.status,
    request: answer.request,
    ...(isOfIssue ? { reason: 'ISSUE_WRITES' } : {}),
    ...(trace === undefined ? {} : { trace }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(speaks ? { messages, fields } : {}),
  }
  const words = wordsOf(answer, code)
  const said = speaks && answer.status !== 407 ? (messages[0] ?? Object.values(fields)[0]) : undefined
  return new JiraApiError(code, said === undefined ? words : `${words}: ${said}`, details)
}

/** The error for a success that is not what the resource documents. */
export const badAnswer = (request: string): JiraApiError =>
  new JiraApiError('bad-answer', WORDS['bad-answer'], { request })

/** The error for a success that is not JSON, although it is no page either. */
export const notJson = (answer: Pick<JudgedAnswer, 'status' | 'headers' | 'request'>): JiraApiError => {
  const code = /json/i.test(headerOf(answer.headers, 'content-type')) ? 'bad-answer' : 'not-jira'
  return new JiraApiError(code, WORDS[code], { request: answer.request, status: answer.status })
}
