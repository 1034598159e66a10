import type { Answer } from '../exchange.ts'

/** What a face answered, and to whom. */
export interface Told {
  readonly answer: Answer
  /** Undefined: nobody, or somebody unknown. */
  readonly userKey: string | undefined
}
