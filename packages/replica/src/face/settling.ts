import { groupByIssue, holderOf, type OpenOf } from '../conflicts/held.ts'
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

/** With more waiters than these not every news is looked at, but some a second. */
const few = 20
const pauseMs = 100

/** Lets callers wait until operations have come to an end, or to a halt. */
export class Settling {
  readonly #options: SettlingOptions
  readonly #waiters = new Map<number, Waiter[]>()
  #timer: NodeJS.Timeout | undefined
  #checkedAt = 0

  constructor(options: SettlingOptions) {
    this.#options = options
  }

  /** Resolves as `Replica.settled` says. Rejects with a `TypeError` for an operation that was never there. */
  async settled(id: number): Promise<OperationRecord> {
    const { outbox } = this.#options.store
    const stored = outbox.get(id)
    if (stored === undefined) throw new TypeError(`no operation ${id}`)
    const halted = this.#halted(stored, (key) => outbox.openOf(key))
    if (halted !== null) return halted
    return new Promise((resolve) => {
      this.#waiters.set(id, [...(this.#waiters.get(id) ?? []), { resolve, last: toRecord(stored) }])
      this.#timer ??= setInterval(() => this.#watch(), watchMs)
    })
  }

  /** Operations that go on without a person and without waiting. */
  moving(): readonly StoredOperation[] {
    const open = this.#options.store.outbox.open()
    const openOf = groupByIssue(open)
    return open.filter((stored) => this.#halted(stored, openOf) === null)
  }

  /** Looks again: rows have changed, or the sender stands otherwise. */
  check(): void {
    const now = performance.now()
    if (this.#waiters.size > few && now - this.#checkedAt < pauseMs) return
    this.#checkedAt = now
    this.#look()
  }

  /** Nobody waits any longer; what was known last is the answer. */
  close(): void {
    for (const { resolve, last } of [...this.#waiters.values()].flat()) resolve(last)
    this.#waiters.clear()
    this.#rest()
  }

  #watch(): void {
    this.#options.poll()
    this.#look()
  }

  #look(): void {
    if (this.#waiters.size === 0) return
    const { outbox } = this.#options.store
    const open = outbox.open()
    const openOf = groupByIssue(open)
    const byId = new Map(open.map((stored) => [stored.id, stored]))
    for (const [id, waiters] of this.#waiters) {
      const stored = byId.get(id) ?? outbox.get(id)
      const halted = stored === undefined ? undefined : this.#halted(stored, openOf)
      if (halted === null) continue
      this.#waiters.delete(id)
      for (const { resolve, last } of waiters) resolve(halted ?? { ...last, state: 'dropped' })
    }
    if (this.#waiters.size === 0) this.#rest()
  }

  #rest(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** The record, when nothing more will become of the operation by itself for now; null: it is on its way. */
  #halted(stored: StoredOperation, openOf: OpenOf): OperationRecord | null {
    const isPending = stored.state === 'queued' || stored.state === 'sending' || stored.state === 'unknown'
    if (!isPending || isWaiting(stored, this.#options.now())) return toRecord(stored)
    if (stored.state !== 'queued') return null
    const { sender, error } = this.#options.sender()
    if (sender === 'offline' || sender === 'signed-out') {
      const record = toRecord(stored)
      return { ...record, error: record.error ?? error }
    }
    const holder = holderOf(openOf, stored)
    return holder === undefined ? null : toRecord(stored, holder)
  }
}

/** How the sender stands, out of its news. */
export const toEngineState = (news: {
  readonly sender: EngineState['sender']
  readonly error: Parameters<typeof fromErrorData>[0] | null
}): EngineState => ({ sender: news.sender, error: news.error === null ? null : fromErrorData(news.error) })
