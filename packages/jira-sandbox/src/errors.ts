/** Why the sandbox itself refused a call of its programming face (not what it answers over HTTP). */
export type SandboxErrorCode =
  | 'registration-refused'
  | 'unknown-user'
  | 'unknown-client'
  | 'unknown-persona'
  | 'port-unavailable'
  | 'consent-stuck'
  /** The certificate or key to serve with is none. */
  | 'bad-certificate'

/** The field of a registration form that was refused. */
export type RegistrationField = 'name' | 'redirects' | 'scope' | 'key' | 'publicKey' | 'callback'

export interface SandboxErrorDetails {
  /** The field that a registration was refused for. */
  readonly field?: RegistrationField
  readonly cause?: unknown
}

/** The one error class of this package. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'
  readonly code: SandboxErrorCode
  readonly field: RegistrationField | undefined

  constructor(code: SandboxErrorCode, message: string, details: SandboxErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.field = details.field
  }
}
