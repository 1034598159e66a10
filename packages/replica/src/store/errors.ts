/** Why the local copy could not be opened, read or written. */
export type StoreErrorCode =
  /** Made by a newer version of this program; the file is left as it is. */
  | 'newer-version'
  /** Made by an older one, and it may not be brought up to date: it was opened for reading only. */
  | 'older-version'
  /** There is none yet, and none may be made: it was to be opened for reading only. */
  | 'not-found'
  /** Somebody else has signed in since: the copy is of another identity. */
  | 'other-identity'
  /** What is in the file makes no sense. Closed and opened again, it is rebuilt. */
  | 'damaged'
  | 'disk-full'
  /** The disk takes no writes, or the copy was opened for reading only. */
  | 'read-only'
  | 'no-permission'
  /** Another process has been writing for longer than the busy time-out. */
  | 'busy'
  /** The disk fails. */
  | 'io'
  /** A fault of ours: a statement that SQLite does not take. */
  | 'failed'

/** The one error of the store. Its message holds no content of the copy. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** By name too, since an error that crossed a thread is of no class. */
export const isStoreError = (error: unknown, code?: StoreErrorCode): error is StoreError =>
  error instanceof Error &&
  error.name === 'StoreError' &&
  'code' in error &&
  (code === undefined || error.code === code)

/** https://www.sqlite.org/rescode.html, the primary codes. */
const bySqlite: Readonly<Record<number, StoreErrorCode>> = {
  3: 'no-permission',
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'io',
  11: 'damaged',
  13: 'disk-full',
  14: 'no-permission',
  26: 'damaged',
}

const bySystem: Readonly<Record<string, StoreErrorCode>> = {
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  ENOENT: 'not-found',
}

const codeOf = (error: object): StoreErrorCode => {
  if ('errcode' in error && typeof error.errcode === 'number') return bySqlite[error.errcode % 256] ?? 'failed'
  if ('code' in error && typeof error.code === 'string') return bySystem[error.code] ?? 'io'
  return 'failed'
}

/** Whatever SQLite or the file system threw, with a code of ours. */
export const toStoreError = (error: unknown): StoreError => {
  if (isStoreError(error)) return error
  if (!(error instanceof Error)) return new StoreError('failed', 'an unknown failure')
  return new StoreError(codeOf(error), error.message, { cause: error })
}
