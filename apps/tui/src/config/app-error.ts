/** What can go wrong in the program itself, before or besides a site. */
export type AppErrorCode =
  /** Wrong flags or arguments, or an answer that only a terminal could give. */
  | 'usage'
  /** The screen was asked for without a terminal. */
  | 'no-terminal'
  /** No site is saved yet, or none was named and none is the default. */
  | 'no-site'
  /** A person's name fits nobody who may be assigned, or several. */
  | 'unknown-person'
  | 'unknown-view'
  /** A page that its wiki does not have, or that an issue is not linked to. */
  | 'no-page'
  /** The workflow has no such step from where it stands. */
  | 'unknown-transition'
  /** A transition's screen asks for fields that were not given. */
  | 'fields-needed'
  /** A field's name or value that the screen does not take. */
  | 'bad-value'
  /** Offline, or without a connection: something has to be known that the copy does not have. */
  | 'not-in-copy'
  /** An operation of the outbox that is not there, or not in the state that is needed. */
  | 'no-operation'
  /** There is no way back for what was to be taken back. */
  | 'no-way-back'
  /** The configuration file has mistakes that stand in the way of what was to be done. */
  | 'bad-config'
  | 'cancelled'

/** The program's own error: `message` is the line that says what, `hint` the line that says what to do. No secrets. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly hint: string
  readonly fields: Readonly<Record<string, string>> | undefined

  constructor(code: AppErrorCode, message: string, hint: string, fields?: Readonly<Record<string, string>>) {
    super(message)
    this.code = code
    this.hint = hint
    this.fields = fields
  }
}

/** True for an `AppError`; with `code`, only of that kind. */
export const isAppError = (error: unknown, code?: AppErrorCode): error is AppError =>
  error instanceof AppError && (code === undefined || error.code === code)
