import { cleanServerText } from '../clean.ts'
import { AuthError, type AuthErrorCode } from '../errors.ts'
import { parseOAuthHeader } from './oauth-header.ts'

/** Why a provider refused, in the words of the OAuth problem reporting extension. */
export interface Problem {
  /** For example `signature_invalid`. */
  readonly name: string
  /** What the provider adds for people. */
  readonly advice?: string
}

/** What the refused request was for. */
export type Step = 'request-token' | 'access-token'

/** The one problem among these parameters. */
export const problemAmong = (parameters: URLSearchParams): Problem | undefined => {
  const [name, advice] = [parameters.get('oauth_problem'), parameters.get('oauth_problem_advice')]
  if (name === null || name === '') return undefined
  return advice === null ? { name } : { name, advice }
}

/** The problem that a `WWW-Authenticate` header tells of. */
export const problemInChallenge = (challenge: string): Problem | undefined =>
  problemAmong(
    new URLSearchParams((parseOAuthHeader(challenge) ?? []).map(([name, value]): [string, string] => [name, value])),
  )

type Meaning = readonly [AuthErrorCode, string]

const ofConsumer: Readonly<Record<string, Meaning>> = {
  consumer_key_unknown: [
    'invalid-client',
    'The site does not know this consumer key: the application link is missing, or has another key',
  ],
  consumer_key_rejected: ['invalid-client', 'The site does not accept this consumer key any more'],
  consumer_key_refused: ['invalid-client', 'The site does not accept this consumer key now'],
  signature_invalid: [
    'invalid-client',
    'The site cannot verify the signature: its application link has another public key, or a proxy changes the address',
  ],
  signature_method_rejected: [
    'invalid-client',
    'The site does not take RSA-SHA1 from this consumer: its application link has no public key',
  ],
}

const unusableCode: Meaning = ['code-expired', 'The site no longer takes this code: it was used, wrong or too old']
const refused: Meaning = ['consent-refused', 'Access was refused in the browser']

const ofRequestToken: Readonly<Record<string, Meaning>> = {
  token_rejected: unusableCode,
  token_used: unusableCode,
  token_expired: unusableCode,
  token_revoked: unusableCode,
  permission_denied: refused,
  permission_unknown: ['consent-refused', 'Access was not given in the browser'],
  user_refused: refused,
}

/** The request token is first shown when it is swapped for an access token. */
const tables: Readonly<Record<Step, readonly Readonly<Record<string, Meaning>>[]>> = {
  'request-token': [ofConsumer],
  'access-token': [ofConsumer, ofRequestToken],
}

const meaningOf = (name: string, step: Step): Meaning =>
  tables[step].find((table) => Object.hasOwn(table, name))?.[name] ?? ['bad-answer', 'The site refused the request']

/** Ours and the provider’s. */
export interface Clocks {
  /** Ours when the answer came, epoch milliseconds. */
  readonly now: number
  /** The answer's `Date` header. */
  readonly serverDate: string | null
}

const clockSkew = ({ now, serverDate }: Clocks): string => {
  const seconds = Math.round((now - Date.parse(serverDate ?? '')) / 1000)
  // The header has whole seconds and was some time on its way.
  if (Number.isNaN(seconds) || Math.abs(seconds) < 2) {
    return 'The site refused the time of the request: its clock and the one of this machine differ'
  }
  const word = seconds > 0 ? 'ahead of' : 'behind'
  return `The site refused the time of the request: the clock of this machine is ${Math.abs(seconds)} seconds ${word} its own`
}

/** The error that a problem means; what the provider said is cleaned, and each of `secrets` masked in it. */
export const problemError = (
  { name, advice }: Problem,
  step: Step,
  { clocks, secrets }: { readonly clocks: Clocks; readonly secrets: readonly string[] },
): AuthError => {
  const detail = cleanServerText(advice === undefined ? name : `${name}: ${advice}`, secrets)
  if (name === 'timestamp_refused') return new AuthError('clock-skew', clockSkew(clocks), detail)
  const [code, message] = meaningOf(name, step)
  return new AuthError(code, message, detail)
}
