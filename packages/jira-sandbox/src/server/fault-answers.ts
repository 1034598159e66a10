import type { Answer } from '../exchange.ts'
import type { Fault } from '../faults.ts'
import { htmlProblem, renderPage } from '../pages/layout.ts'
import { toLogin } from '../pages/login.ts'
import { captchaAnswer } from '../sign-in/authenticate.ts'
import { refusal, xsrfAnswer } from '../sign-in/rest-answers.ts'
import { rateHeaders } from './token-buckets.ts'

/** What a fault answers in Jira's place. `byProxy`: Jira never saw it, so none of its headers are there. */
export interface FaultAnswer {
  readonly answer: Answer
  readonly byProxy: boolean
}

const stackTrace = `java.lang.NullPointerException: Cannot invoke "com.atlassian.jira.issue.Issue.getId()" because "issue" is null
\tat com.example.jira.rest.IssueResource.load(IssueResource.java:412)
\tat com.example.jira.rest.IssueResource.get(IssueResource.java:188)
\tat java.base/java.lang.Thread.run(Thread.java:840)`

/** The page of a site that takes no more requests of somebody for now, with the headers of its limiter. */
export const rateLimited = (headers: Readonly<Record<string, string>>): Answer => ({
  ...htmlProblem(429, 'Too Many Requests', 'The rate limit is exceeded.'),
  headers,
})

const wishedLimit = { size: 50, fillRate: 10, intervalSeconds: 60 }

const ssoPage = (baseUrl: string): Answer => ({
  status: 200,
  html: `\n\n\n${renderPage({ title: 'Company sign-in', body: '<form><label for="sso-user">Account</label><input id="sso-user"></form>', baseUrl })}`,
})

/** The body that a wish for a status brings along; undefined: it brings none. */
export const saidBy = ({ status, json, text }: Extract<Fault, { kind: 'status' }>): Answer | undefined => {
  if (json !== undefined) return { status, json }
  return text === undefined ? undefined : { status, text }
}

/** The answer that a fault gives instead of Jira's; undefined for the kinds that let Jira do its work. */
export const faultAnswer = (fault: Fault, baseUrl: string, path: string): FaultAnswer | undefined => {
  switch (fault.kind) {
    case 'status':
      return {
        byProxy: false,
        answer: saidBy(fault) ?? refusal(fault.status, fault.message ?? `Failed on purpose with ${fault.status}.`),
      }
    case 'html':
      return {
        byProxy: true,
        answer: htmlProblem(fault.status ?? 502, 'Proxy Error', 'The server could not be reached.'),
      }
    case 'sso':
      return { byProxy: true, answer: ssoPage(baseUrl) }
    case 'redirect':
      return { byProxy: true, answer: { status: fault.status ?? 302, headers: { Location: fault.location } } }
    case 'negotiate':
      return {
        byProxy: true,
        answer: {
          ...htmlProblem(401, 'Unauthorized', 'Please sign in to your workstation.'),
          headers: { 'WWW-Authenticate': 'Negotiate' },
        },
      }
    case 'redirect-login':
      return { byProxy: false, answer: toLogin(baseUrl, path) }
    case 'rate-limit':
      return { byProxy: false, answer: rateLimited(rateHeaders(wishedLimit, 0, fault.retryAfter ?? 0)) }
    case 'stack-trace':
      return {
        byProxy: false,
        answer: {
          status: 500,
          json: { message: 'Internal server error', 'status-code': 500, 'stack-trace': stackTrace },
        },
      }
    case 'xsrf':
      return { byProxy: false, answer: xsrfAnswer }
    case 'captcha':
      return { byProxy: false, answer: captchaAnswer(baseUrl) }
    case 'slow':
    case 'drop':
    case 'drop-after':
    case 'bad-json':
    case 'index-lag':
    case 'anonymous':
      return undefined
  }
}
