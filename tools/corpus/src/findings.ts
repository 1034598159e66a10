import type { Where } from './pieces.ts'
import { pathOf } from './pieces.ts'

/**
 * What can be wrong. `crash`: something threw. `control`: a character that a terminal acts on, in the model or in a line.
 * `wide`: a line of more cells than asked for. `loss`: what was written back is not what was read.
 * `stall`: a file took too long.
 */
export type FindingKind = 'crash' | 'control' | 'wide' | 'loss' | 'stall'

export const findingKinds: readonly FindingKind[] = ['crash', 'control', 'wide', 'loss', 'stall']

/** Something wrong. */
export interface Finding {
  readonly kind: FindingKind
  /** What was done: a reader, `wiki layout at 80`, `edit of one block`. */
  readonly step: string
  readonly where: string
  readonly message: string
}

/** Control characters as text, so that a report is safe to print. */
export const shown = (text: string, most = 120): string =>
  JSON.stringify(text.length > most ? `${text.slice(0, most)}…` : text).replaceAll(
    /[^\x20-\x7e]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  )

/** Counts what is wrong, and keeps the first of each kind. */
export class Findings {
  readonly counts: Record<FindingKind, number> = { crash: 0, control: 0, wide: 0, loss: 0, stall: 0 }
  readonly kept: Finding[] = []
  private readonly most: number

  constructor(most = 25) {
    this.most = most
  }

  get total(): number {
    return findingKinds.reduce((sum, kind) => sum + this.counts[kind], 0)
  }

  add(kind: FindingKind, step: string, where: Where, message: string): void {
    this.counts[kind] += 1
    if (this.counts[kind] <= this.most) this.kept.push({ kind, step, where: shownPath(where), message })
  }

  /** Does something that must not throw; undefined when it did. */
  guard<T>(step: string, where: Where, work: () => T): T | undefined {
    try {
      return work()
    } catch (error) {
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      const place = error instanceof Error ? (error.stack?.split('\n').slice(1, 4).join(' ') ?? '') : ''
      this.add('crash', step, where, shown(`${message} ${place.replaceAll(/\s+/g, ' ')}`, 600))
      return undefined
    }
  }
}

const shownPath = (where: Where): string => shown(pathOf(where), 300).slice(1, -1)
