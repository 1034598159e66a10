import type { Store } from '../store/store.ts'

/** Counts the changes of rows and tells those who draw them. */
export class Changes {
  readonly #store: Store
  readonly #forget: (areRowsOld: boolean) => void
  readonly #listeners = new Set<() => void>()
  #version = 0
  #seen: number

  /** `forget` drops what was read before: rows only when the store has changed, and always how things stand with them. */
  constructor(store: Store, forget: (areRowsOld: boolean) => void) {
    this.#store = store
    this.#forget = forget
    this.#seen = store.version()
  }

  version(): number {
    return this.#version
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  changed(): void {
    const seen = this.#store.version()
    this.#forget(seen !== this.#seen)
    this.#seen = seen
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }

  /** Looks whether somebody else has changed the copy. */
  poll(): void {
    if (this.#store.version() !== this.#seen) this.changed()
  }
}
