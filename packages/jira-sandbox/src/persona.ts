import type { AgileSwitches } from './agile/switches.ts'
import type { DevelopmentSwitches } from './dev-status/switches.ts'
import { SandboxError } from './errors.ts'
import type { Language } from './rest/spoken.ts'
import type { RestSwitches } from './rest/switches.ts'
import type { RateLimit } from './server/token-buckets.ts'

/** The Jira releases that can be played. */
export type PersonaName = '8.20' | '9.12' | '10.3' | '11.3'

/**
 * What one release does differently from another, or one site from another. A switch marked UNCONFIRMED stands for
 * something that nobody has written down about Jira: a client must live with both ways.
 */
export interface Persona {
  readonly version: string
  readonly buildNumber: number

  /** Incoming application links with OAuth 2.0 (from 8.22). */
  readonly oauth2: boolean
  /** Off: access tokens of OAuth 2.0 are ignored, as by a node with `enable.access.tokens=false`. */
  readonly accessTokens: boolean
  /** An access token is also taken as the password of Basic, whatever the user name. */
  readonly accessTokenAsPassword: boolean
  /** Off: the client secret is not looked at. */
  readonly clientSecretChecked: boolean
  /** A redirect URL may be http on localhost. */
  readonly localhostRedirects: boolean
  /** A redirect URL may be http anywhere. */
  readonly httpRedirects: boolean
  /** `required`: OAuth 2.0 over plain http is a 400. `unmarked`: over https too, as behind a proxy that hides it. */
  readonly https: 'ignored' | 'required' | 'unmarked'
  /** Of the `error_description`, and of times and durations that are told in words. */
  readonly language: Language
  /** Status by `error` code, 400 for those that are not named; UNCONFIRMED for `invalid_client` and `invalid_grant`. */
  readonly tokenErrorStatus: Readonly<Record<string, number>>
  /** The answer to a token whose scope is too weak; UNCONFIRMED. */
  readonly weakScopeStatus: 401 | 403
  /** Where the server metadata lies, below the context path; undefined: nowhere. UNCONFIRMED. */
  readonly metadataPath: string | undefined
  /** Service accounts with `client_credentials` (11 line). */
  readonly serviceAccounts: boolean
  /** Paths that begin like one of these are open to service accounts. */
  readonly serviceAccountPaths: readonly string[]

  /** Application links with OAuth 1.0a. */
  readonly oauth1: boolean
  /** RSA keys shorter than this are refused; UNCONFIRMED whether the Java of a site does. */
  readonly smallestConsumerKeyBits: number
  /** A callback must be the registered one of its consumer; UNCONFIRMED. */
  readonly registeredCallbackOnly: boolean
  /** The client hears of Deny: `oauth_verifier=denied` (OAuth 1.0a), `error=access_denied` (2.0); UNCONFIRMED. */
  readonly tellsDeny: boolean

  /** Personal access tokens (from 8.14). */
  readonly personalAccessTokens: boolean
  /** They may be made without an end. */
  readonly eternalPats: boolean
  /** An OAuth 2.0 token may make them; UNCONFIRMED. */
  readonly patsByOAuth: boolean
  /** A session whose cookie comes along with a bearer token is ended. */
  readonly tokenEndsSession: boolean

  /** Basic with user name and password; off by default from 11.0. */
  readonly basic: boolean
  /** Who may use Basic, and below which paths, although it is off. */
  readonly basicAllowed: { readonly users: readonly string[]; readonly paths: readonly string[] }
  /** `/rest/auth/1/session`; refused by default from 11.0. */
  readonly sessionResource: boolean
  /** How it is refused; UNCONFIRMED. */
  readonly sessionRefusalStatus: number
  /** Wrong passwords in a row until only a browser login with a CAPTCHA is accepted. */
  readonly failuresUntilCaptcha: number
  /** The session resource's answer to somebody who must solve one; older servers were seen to say 200. */
  readonly deniedSessionStatus: 403 | 200

