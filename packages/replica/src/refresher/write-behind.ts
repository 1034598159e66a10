import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Issue, IssueKey } from '@mmd/jira-api/model'
import { learnClock, mayBeOwn } from './learn-clock.ts'
import type { FetchScope } from './ports.ts'
import { type Arrivals, putIssues, rowsOfSlice } from './put-rows.ts'
import type { ReadMoment } from './read-moment.ts'

export interface WriteBehindOptions {
  readonly arrivals: Arrivals
  /** Hears of each issue that was new to the copy, or otherwise than it had it. */
  readonly onMoved: (key: IssueKey) => void
}

/** Turns of the event loop until a request that was just begun is on its way. */
const turnsToSend = 4

/**
 * Writes answers down while the next one is on its way: a slice at a time, and between two of them whatever else waits has its
 * turn. One answer at a time: `done` before the next `write`.
 */
export class WriteBehind {
  readonly #scope: FetchScope
  readonly #options: WriteBehindOptions
  #writing: Promise<void> = Promise.resolve()

  constructor(scope: FetchScope, options: WriteBehindOptions) {
    this.#scope = scope
    this.#options = options
  }

  /** Begins to write the rows of an answer; `written` is called when they are there. */
  write(issues: readonly Issue[], moment: ReadMoment, written: () => void): void {
    this.#writing = this.#write(issues, moment).then(written)
    // Whoever waits hears of it.
    this.#writing.catch(() => undefined)
  }

  /** Ends when nothing is being written; rejects when the last rows could not be. */
  done(): Promise<void> {
    return this.#writing
  }

  async #write(issues: readonly Issue[], moment: ReadMoment): Promise<void> {
    const { store, signal } = this.#scope
    for (let turn = 0; turn < turnsToSend; turn += 1) await nextTurn()
    signal.throwIfAborted()
    if (mayBeOwn(store, issues)) await learnClock(this.#scope, signal)
    for (let at = 0; at < issues.length; at += rowsOfSlice) {
      if (at > 0) await nextTurn()
      signal.throwIfAborted()
      const part = issues.slice(at, at + rowsOfSlice)
      const { added, changed } = putIssues(store, part, { moment, arrivals: this.#options.arrivals })
      for (const key of [...added, ...changed]) this.#options.onMoved(key)
    }
  }
}
