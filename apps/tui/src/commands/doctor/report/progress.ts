/** Shows what is being done once it takes long, and takes that away again. */
export interface Progress {
  start(doing: string): void
  stop(): void
}

/** After this long somebody wants to know what is going on. Milliseconds. */
const patience = 1000

const eraseLine = '\r\u001B[K'

/** Writes on a terminal's own line; `write` undefined: there is none, and nothing is shown. */
export const createProgress = (write: ((text: string) => void) | undefined): Progress => {
  let timer: NodeJS.Timeout | undefined
  let shown = false
  return {
    start: (doing) => {
      if (write === undefined) return
      timer = setTimeout(() => {
        shown = true
        write(`  … ${doing}`)
      }, patience)
    },
    stop: () => {
      clearTimeout(timer)
      if (shown) write?.(eraseLine)
      shown = false
    },
  }
}
