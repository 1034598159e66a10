import { createHash } from 'node:crypto'

/** A challenge kept with a code. */
export interface Challenge {
  readonly value: string
  readonly method: 'S256' | 'plain'
}

const wellFormed = /^[A-Za-z0-9\-._~]{43,128}$/u

/** Reads the PKCE parameters of an authorize request: nothing sent, a challenge, or `malformed`. */
export const readChallenge = (value: string, method: string): Challenge | undefined | 'malformed' => {
  if (value === '') return method === '' ? undefined : 'malformed'
  // Jira reads the method without regard to case and takes an absent one for plain; "sha256" is unknown to it.
  const known = method === '' ? 'plain' : { S256: 'S256' as const, PLAIN: 'plain' as const }[method.toUpperCase()]
  return known !== undefined && wellFormed.test(value) ? { value, method: known } : 'malformed'
}

/** True when the verifier answers the challenge; a verifier that nobody asked for is refused (RFC 9700 section 2.1.1). */
export const verifies = (challenge: Challenge | undefined, verifier: string): boolean => {
  if (challenge === undefined) return verifier === ''
  if (!wellFormed.test(verifier)) return false
  const answer = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  return answer === challenge.value
}
