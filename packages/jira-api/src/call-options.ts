/** Whether somebody waits for a call, or a program does its own work. */
export type Priority = 'user' | 'background'

/** What every call may be given. */
export interface CallOptions {
  readonly signal?: AbortSignal
  /** Default `user`. Background calls stand behind: see `createLimiter`. */
  readonly priority?: Priority
  /** Milliseconds for the whole call: all its requests, tries and waits. Over it is `timeout`. Default: no end. */
  readonly budgetMs?: number
}
