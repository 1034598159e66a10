/** Tells when something may have changed, and gives up at a deadline. */
export interface Waiting {
  /** Call after each change. */
  changed(): void
  /**
   * Resolves when `holds` is true, looking now and after each change. Rejects with `explain(reason)` after `timeoutMs`,
   * or at once when `over` says that nothing will change any more.
   */
  until(holds: () => boolean, options: UntilOptions): Promise<void>
}

/** How long to wait at most, when waiting has become pointless, and what to say then. */
export interface UntilOptions {
  readonly timeoutMs: number
  readonly over: () => string | undefined
  readonly explain: (reason: string) => Error
}

/** Makes a list of waits that are looked at again whenever `changed` is called. */
export const createWaiting = (): Waiting => {
  const looks = new Set<() => void>()
  return {
    changed: () => {
      for (const look of looks) look()
    },
    until: (holds, { timeoutMs, over, explain }) =>
      new Promise((resolve, reject) => {
        const finish = (settle: () => void): void => {
          clearTimeout(deadline)
          looks.delete(look)
          settle()
        }
        const look = (): void => {
          if (holds()) return finish(resolve)
          const reason = over()
          if (reason !== undefined) finish(() => reject(explain(reason)))
        }
        const deadline = setTimeout(() => finish(() => reject(explain(`after ${timeoutMs} ms`))), timeoutMs)
        looks.add(look)
        look()
      }),
  }
}
