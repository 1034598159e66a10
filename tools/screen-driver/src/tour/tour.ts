import type { Cell } from '../cell.ts'
import type { Cursor } from '../terminal-model.ts'

/** One thing that is done in a tour, and what is said about it below the screen. */
export interface TourStep {
  /** Pressed one after the other, as `Screen.press` names them. */
  readonly keys?: readonly string[]
  /** Typed after the keys. */
  readonly type?: string
  /** Pressed after what was typed. */
  readonly after?: readonly string[]
  /** The key as a person would name it, shown as a key; absent: nothing is pressed. */
  readonly key?: string
  readonly words: string
  /** What is on the screen when the step is done. */
  readonly until?: string | RegExp
  /** How long its picture stays, seconds. Default 2. */
  readonly seconds?: number
}

/** A tour of the program: its name is that of its file. */
export interface Tour {
  readonly name: string
  readonly title: string
  readonly steps: readonly TourStep[]
}

/** What the screen showed after a step. */
export interface TourFrame {
  readonly cells: readonly (readonly Cell[])[]
  readonly cursor: Cursor
  readonly key: string
  readonly words: string
  readonly seconds: number
}
