/** What every call may be given. */
export interface CallOptions {
  readonly signal?: AbortSignal
}
