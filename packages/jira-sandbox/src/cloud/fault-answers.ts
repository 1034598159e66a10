import type { Answer } from '../exchange.ts'
import type { Fault } from '../faults.ts'
import { htmlProblem } from '../pages/layout.ts'
import { faultAnswer, saidBy } from '../server/fault-answers.ts'
import { tokenError } from './auth/answers.ts'
import { captchaAnswer } from './site/site-face.ts'

/** The hosts of the cloud, as far as their errors differ. */
export type FaceKind = 'auth' | 'api' | 'site'

const statusAnswer = (face: FaceKind, status: number, message: string): Answer => {
  if (face === 'auth') return tokenError(status, 'temporarily_unavailable', message)
  return face === 'api'
    ? { status, json: { code: status, message } }
    : { status, json: { errorMessages: [message], errors: {} } }
}

const rateLimited = (face: FaceKind, retryAfter: number | undefined): Answer => ({
  status: 429,
  headers: {
    'RateLimit-Reason': 'jira-burst-based',
    ...(face === 'api' ? { 'X-Failure-Category': 'FAILURE_CLIENT_RATE_LIMIT' } : {}),
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
  },
})

/** What a fault answers in the cloud's place; undefined for the kinds that let it do its work. */
export const cloudFaultAnswer = (fault: Fault, face: FaceKind, authUrl: string): Answer | undefined => {
  switch (fault.kind) {
    case 'status':
      return (
        saidBy(fault) ?? statusAnswer(face, fault.status, fault.message ?? `Failed on purpose with ${fault.status}.`)
      )
    case 'html':
      return htmlProblem(fault.status ?? 502, 'Bad Gateway', 'The server could not be reached.')
    case 'rate-limit':
      return rateLimited(face, fault.retryAfter)
    case 'captcha':
      return captchaAnswer
    case 'redirect-login':
      return { status: 302, headers: { Location: `${authUrl}/login` } }
    case 'sso':
    case 'redirect':
    case 'negotiate':
    case 'stack-trace':
    case 'xsrf':
      return faultAnswer(fault, authUrl, '')?.answer
    case 'slow':
    case 'drop':
    case 'drop-after':
    case 'bad-json':
    case 'index-lag':
    case 'anonymous':
      return undefined
  }
}
