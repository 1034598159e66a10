import type { Answer } from '../exchange.ts'
import type { Incoming } from '../server/receive.ts'
import type { Site } from '../site.ts'
import { type OAuthProblem, problemAnswer } from './answers.ts'
import { baseString } from './base-string.ts'
import type { Consumer } from './consumers.ts'
import { timestampWindowSeconds } from './nonces.ts'
import { type Parameter, readAuthorization } from './parameters.ts'
import { verifiesRsaSha1 } from './signature.ts'

/** What came of checking a signed request. */
export type Verification =
  | { readonly kind: 'problem'; readonly answer: Answer }
  | {
      readonly kind: 'verified'
      readonly consumer: Consumer
      /** The header's parameters by name. */
      readonly parameters: ReadonlyMap<string, string>
    }

const always = [
  'oauth_consumer_key',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
] as const

const isForm = (headers: Incoming['headers']): boolean =>
  headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded'

// JSON and files are no part of the signature (RFC 5849 section 3.4.1.3.1).
const unsignedParameters = ({ query, headers, body }: Incoming): readonly Parameter[] => [
  ...query,
  ...(isForm(headers) ? new URLSearchParams(body.toString()) : []),
]

const timestampProblem = (timestamp: string, nowSeconds: number): Readonly<Record<string, string>> | undefined => {
  const [oldest, newest] = [nowSeconds - timestampWindowSeconds, nowSeconds + timestampWindowSeconds]
  const fine = /^[1-9]\d*$/u.test(timestamp) && Number(timestamp) >= oldest && Number(timestamp) <= newest
  return fine ? undefined : { oauth_acceptable_timestamps: `${oldest}-${newest}` }
}

/**
 * Checks an `Authorization: OAuth` request against the registered key: RSA-SHA1, the canonical base URL, the time, the
 * nonce. `required` are the parameters that this request needs besides the usual ones. The token is not looked at.
 */
export const verifyRequest = (site: Site, incoming: Incoming, required: readonly string[]): Verification => {
  const refuse = (problem: OAuthProblem, details: Readonly<Record<string, string>> = {}): Verification => ({
    kind: 'problem',
    answer: problemAnswer(site.baseUrl, problem, details),
  })
  const sent = readAuthorization(incoming.headers.authorization ?? '')
  if (sent === undefined) return refuse('parameter_rejected', { oauth_parameters_rejected: 'Authorization' })
  const others = unsignedParameters(incoming)
  const names = [...sent, ...others].map(([name]) => name).filter((name) => name.startsWith('oauth_'))
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  // RFC 5849 section 3.1: each protocol parameter once per request, wherever it stands.
  if (twice !== undefined) return refuse('parameter_rejected', { oauth_parameters_rejected: twice })
  const parameters = new Map(sent)
  const absent = [...always, ...required].filter((name) => (parameters.get(name) ?? '') === '')
  if (absent.length > 0) return refuse('parameter_absent', { oauth_parameters_absent: absent.join('&') })
  const valueOf = (name: string): string => parameters.get(name) ?? ''
  if (valueOf('oauth_signature_method') !== 'RSA-SHA1') return refuse('signature_method_rejected')
  if ((parameters.get('oauth_version') ?? '1.0') !== '1.0') return refuse('version_rejected')
  const consumer = site.consumers.find(valueOf('oauth_consumer_key'))
  if (consumer === undefined) return refuse('consumer_key_unknown')
  const late = timestampProblem(valueOf('oauth_timestamp'), Math.floor(site.clock() / 1000))
  if (late !== undefined) return refuse('timestamp_refused', late)
  if (site.nonces.has(consumer.key, valueOf('oauth_nonce'))) return refuse('nonce_used')
  const signed = baseString({
    method: incoming.method,
    // Jira's own idea of its address and not the Host header: a proxy that changes it breaks every signature.
    uri: `${new URL(site.baseUrl).origin}${incoming.rawPath}`,
    parameters: [...sent.filter(([name]) => name !== 'oauth_signature'), ...others],
  })
  if (!verifiesRsaSha1(consumer.publicKey, signed, valueOf('oauth_signature'))) return refuse('signature_invalid')
  // Only now: a stranger without the key must not be able to use up somebody's nonces.
  site.nonces.add(consumer.key, valueOf('oauth_nonce'), Number(valueOf('oauth_timestamp')))
  return { kind: 'verified', consumer, parameters }
}
