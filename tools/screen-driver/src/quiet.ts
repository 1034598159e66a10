/** Watches for rest. */
export interface QuietWatch {
  /** Call when there was output: the quiet period starts again. */
  heard(): void
  /** True once a quiet period has passed and `isResting` holds at its end; false when `atMostMs` pass before that. */
  settled(quietMs: number, atMostMs: number): Promise<boolean>
  /** Lets all who wait go, because nothing more will come. */
  end(): void
}

/** How much later than it should a quiet period may be found to be over, as a part of it. */
const mayBeLate = 0.5

/**
 * A quiet period is a time without output. If the program is found not to rest at its end, another period is waited
 * for, so that a program that got no processor on a crowded machine is not taken for one that has nothing to say. So it is when
 * this process itself came late: what the program said, or asked of a site that is served here, then waits to be read.
 */
export const createQuietWatch = (isResting: () => boolean): QuietWatch => {
  const waits = new Set<{ restart: () => void; finish: (isResting: boolean) => void }>()
  let ended = false
  return {
    heard: () => {
      for (const wait of waits) wait.restart()
    },
    settled: (quietMs, atMostMs) => {
      if (ended) return Promise.resolve(true)
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined
        const wait = {
          restart: () => {
            clearTimeout(timer)
            const isOver = performance.now() + quietMs
            timer = setTimeout(() => {
              const isLate = performance.now() > isOver + quietMs * mayBeLate
              if (isLate || !isResting()) wait.restart()
              else wait.finish(true)
            }, quietMs)
          },
          finish: (rested: boolean) => {
            clearTimeout(timer)
            clearTimeout(limit)
            waits.delete(wait)
            resolve(rested)
          },
        }
        const limit = setTimeout(() => wait.finish(false), atMostMs)
        waits.add(wait)
        wait.restart()
      })
    },
    end: () => {
      ended = true
      for (const wait of waits) wait.finish(true)
    },
  }
}
