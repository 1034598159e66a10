/** The Jira releases that can be played. */
export type PersonaName = '10.3'

/** What one release does differently from another. */
export interface Persona {
  readonly version: string
  readonly buildNumber: number
  /** Incoming application links with OAuth 2.0 (from 8.22). */
  readonly oauth2: boolean
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
  /** Basic with user name and password; off by default from 11.0. */
  readonly basic: boolean
  /** `/rest/auth/1/session`; refused by default from 11.0. */
  readonly sessionResource: boolean
  /** Wrong passwords in a row until only a browser login with a CAPTCHA is accepted. */
  readonly failuresUntilCaptcha: number
}

/** One row per release: a release is a set of switches, never a fork of the code. */
export const personas: Readonly<Record<PersonaName, Persona>> = {
  '10.3': {
    version: '10.3.24',
    buildNumber: 10030024,
    oauth2: true,
    oauth1: true,
    smallestConsumerKeyBits: 0,
    registeredCallbackOnly: false,
    tellsDeny: true,
    personalAccessTokens: true,
    basic: true,
    sessionResource: true,
    failuresUntilCaptcha: 3,
  },
}
