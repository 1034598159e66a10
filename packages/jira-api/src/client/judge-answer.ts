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
  if (status === 404) return notFoundCode(answer)
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

/** What is wrong with an answer, or undefined when it is a success in JSON or without content. */
export const judgeAnswer = (answer: JudgedAnswer): JiraApiError | undefined => {
  const code = codeOf(answer)
  if (code === undefined) return undefined
  const { messages, fields } = isMarkup(answer) ? { messages: [], fields: {} } : readErrorBody(answer.text)
  const speaks = answer.status >= 400 && (messages.length > 0 || Object.keys(fields).length > 0)
  const retryAfter =
    answer.status === 429 || answer.status === 503 ? retryAfterOf(answer.headers, answer.now) : undefined
  const details: JiraApiErrorDetails = {
    status: answer.status,
    request: answer.request,
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(speaks ? { messages, fields } : {}),
  }
  if (answer.status === 407) return new JiraApiError(code, PROXY_REFUSED, details)
  const said = speaks ? (messages[0] ?? Object.values(fields)[0]) : undefined
  return new JiraApiError(code, said === undefined ? WORDS[code] : `${WORDS[code]}: ${said}`, details)
}

/** The error for a success that is not what the resource documents. */
export const badAnswer = (request: string): JiraApiError =>
  new JiraApiError('bad-answer', WORDS['bad-answer'], { request })

/** The error for a success that is not JSON, although it is no page either. */
export const notJson = (answer: Pick<JudgedAnswer, 'status' | 'headers' | 'request'>): JiraApiError => {
  const code = /json/i.test(headerOf(answer.headers, 'content-type')) ? 'bad-answer' : 'not-jira'
  return new JiraApiError(code, WORDS[code], { request: answer.request, status: answer.status })
}
