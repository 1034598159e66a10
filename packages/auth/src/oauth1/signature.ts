import { type KeyObject, sign } from 'node:crypto'
import { errorCode } from '../atomic-file.ts'
import { AuthError } from '../errors.ts'

/** A parameter's name and value, neither of them encoded. */
export type Parameter = readonly [name: string, value: string]

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string
  /** With its query. */
  readonly url: URL
  /** Of a form body; any other body takes no part. */
  readonly form?: Iterable<Parameter>
}

/** RFC 5849 section 3.6: all of UTF-8's bytes but letters, digits and `-._~`, in upper-case hex. */
export const percentEncode = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Scheme, host, port unless it is the scheme's own, and path as it is sent (RFC 5849 section 3.4.1.2). */
export const baseStringUri = (url: URL): string => `${url.protocol}//${url.host}${url.pathname}`

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/**
 * All parameters in one string (RFC 5849 section 3.4.1.3.2): encoded, then sorted by name and value, so that two sides
 * that received them in another order get the same. A signature among them is left out.
 */
export const normalizeParameters = (parameters: Iterable<Parameter>): string =>
  [...parameters]
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]): Parameter => [percentEncode(name), percentEncode(value)])
    // Not the joined text: `=` is greater than the `%` of a longer name.
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

/** The text that is signed (RFC 5849 section 3.4.1.1). */
export const signatureBaseString = (
  { method, url, form = [] }: SignedRequest,
  protocol: Iterable<Parameter>,
): string => {
  const parameters = normalizeParameters([...url.searchParams, ...form, ...protocol])
  return [method.toUpperCase(), baseStringUri(url), parameters].map(percentEncode).join('&')
}

/** RSASSA-PKCS1-v1_5 with SHA-1 in base64 (RFC 5849 section 3.4.3). Throws `bad-certificate` where it cannot be made. */
export const signRsaSha1 = (baseString: string, privateKey: KeyObject): string => {
  try {
    return sign('RSA-SHA1', Buffer.from(baseString), privateKey).toString('base64')
  } catch (error) {
    // Some systems forbid SHA-1 in signatures altogether (the crypto policy of RHEL 9, FIPS).
    throw new AuthError('bad-certificate', 'This system does not make RSA-SHA1 signatures', errorCode(error))
  }
}
