/** Which way the redirect comes back. */
export type CallbackWay = 'listener' | 'paste'

/** What a sign-in tells the screen while it runs. */
export type SignInEvent =
  | { readonly kind: 'authorize-url'; readonly url: string; readonly way: CallbackWay; readonly browserOpened: boolean }
  /** Why the first way was not possible, in one line; the next way follows. */
  | { readonly kind: 'way-failed'; readonly way: CallbackWay; readonly reason: string }
  /** A callback came that did not belong to this sign-in; the wait goes on. */
  | { readonly kind: 'foreign-callback'; readonly reason: string }
  | { readonly kind: 'exchanging' }
  | { readonly kind: 'verifying' }

/** Everything of the world that a sign-in touches, passed in so that flows run without a screen. */
export interface SignInPorts {
  readonly secrets: SecretStore
  /** Opens the URL; false when no browser could be started. */
  readonly openBrowser: (url: string) => Promise<boolean>
  /** Asks for the address-bar URL; rejects or resolves `undefined` when given up. */
  readonly askRedirect: (signal: AbortSignal) => Promise<string | undefined>
  readonly report: (event: SignInEvent) => void
  /** Asks the site who we are with this `Authorization` header value; throws when it is not accepted. */
  readonly verify: (authorization: string) => Promise<{ readonly id: string; readonly name: string }>
  readonly now?: () => number
}

/** Where secrets lie. Keys are `site/NAME/client-secret`, `site/NAME/credential`, `site/NAME/pending` (see `secretKeys`). */
export interface SecretStore {
  readonly kind: 'keychain' | 'file'
  /** For people: `the OS keychain`, or the file's path. */
  readonly where: string
  get(key: string): Promise<string | undefined>
  set(key: string, value: string): Promise<void>
  delete(key: string): Promise<void>
}
