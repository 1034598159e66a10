import { isHeld } from '../conflicts/held.ts'
import { fromErrorData } from '../failure.ts'
import type { EngineState, OperationRecord } from '../replica.ts'
import type { Store, StoredOperation } from '../store/store.ts'
import { isWaiting, toRecord } from './records.ts'

export interface SettlingOptions {
  readonly store: Store
  readonly now: () => number
  /** How the sender of this process stands. */
  readonly sender: () => EngineState
  /** Looks for changes of other processes: one of them may be the sender. */
  readonly poll: () => void
}

interface Waiter {
  readonly resolve: (record: OperationRecord) => void
  last: OperationRecord
}

/** How often one looks for what another process has sent while somebody waits for it, ms. */
const watchMs = 250

/** Lets callers wait until operations have come to an end, or to a halt. */
export class Settling {
  readonly #options: SettlingOptions
  readonly #waiters = new Map<number, Waiter[]>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: SettlingOptions) {
    this.#options = options
  }

  /** Resolves as `Replica.settled` says. Rejects with a `TypeError` for an operation that was never there. */
  async settled(id: number): Promise<OperationRecord> {
    const stored = this.#options.store.outbox.get(id)
    if (stored === undefined) throw new TypeError(`no operation ${id}`)
    const halted = this.#halted(stored)
    if (halted !== null) return halted
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), { resolve, last: toRecord(stored) }])
      this.#timer ??= setInterval(this.#options.poll, watchMs)
    })
  }

  /** True for an operation that goes on without a person and without waiting. */
  isMoving(stored: StoredOperation): boolean {
    return this.#halted(stored) === null
  }

  /** Looks again: rows have changed, or the sender stands otherwise. */
  check(): void {
    for (const [id, waiters] of this.#waiters) {
      const stored = this.#options.store.outbox.get(id)
      const halted = stored === undefined ? undefined : this.#halted(stored)
      if (halted === null) continue
      this.#waiters.delete(id)
      for (const { resolve, last } of waiters) resolve(halted ?? { ...last, state: 'dropped' })
    }
    if (this.#waiters.size === 0) this.#rest()
  }

  /** Nobody waits any longer; what was known last is the answer. */
  close(): void {
    for (const { resolve, last } of [...this.#waiters.values()].flat()) resolve(last)
    this.#waiters.clear()
    this.#rest()
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** The record, when nothing more will become of the operation by itself for now; null: it is on its way. */
  #halted(stored: StoredOperation): OperationRecord | null {
    const record = toRecord(stored)
    if (record.state !== 'pending' || isWaiting(stored, this.#options.now())) return record
    if (stored.state !== 'queued') return null
    const { sender, error } = this.#options.sender()
    if (sender === 'offline' || sender === 'signed-out') return { ...record, error: record.error ?? error }
    return isHeld(this.#options.store, stored) ? record : null
  }
}

/** How the sender stands, out of its news. */
export const toEngineState = (news: {
  readonly sender: EngineState['sender']
  readonly error: Parameters<typeof fromErrorData>[0] | null
}): EngineState => ({ sender: news.sender, error: news.error === null ? null : fromErrorData(news.error) })
