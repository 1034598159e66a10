import type { Store } from '../store/store.ts'

/** Counts the changes of rows and tells those who draw them. */
export class Changes {
  readonly #store: Store
  readonly #forget: () => void
  readonly #listeners = new Set<() => void>()
  #version = 0
  #seen: number

  /** `forget` drops everything that was read before. */
  constructor(store: Store, forget: () => void) {
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
    this.#seen = this.#store.version()
    this.#forget()
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }

  /** Looks whether somebody else has changed the copy. */
  poll(): void {
    if (this.#store.version() !== this.#seen) this.changed()
  }
}
