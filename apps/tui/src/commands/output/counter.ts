import type { Environment } from '../../config/environment.ts'

/** Shows how far something is once it takes long. */
export interface Counter {
  /** One more is done. */
  count(): void
  /** How many are done, and of how many. */
  set(done: number, total: number): void
  /** Takes away what was shown. */
  stop(): void
}

/** After this long somebody wants to know how far it is. Milliseconds. */
const patience = 1_000

const eraseLine = '\r\u001B[K'

/** Writes `… 12 of 40 sent` on a line of standard error that it takes away again; without a terminal nothing is shown. */
export const createCounter = ({ stderr, isTerminal }: Environment, words: string, of: number): Counter => {
  let [done, total, isShown] = [0, of, false]
  const show = (): void => {
    if (!isShown) return
    stderr.write(`${eraseLine}  … ${done} of ${total} ${words}`)
  }
  const timer = isTerminal.stderr
    ? setTimeout(() => {
        isShown = true
        show()
      }, patience)
    : undefined
  return {
    count: () => {
      done += 1
      show()
    },
    set: (now, all) => {
      ;[done, total] = [now, all]
      show()
    },
    stop: () => {
      clearTimeout(timer)
      if (isShown) stderr.write(eraseLine)
      isShown = false
    },
  }
}
