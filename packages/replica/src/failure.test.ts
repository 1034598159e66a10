import { JiraApiError, type JiraApiErrorCode, type JiraApiErrorDetails } from '@mmd/jira-api'
import { expect, test } from 'vitest'
import { asSiteError, isOutcomeUnknown } from './failure.ts'

const failed = (code: JiraApiErrorCode, details: JiraApiErrorDetails = {}): JiraApiError =>
  new JiraApiError(code, 'words', details)

test.each([
  failed('network', { reason: 'ECONNRESET' }),
  failed('network'),
  failed('timeout', { reason: 'ETIMEDOUT' }),
  failed('cancelled'),
  failed('server-error', { status: 500 }),
  failed('server-error', { status: 504 }),
  failed('bad-answer', { status: 201 }),
  failed('bad-answer'),
  failed('sso-page', { status: 200 }),
  failed('signed-out', { status: 201 }),
])('$code with $details leaves open whether the site did it', (error) => {
  expect(isOutcomeUnknown(error)).toBe(true)
})

test.each([
  failed('network', { reason: 'ECONNREFUSED' }),
  failed('network', { reason: 'NOT_SENT' }),
  failed('network', { status: 407 }),
  failed('tls', { reason: 'CERT_HAS_EXPIRED' }),
  failed('signed-out'),
  failed('signed-out', { status: 401 }),
  failed('refused', { status: 400 }),
  failed('rate-limited', { status: 429 }),
  failed('sso-page', { status: 302 }),
])('$code with $details says that the site did not do it', (error) => {
  expect(isOutcomeUnknown(error)).toBe(false)
})

test('what a credential says of itself is kept, a fault of ours loses its text', () => {
  const locked = Object.assign(new Error('The keychain is locked'), { name: 'AuthError', code: 'store-failed' })
  expect(asSiteError(locked)).toBe(locked)
  expect(isOutcomeUnknown(locked)).toBe(false)
  expect(asSiteError(new TypeError('what it was about')).message).toBe('TypeError')
})
