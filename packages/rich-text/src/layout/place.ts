import type { Block } from '../document/document.ts'
import type { Line, SpanStyle } from './style.ts'

/** Where blocks are laid out. */
export interface Place {
  /** Cells, at least 1. */
  readonly width: number
  /** The style of all that is in it. */
  readonly base: SpanStyle
  /** How many lists of each kind are around. */
  readonly bullets: number
  readonly numbers: number
  /** How many tables are around. */
  readonly tables: number
  /** No blank lines between blocks, as in a list item. */
  readonly isTight: boolean
  /** Cells of a line of words that is read with ease; absent: all that there are. What is looked at, not read, may be wider. */
  readonly measure?: number
  /** How many blocks of any kind are around. */
  readonly depth: number
}

/** Lays out blocks one below the other; passed to those that lay out what is in a block. */
export type BlocksLayout = (blocks: Iterable<Block>, place: Place) => Iterable<Line>

/** The place inside of a block. */
export const inside = (place: Place, change: Partial<Place> = {}): Place => ({
  ...place,
  depth: place.depth + 1,
  ...change,
})

/** Below this many cells a frame or an indent would leave no room for words, so it is left out. */
export const NARROWEST = 12
