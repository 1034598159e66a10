import { AuthError } from '@mmd/auth'
import { JiraApiError } from '@mmd/jira-api'
import { describe, expect, test } from 'vitest'
import { networkHint } from './network-hint.ts'
import { presentError } from './present-error.ts'

describe('what mends a connection', () => {
  test('names the flag, and the saved site where there is one', () => {
    expect(networkHint('SELF_SIGNED_CERT_IN_CHAIN', undefined)).toMatch(/: --ca FILE, or --system-ca$/)
    expect(networkHint('SELF_SIGNED_CERT_IN_CHAIN', 'acme')).toMatch(/--system-ca with mmd-tui site edit acme$/)
  })

  test.each(['ECONNREFUSED', 'toString', undefined])('is not known for %s', (reason) => {
    expect(networkHint(reason, 'acme')).toBeUndefined()
  })

  test.each([
    new JiraApiError('tls', 'The secure connection failed', { reason: 'CERT_HAS_EXPIRED' }),
    new AuthError('network', 'acme.example cannot be reached: the certificate has expired', 'CERT_HAS_EXPIRED'),
  ])('is said with either package’s error', (error) => {
    expect(presentError(error).hint).toContain('expired')
  })
})