  /** `X-AUSERNAME` of anonymous answers, empty: no such header; UNCONFIRMED. */
  readonly anonymousName: string
  /** REST paths that begin like one of these are a 401 for anonymous callers; UNCONFIRMED which ones from 9.0 on. */
  readonly closedToAnonymous: readonly string[]
  /** Every 401 carries `WWW-Authenticate: OAuth`, whatever it was about. */
  readonly oauthChallenge: boolean
  /** Off: Jira Service Management is not installed. */
  readonly serviceDesk: boolean
  /** Resources of Service Management that are young want `X-ExperimentalApi: opt-in`; UNCONFIRMED for which ones and until when. */
  readonly experimentalDesk: boolean
  /** Off: nobody has a licence of an agent, and all of the service desk but its version is a 403. */
  readonly deskLicence: boolean
  /** Off: Jira Software is not installed; its resources are pages of an error 404. */
  readonly software: boolean
  /** What is otherwise than usual with boards and sprints. */
  readonly agile: Partial<AgileSwitches>
  /** What is otherwise than usual with the resources of development. */
  readonly development: Partial<DevelopmentSwitches>
  /** What is otherwise than usual below `/rest/api/2`. */
  readonly rest: Partial<RestSwitches>
  /** The bucket of tokens that each user has; undefined: nobody switched rate limits on. Anonymous calls are outside, UNCONFIRMED. */
  readonly rateLimit: RateLimit | undefined
  /** How far the site's clock is ahead of `now`, negative: behind. */
  readonly clockSkewSeconds: number
}

const usual: Omit<Persona, 'version' | 'buildNumber'> = {
  oauth2: true,
  accessTokens: true,
  accessTokenAsPassword: true,
  clientSecretChecked: true,
  localhostRedirects: true,
  httpRedirects: false,
  https: 'ignored',
  language: 'en',
  tokenErrorStatus: {},
  weakScopeStatus: 403,
  metadataPath: undefined,
  serviceAccounts: false,
  serviceAccountPaths: ['/rest/api/2/'],
  oauth1: true,
  smallestConsumerKeyBits: 0,
  registeredCallbackOnly: false,
  tellsDeny: true,
  personalAccessTokens: true,
  eternalPats: true,
  patsByOAuth: true,
  tokenEndsSession: true,
  basic: true,
  basicAllowed: { users: [], paths: [] },
  sessionResource: true,
  sessionRefusalStatus: 403,
  failuresUntilCaptcha: 3,
  deniedSessionStatus: 403,
  anonymousName: 'anonymous',
  closedToAnonymous: [],
  oauthChallenge: true,
  serviceDesk: true,
  experimentalDesk: false,
  deskLicence: true,
  software: true,
  agile: {},
  development: {},
  rest: { voteStatus: 200 },
  rateLimit: undefined,
  clockSkewSeconds: 0,
}

/** One row per release: a release is a set of switches, never a fork of the code. */
export const personas: Readonly<Record<PersonaName, Persona>> = {
  '8.20': {
    ...usual,
    version: '8.20.7',
    buildNumber: 820_007,
    oauth2: false,
    experimentalDesk: true,
    rest: { bareTransitions: true, voteStatus: 204 },
  },
  '9.12': { ...usual, version: '9.12.38', buildNumber: 9_120_038, rest: { voteStatus: 204 } },
  '10.3': { ...usual, version: '10.3.24', buildNumber: 10_030_024 },
  '11.3': {
    ...usual,
    version: '11.3.10',
    buildNumber: 11_030_010,
    basic: false,
    sessionResource: false,
    serviceAccounts: true,
    rest: { voteStatus: 200, resultWindow: 10_000 },
  },
}

/** The release of a name (10.3 without one), with single switches changed. Throws `SandboxError` `unknown-persona`. */
export const personaOf = (name: PersonaName = '10.3', overrides: Partial<Persona> = {}): Persona => {
  if (!Object.hasOwn(personas, name)) {
    throw new SandboxError(
      'unknown-persona',
      `There is no persona ${name}: take one of ${Object.keys(personas).join(', ')}`,
    )
  }
  return { ...personas[name], ...overrides, rest: { ...personas[name].rest, ...overrides.rest } }
}
