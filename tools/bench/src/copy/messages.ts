import type { CopyOwner } from './copy-file.ts'

/** What is measured in a process that has a filled copy open. */
export interface CopyTask {
  readonly what: 'perform' | 'search' | 'arrange'
  readonly owner: CopyOwner
  /** The same copy where a disk need not be waited for; undefined where there is no such place. */
  readonly inMemory: CopyOwner | undefined
  readonly issues: number
  /** Repetitions of each line. */
  readonly count: number
}

/** Times of one line, milliseconds. */
export interface Times {
  readonly what: string
  readonly times: readonly number[]
}
