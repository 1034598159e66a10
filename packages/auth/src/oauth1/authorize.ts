import { type KeyObject, randomBytes } from 'node:crypto'
import type { Authorize } from '../ports.ts'
import { buildOAuthHeader } from './oauth-header.ts'
import { type Parameter, type SignedRequest, signatureBaseString, signRsaSha1 } from './signature.ts'

/** In whose name requests are signed. */
export interface Consumer {
  readonly consumerKey: string
  readonly privateKey: KeyObject
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** The `Authorization` header value of one request; each call has its own nonce of 128 bits. Throws `bad-certificate`. */
export const signRequest = (
  { consumerKey, privateKey, now }: Consumer,
  request: SignedRequest,
  extra: readonly Parameter[],
): string => {
  const protocol: readonly Parameter[] = [
    ['oauth_consumer_key', consumerKey],
    ...extra,
    ['oauth_signature_method', 'RSA-SHA1'],
    ['oauth_timestamp', String(Math.floor(now() / 1000))],
    ['oauth_nonce', randomBytes(16).toString('hex')],
    ['oauth_version', '1.0'],
  ]
  const signature = signRsaSha1(signatureBaseString(request, protocol), privateKey)
  return buildOAuthHeader([...protocol, ['oauth_signature', signature]])
}

/**
 * Signs each request of the REST API anew with an access token. The request must be sent letter by letter as it was
 * signed; its body must not be a form.
 */
export const authorizeOAuth1 =
  (consumer: Consumer, token: string): Authorize =>
  async (request) =>
    signRequest(consumer, request, [['oauth_token', token]])
