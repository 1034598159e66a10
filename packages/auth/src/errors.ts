/** Why signing in, renewing or keeping a credential failed. */
export type AuthErrorCode =
  /** No credential is stored, or it is over and cannot be renewed (`invalid_grant`): sign in again. */
  | 'sign-in-needed'
  /** The person or the server refused consent (`access_denied`). */
  | 'consent-refused'
  /** Wrong client or consumer, wrong or missing secret or key, or the redirect URL is no longer registered. */
  | 'invalid-client'
  | 'invalid-scope'
  /** The code was used, wrong or too old. */
  | 'code-expired'
  | 'port-taken'
  | 'port-privileged'
  /** Nothing came back within the time limit. */
  | 'timed-out'
  | 'cancelled'
  | 'state-mismatch'
  /** What was pasted is not the redirect URL with a code in it. */
  | 'bad-redirect'
  /** What answered is no server of the kind that was asked, or it speaks it wrongly. */
  | 'bad-answer'
  | 'network'
  /** A token that the site does not accept. */
  | 'bad-token'
  /** The site refuses even a right password until a CAPTCHA is answered in the browser, or a log-in is disallowed. */
  | 'login-denied'
  /** The site turned a signed request down because the clocks of both differ. */
  | 'clock-skew'
  /** No Chrome, Edge or Chromium that could be watched is installed. */
  | 'no-browser'
  /** A browser was started and could not be watched. */
  | 'browser-failed'
  /** The person closed the browser's window before the sign-in was through. */
  | 'window-closed'
  /** Consent was given, but to no Jira site. */
  | 'no-cloud-site'
  /** The file is not an invite, or not one that this version reads. */
  | 'not-an-invite'
  /** Too short to seal an invite with. */
  | 'weak-passphrase'
  | 'wrong-passphrase'
  /** The passphrase is right, and the invite was changed since it was sealed. */
  | 'invite-tampered'
  /** A certificate, key or certificate authority file that cannot be used. */
  | 'bad-certificate'
  | 'no-such-site'
  | 'site-exists'
  /** The site's settings do not allow what is wished: a field is missing or wrong, or hosts do not belong together. */
  | 'bad-site'
  /** What was to be kept could not be, or another process holds the lock. */
  | 'store-failed'
  /** The saved file cannot be read. */
  | 'bad-file'
  | 'insecure-url'

/** The one error of this package. Never holds a code, token, secret, header, request or response. */
export class AuthError extends Error {
  override readonly name = 'AuthError'
  readonly code: AuthErrorCode
  /** Extra facts that are safe to show: port, path, the server's own description (cleaned). */
  readonly detail: string | undefined

  constructor(code: AuthErrorCode, message: string, detail?: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}

/** True for an `AuthError`, also one that crossed a thread; with `code`, only of that kind. */
export const isAuthError = (error: unknown, code?: AuthErrorCode): error is AuthError =>
  error instanceof Error && error.name === 'AuthError' && (code === undefined || (error as AuthError).code === code)
