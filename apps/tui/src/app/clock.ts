/** How often what says how long ago something was may have to say something else, ms. */
const tick = 30_000

/** Tells that time goes by, while somebody looks. */
export interface Clock {
  /** Calls back now and then; returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void
  /** The terminal's window is looked at, or not any more; told at once when it is again. */
  readonly look: (isLookedAt: boolean) => void
}

/** A clock that runs while there are listeners, and does not keep the process alive. */
export const createClock = (): Clock => {
  const listeners = new Set<() => void>()
  let isLookedAt = true
  let timer: NodeJS.Timeout | undefined

  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const arm = (): void => {
    clearInterval(timer)
    timer = isLookedAt && listeners.size > 0 ? setInterval(tell, tick) : undefined
    timer?.unref()
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      arm()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) arm()
      }
    },
    look: (looked) => {
      if (looked === isLookedAt) return
      isLookedAt = looked
      arm()
      if (looked) tell()
    },
  }
}
