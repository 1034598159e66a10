/** Watches for rest. */
export interface QuietWatch {
  /** Call when there was output: the quiet period starts again. */
  heard(): void
  /** Resolves once a quiet period has passed and `isResting` holds at its end. */
  settled(quietMs: number): Promise<void>
  /** Lets all who wait go, because nothing more will come. */
  end(): void
}

/**
 * A quiet period is a time without output. If the program is found not to rest at its end, another period is waited
 * for, so that a program that got no processor on a crowded machine is not taken for one that has nothing to say.
 */
export const createQuietWatch = (isResting: () => boolean): QuietWatch => {
  const waits = new Set<{ restart: () => void; finish: () => void }>()
  let ended = false
  return {
    heard: () => {
      for (const wait of waits) wait.restart()
    },
    settled: (quietMs) => {
      if (ended) return Promise.resolve()
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined
        const wait = {
          restart: () => {
            clearTimeout(timer)
            timer = setTimeout(() => (isResting() ? wait.finish() : wait.restart()), quietMs)
          },
          finish: () => {
            clearTimeout(timer)
            waits.delete(wait)
            resolve()
          },
        }
        waits.add(wait)
        wait.restart()
      })
    },
    end: () => {
      ended = true
      for (const wait of waits) wait.finish()
    },
  }
}
