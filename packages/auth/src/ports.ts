import type { SignInMethod, Site } from './site.ts'

/** Which way the redirect comes back. */
export type CallbackWay = 'listener' | 'browser' | 'paste'

/** What a sign-in tells the screen while it runs. */
export type SignInEvent =
  | { readonly kind: 'authorize-url'; readonly url: string; readonly way: CallbackWay; readonly browserOpened: boolean }
  /** Why a way was not possible, in one line; the next way follows. */
  | { readonly kind: 'way-failed'; readonly way: CallbackWay; readonly reason: string }
  /** A callback came that did not belong to this sign-in; the wait goes on. */
  | { readonly kind: 'foreign-callback'; readonly reason: string }
  | { readonly kind: 'exchanging' }
  | { readonly kind: 'verifying' }

/** One request that is to be authorized. */
export interface RequestLine {
  readonly method: string
  /** With its query. */
  readonly url: URL
}

/** The `Authorization` header value for one request. */
export type Authorize = (request: RequestLine) => Promise<string>

/** Something that only the person has. Nothing of it is ever shown again. */
export type SignInQuestion =
  /** The address-bar URL that the browser was sent to. */
  | { readonly kind: 'redirect' }
  /** The code that the site shows after Allow (OAuth 1.0a `oob`). */
  | { readonly kind: 'verifier' }
  | { readonly kind: 'client-secret' }
  /** A personal access token. */
  | { readonly kind: 'token' }
  | { readonly kind: 'api-token'; readonly login: string }
  | { readonly kind: 'password'; readonly login: string }
  /** Which of several cloud sites; answered with its `id`. */
  | { readonly kind: 'cloud-site'; readonly sites: readonly CloudSiteChoice[] }

/** A cloud site that a token reaches. */
export interface CloudSiteChoice {
  /** Its cloudId. */
  readonly id: string
  readonly name: string
  readonly url: string
}

export interface Identity {
  readonly id: string
  /** Display name. */
  readonly name: string
}

/** What a sign-in asks the site with, before anything is stored. */
export interface Access {
  /** Where the site's REST API lies. */
  readonly apiBaseUrl: string
  readonly authorize: Authorize
}

/** Everything of the world that a sign-in touches, passed in so that flows run without a screen. */
export interface SignInPorts {
  readonly secrets: SecretStore
  /** Opens the URL; false when no browser could be started. */
  readonly openBrowser: (url: string) => Promise<boolean>
  /** A browser that can be watched while the person signs in; undefined when there is none or it could not show itself. */
  readonly findBrowser: () => Promise<WatchableBrowser | undefined>
  /** Asks the person; rejects or resolves `undefined` when given up. */
  readonly ask: (question: SignInQuestion, signal: AbortSignal) => Promise<string | undefined>
  readonly report: (event: SignInEvent) => void
  /** Asks the site who we are; throws when it does not accept us. */
  readonly verify: (access: Access) => Promise<Identity>
  /** Epoch milliseconds. */
  readonly now?: () => number
}

/** An installed Chrome, Edge or Chromium. */
export interface WatchableBrowser {
  /** For people: `Chromium`. */
  readonly name: string
  /** Absolute path of the program. */
  readonly program: string
}

/** Where secrets lie. Keys are those of `secretKeys`. */
export interface SecretStore {
  readonly kind: 'keychain' | 'file'
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
  /** Where the lock files of renewals lie; absent where no other process sees what is kept here. */
  readonly dir?: string
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
}

/** Who signed in, and where the credential lies now. */
export interface SignedIn {
  readonly user: Identity
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
  /** Epoch milliseconds; absent when the site did not say, or for a token without a known end. */
  readonly expiresAt?: number
  /** Whether it can be renewed without the person. */
  readonly refreshable: boolean
  /** What the sign-in found out about the site, to be saved with it. */
  readonly learned?: Partial<Pick<Site, 'baseUrl' | 'cloud'>> & { readonly method?: SignInMethod }
}
