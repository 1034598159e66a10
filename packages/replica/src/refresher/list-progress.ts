import type { KnownList } from '@mmd/jira-api/model'

/** Rows that are read at most before they are shown. */
const mostUntold = 1000

/**
 * Passes on how far the reading of a list is whenever that is a quarter more than the last time, or a thousand rows: each time
 * costs as much as the list is long.
 */
export class ListProgress {
  readonly #tell: (list: KnownList) => void
  #told = 0
  #untold: KnownList | undefined

  constructor(tell: (list: KnownList) => void) {
    this.#tell = tell
  }

  /** Its rows are in the copy. */
  reach(list: KnownList): void {
    this.#untold = list
    if (list.keys.length >= this.#told + Math.min(mostUntold, this.#told / 4)) this.flush()
  }

  /** What was read before something failed is shown too. */
  flush(): void {
    if (this.#untold === undefined) return
    this.#told = this.#untold.keys.length
    this.#tell(this.#untold)
    this.#untold = undefined
  }
}
