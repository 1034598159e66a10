/** Lines that are made when they are first looked at, and kept. */
export class LazyLines {
  readonly #known: string[] = []
  readonly #rest: Iterator<string>
  #complete = false

  constructor(lines: Iterable<string>) {
    this.#rest = lines[Symbol.iterator]()
  }

  slice(from: number, to: number): readonly string[] {
    this.#pull(to)
    return this.#known.slice(from, to)
  }

  /** The last first-line that still fills `height` lines, as far as `top` needs it known. */
  clampTop(top: number, height: number): number {
    this.#pull(top + height)
    return Math.max(0, Math.min(top, this.#known.length - height))
  }

  /** Lines after `to` exist. */
  hasMore(to: number): boolean {
    this.#pull(to + 1)
    return this.#known.length > to
  }

  #pull(count: number): void {
    while (!this.#complete && this.#known.length < count) {
      const { done, value } = this.#rest.next()
      if (done === true) this.#complete = true
      else this.#known.push(value)
    }
  }
}
