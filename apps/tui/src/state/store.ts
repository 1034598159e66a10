/** Holds one immutable state; every change is a pure function of the state before. */
export interface Store<S> {
  readonly get: () => S
  readonly update: (change: (state: S) => S) => void
  /** Runs several updates and tells the listeners once: a held key arrives as a burst and is drawn once. */
  readonly batch: (updates: () => void) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Makes a store. Listeners run after each change that gave another state. */
export const createStore = <S>(initial: S): Store<S> => {
  let state = initial
  const listeners = new Set<() => void>()
  let batches = 0
  let changed = false
  const tell = (): void => {
    if (batches > 0 || !changed) return
    changed = false
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    update: (change) => {
      const next = change(state)
      if (next === state) return
      state = next
      changed = true
      tell()
    },
    batch: (updates) => {
      batches += 1
      try {
        updates()
      } finally {
        batches -= 1
        tell()
      }
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
