import { isJiraApiError, JiraApiError, type JiraApiErrorCode } from '../errors.ts'
import { PROXY_REFUSED } from './proxy-refused.ts'

const TLS_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'EPROTO',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])

const isTls = (code: string): boolean => TLS_CODES.has(code) || /^ERR_(?:TLS|SSL|OSSL)_/.test(code)

const WORDS: Readonly<Partial<Record<JiraApiErrorCode, string>>> = {
  cancelled: 'The request was cancelled',
  timeout: 'The site did not answer in time',
  tls: 'The secure connection failed',
  network: 'The site could not be reached',
}

const codeOf = (name: string, code: string): JiraApiErrorCode => {
  if (name === 'AbortError' || code === 'ERR_ABORTED' || code === 'ABORT_ERR') return 'cancelled'
  if (name === 'TimeoutError' || code === 'ETIMEDOUT') return 'timeout'
  return isTls(code) ? 'tls' : 'network'
}

const textOf = (error: unknown, key: 'name' | 'code'): string => {
  const value: unknown =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[key] : undefined
  return typeof value === 'string' ? value : ''
}

/**
 * Turns what got throws into this package's error. Only the error's name and code are looked at: its options hold the
 * credential and its message may hold the URL.
 */
export const translateGotError = (error: unknown, request: string): JiraApiError => {
  if (isJiraApiError(error)) return error
  const reason = textOf(error, 'code')
  const code = codeOf(textOf(error, 'name'), reason)
  const words = reason === 'ERR_PROXY_TUNNEL' ? PROXY_REFUSED : WORDS[code]
  // OpenSSL has names such as `ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE`.
  const safe = /^[A-Z0-9_/]{2,60}$/.test(reason) && code !== 'cancelled' ? reason : undefined
  return new JiraApiError(code, `${words}${safe === undefined ? '' : ` (${safe})`}`, {
    request,
    ...(safe === undefined ? {} : { reason: safe }),
  })
}
