import type { Line } from './style.ts'

/** The lines of a text as far as they have been looked at. Pulls a line when it is first needed and keeps it. */
export class LineWindow {
  private readonly known: Line[] = []
  private readonly rest: Iterator<Line>
  private isComplete = false

  constructor(lines: Iterable<Line>) {
    this.rest = lines[Symbol.iterator]()
  }

  /** The line at `index` from 0, or nothing past the end. */
  line(index: number): Line | undefined {
    this.pull(index + 1)
    return this.known[index]
  }

  /** The lines from `from` up to, but without, `to`; fewer at the end. */
  slice(from: number, to: number): readonly Line[] {
    this.pull(to)
    return this.known.slice(Math.max(from, 0), Math.max(to, 0))
  }

  /** True if there are at least `count` lines; lays out no more than that. */
  hasAtLeast(count: number): boolean {
    this.pull(count)
    return this.known.length >= count
  }

  /** How many lines are laid out so far, and whether that is all. */
  get progress(): { readonly lines: number; readonly isComplete: boolean } {
    return { lines: this.known.length, isComplete: this.isComplete }
  }

  /** The number of all lines: lays out the rest, so a long text takes its time. */
  count(): number {
    this.pull(Number.POSITIVE_INFINITY)
    return this.known.length
  }

  private pull(count: number): void {
    while (!this.isComplete && this.known.length < count) {
      const next = this.rest.next()
      if (next.done === true) this.isComplete = true
      else this.known.push(next.value)
    }
  }
}
