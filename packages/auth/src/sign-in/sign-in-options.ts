import type { CallbackWay } from '../ports.ts'
import type { Secret } from '../secret.ts'
import type { Transport } from '../transport.ts'

export interface SignInOptions {
  /** Forces one way of getting the redirect back; without it the listener, then a watched browser, then pasting. */
  readonly callback?: CallbackWay
  readonly signal?: AbortSignal
  /** Used instead of the stored one, and stored when the sign-in succeeds. */
  readonly clientSecret?: Secret | string
  /** Personal access token, API token or password; without it the person is asked. */
  readonly token?: Secret | string
  /** How long the redirect may take, in milliseconds; five minutes. */
  readonly limitMs?: number
  readonly transport?: Transport
}
