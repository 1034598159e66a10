import { AuthError, type AuthErrorCode } from '@mmd/auth'
import { JiraApiError, type JiraApiErrorCode } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { AppError, type AppErrorCode } from './config/app-error.ts'
import { presentError } from './present-error.ts'
import { packError, unpackError } from './session/rpc.ts'

const jira = {
  'signed-out': 3,
  'scope-missing': 5,
  forbidden: 5,
  'not-found': 4,
  refused: 5,
  conflict: 5,
  'rate-limited': 6,
  'server-error': 1,
  network: 6,
  timeout: 6,
  tls: 6,
  'sso-page': 3,
  'not-jira': 1,
  'bad-answer': 1,
  'login-denied': 3,
  cancelled: 130,
} as const satisfies Record<JiraApiErrorCode, number>

const auth = {
  'sign-in-needed': 3,
  'consent-refused': 3,
  'invalid-client': 3,
  'invalid-scope': 3,
  'code-expired': 3,
  'port-taken': 1,
  'port-privileged': 1,
  'timed-out': 3,
  cancelled: 130,
  'state-mismatch': 3,
  'bad-redirect': 2,
  'bad-answer': 1,
  network: 6,
  'bad-token': 3,
  'login-denied': 3,
  'clock-skew': 3,
  'no-browser': 1,
  'browser-failed': 1,
  'window-closed': 130,
  'no-cloud-site': 3,
  'not-an-invite': 2,
  'weak-passphrase': 2,
  'wrong-passphrase': 2,
  'invite-tampered': 2,
  'bad-certificate': 2,
  'no-such-site': 2,
  'site-exists': 2,
  'bad-site': 2,
  'store-failed': 1,
  'bad-file': 2,
  'insecure-url': 2,
} as const satisfies Record<AuthErrorCode, number>

const app = {
  usage: 2,
  'no-terminal': 2,
  'no-site': 2,
  'unknown-person': 5,
  'unknown-view': 4,
  'no-page': 4,
  'unknown-transition': 5,
  'fields-needed': 5,
  'bad-value': 5,
  'not-in-copy': 4,
  'no-operation': 4,
  'no-way-back': 5,
  'bad-config': 2,
  cancelled: 130,
} as const satisfies Record<AppErrorCode, number>

const cases: readonly (readonly [string, Error, number])[] = [
  ...Object.entries(jira).map(
    ([code, exit]) => [code, new JiraApiError(code as JiraApiErrorCode, 'why'), exit] as const,
  ),
  ...Object.entries(auth).map(([code, exit]) => [code, new AuthError(code as AuthErrorCode, 'why'), exit] as const),
  ...Object.entries(app).map(
    ([code, exit]) => [code, new AppError(code as AppErrorCode, 'why', 'what to do'), exit] as const,
  ),
]

describe('words for an error', () => {
  test.each(cases)('has one line what, one line what to do and an exit code for %s', (code, error, exitCode) => {
    const presented = presentError(error, { site: 'acme' })
    expect(presented).toMatchObject({ code, exitCode, site: 'acme' })
    expect(presented.what).toMatch(/^\S[^\n]*\S$/)
    expect(presented.hint).toMatch(/^\S[^\n]*\S$/)
  })

  test.each(cases)('says the same of %s after it crossed a thread', (_code, error) => {
    if (error.name === 'AppError') return
    expect(presentError(unpackError(structuredClone(packError(error))))).toEqual(presentError(error))
  })

  test('says what the site said, field by field, on one line', () => {
    const error = new JiraApiError('refused', 'refused', {
      status: 400,
      messages: ['The value is\nwrong'],
      fields: { summary: 'is required' },
    })
    expect(presentError(error)).toMatchObject({
      what: 'The value is · wrong · summary: is required',
      status: 400,
      fields: { summary: 'is required' },
    })
  })

  test('sends nobody looking for what the site named when the site was not asked', () => {
    const named = new JiraApiError('refused', 'refused', { status: 400, messages: ['The value is wrong'] })
    expect(presentError(named).hint).toBe('Correct what the site names, then try again')
    const message = 'No step leads to Open from here'
    const unsent = new JiraApiError('refused', message, { messages: [message], reason: 'NOT_SENT' })
    expect(presentError(unsent)).toMatchObject({
      what: message,
      hint: 'Nothing was sent: look at it, then decide anew',
    })
  })

  test('says once that a site cannot be reached, or not safely, with the reason', () => {
    const network = new JiraApiError('network', 'The site could not be reached (ECONNREFUSED)', {
      reason: 'ECONNREFUSED',
    })
    expect(presentError(network, { site: 'acme' }).what).toBe('acme cannot be reached (ECONNREFUSED)')
    expect(presentError(new JiraApiError('network', 'The site could not be reached')).what).toBe(
      'the site cannot be reached',
    )
    const proxy = new JiraApiError('network', 'The proxy refused to connect')
    expect(presentError(proxy).what).toBe('the site cannot be reached: The proxy refused to connect')
    const tls = new JiraApiError('tls', 'The secure connection failed (CERT_HAS_EXPIRED)', {
      reason: 'CERT_HAS_EXPIRED',
    })
    expect(presentError(tls, { site: 'acme' }).what).toBe('No safe connection to acme (CERT_HAS_EXPIRED)')
  })

  test('says how long to wait when the site limits', () => {
    expect(presentError(new JiraApiError('rate-limited', '', { retryAfter: 12.2 })).hint).toContain('13 seconds')
  })

  test('takes a gateway without a server behind it for a network failure', () => {
    expect(presentError(new JiraApiError('server-error', '', { status: 503 })).exitCode).toBe(6)
    expect(presentError(new JiraApiError('server-error', '', { status: 500 })).exitCode).toBe(1)
  })

  test('names the command that signs in to the site', () => {
    expect(presentError(new JiraApiError('signed-out', ''), { site: 'acme' }).hint).toContain('auth login acme')
  })

  test.each([new TypeError('x is not a function'), 'a text', undefined, new JiraApiError('new' as 'refused', 'why')])(
    'is one line with exit code 1 for an error that it does not know: %s',
    (error) => {
      const presented = presentError(error, { logFile: '/log/mmd-tui.log' })
      expect(presented).toMatchObject({ code: 'unexpected', exitCode: 1, hint: 'The details are in /log/mmd-tui.log' })
      expect(presented.what).not.toContain('\n')
    },
  )
})

test('nothing that a terminal could act on gets through', () => {
  const { what } = presentError(new Error('read \u001b]0;evil\u0007\u009b31m<\u202e>\nmore'))
  expect(what).toBe('Something unexpected went wrong: read <> · more')
})

test('an unexpected error takes no secret along', () => {
  const { what } = presentError(new TypeError('Invalid URL: http://localhost/?code=very-secret&state=hush'))
  expect(what).not.toMatch(/very-secret|hush/)
})
