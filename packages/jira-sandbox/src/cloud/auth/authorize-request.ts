import { type Challenge, readChallenge } from '../../oauth2/pkce.ts'
import type { CloudApp } from '../clients.ts'
import type { Cloud } from '../cloud.ts'
import { offlineAccess, scopeList } from '../scopes.ts'

/** An authorize request that may be shown to a person. */
export interface AuthorizeRequest {
  readonly app: CloudApp
  readonly scopes: readonly string[]
  readonly state: string
  readonly challenge: Challenge | undefined
}

/** What the parameters of an authorize request come to. */
export type Judgement =
  | { readonly kind: 'ok'; readonly request: AuthorizeRequest }
  /** The failure shows only once somebody is logged in. */
  | { readonly kind: 'unknown-client' }
  /** The browser stays here: nothing goes to an address that nobody registered. */
  | { readonly kind: 'page'; readonly error: string; readonly description: string }
  /** The app is known, and so is its address. */
  | {
      readonly kind: 'client'
      readonly app: CloudApp
      readonly state: string
      readonly error: string
      readonly description: string
    }
  /** The page itself breaks. */
  | { readonly kind: 'broken' }

/** The parameters of an authorize request; others are dropped. */
export const authorizeParameters = [
  'audience',
  'client_id',
  'scope',
  'redirect_uri',
  'state',
  'response_type',
  'prompt',
  'code_challenge',
  'code_challenge_method',
] as const

const needed = ['audience', 'scope', 'state', 'response_type', 'prompt'] as const

type Complaint = readonly [error: string, description: string]

const complaintAbout = (params: URLSearchParams, app: CloudApp): Complaint | undefined => {
  const missing = needed.find((name) => (params.get(name) ?? '').trim() === '')
  if (missing !== undefined) return ['invalid_request', `The parameter ${missing} is missing.`]
  if (params.get('response_type') !== 'code') return ['unsupported_response_type', 'The response type must be code.']
  if (params.get('audience') !== 'api.atlassian.com') return ['invalid_request', 'The audience is not known.']
  if (params.get('prompt') !== 'consent') return ['invalid_request', 'The prompt must be consent.']
  const strange = scopeList(params.get('scope') ?? '').find(
    (scope) => scope !== offlineAccess && !app.scopes.includes(scope),
  )
  return strange === undefined ? undefined : ['invalid_scope', `The app may not ask for the scope ${strange}.`]
}

// The discovery document offers S256 and nothing else.
const challengeOf = (params: URLSearchParams): Challenge | undefined | 'malformed' => {
  const method = params.get('code_challenge_method') ?? ''
  const value = params.get('code_challenge') ?? ''
  return method !== 'S256' && value !== '' ? 'malformed' : readChallenge(value, method)
}

/** Judges the parameters of an authorize request, whether they come from the client or back from the consent page. */
export const judgeRequest = ({ clients }: Cloud, params: URLSearchParams): Judgement => {
  const clientId = params.get('client_id') ?? ''
  if (clientId === '') return { kind: 'page', error: 'invalid_request', description: 'The client_id is missing.' }
  const app = clients.find(clientId)
  if (app?.kind !== 'app') return { kind: 'unknown-client' }
  if (params.get('redirect_uri') !== app.redirectUri) {
    const description = 'Callback URL mismatch. The redirect_uri is not the callback URL of the app.'
    return { kind: 'page', error: 'unauthorized_client', description }
  }
  const scopes = scopeList(params.get('scope') ?? '')
  // Not an OpenID provider for the apps of others: the page cannot be shown at all.
  if (scopes.includes('openid')) return { kind: 'broken' }
  const state = params.get('state') ?? ''
  const challenge = challengeOf(params)
  const complaint = complaintAbout(params, app)
  if (complaint !== undefined) {
    return { kind: 'client', app, state, error: complaint[0], description: complaint[1] }
  }
  if (challenge === 'malformed') {
    return { kind: 'client', app, state, error: 'invalid_request', description: 'The code_challenge is not valid.' }
  }
  return { kind: 'ok', request: { app, scopes, state, challenge } }
}
