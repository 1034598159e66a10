import type { EngineNews } from '../engine.ts'
import { asSiteError, fromErrorData, toErrorData } from '../failure.ts'
import type { EngineState } from '../replica.ts'
import type { SenderLock } from '../store/sender-lock.ts'
import type { StoredOperation } from '../store/store.ts'
import { type Doubt, lookOne } from './look-one.ts'
import type { SenderPorts, Turn } from './ports.ts'
import { due } from './queue.ts'
import { sendOne } from './send-one.ts'

export interface SenderOptions extends SenderPorts {
  readonly lock: SenderLock
  readonly tell: (news: EngineNews) => void
}

/** Writes on their way at the same time. */
const sideBySide = 4

/** How often one looks whether the process that sends is still there, ms. */
const watchMs = 400

/** How long a request of a process that died may still be worked on by the site, ms. */
const orphanGraceMs = 1_500

/** Pause after the copy could not be written, ms. */
const afterStumbleMs = 5_000

const idle: EngineState = { sender: 'idle', error: null }
const sending: EngineState = { sender: 'sending', error: null }

/** What another run has left waiting. */
const waitingFor = (open: readonly StoredOperation[]): EngineState => {
  const error = open.find(({ state, notBefore }) => state === 'queued' && notBefore !== null)?.error
  return { sender: 'waiting', error: error ? fromErrorData(error) : null }
}

/**
 * Sends what is in the outbox, in order per issue and side by side between issues. One process at a time: whoever holds the
 * lock, which the system frees when it dies; what it left half done is then looked for.
 */
export class Sender {
  readonly #options: SenderOptions
  readonly #busy = new Map<number, Promise<void>>()
  readonly #doubts = new Map<number, Doubt>()
  readonly #lookAt = new Map<number, number>()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false
  /** After a failure of the connection one goes first, alone. */
  #isProbing = false
  #state: EngineState = idle
  /** What a failure made everything wait for; null: the last request went through. */
  #held: EngineState | null = null
  #stumbledUntil = 0
  #waiters: (() => void)[] = []

  constructor(options: SenderOptions) {
    this.#options = options
  }

  state(): EngineState {
    return this.#state
  }

  /** Looks at the outbox now; what waited for the connection or a sign-in is tried. */
  wake(): void {
    if (this.#isClosed) return
    const { store } = this.#options
    if (this.#state.sender === 'offline' || this.#state.sender === 'signed-out') this.#hurry()
    else if (store.outbox.open().length === 0) return this.#rest(idle)
    this.#pump()
  }

  /** Resolves when nothing is on its way and nothing is about to be. */
  async idle(): Promise<void> {
    while (!this.#isClosed && this.#isWorking()) {
      await new Promise<void>((resolve) => {
        this.#waiters.push(resolve)
        this.#timer?.ref()
      })
    }
    await Promise.all(this.#busy.values())
  }

  /** Starts nothing more; waits for what is on its way. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await Promise.all(this.#busy.values())
    this.#options.lock.release()
    this.#wakeWaiters()
  }

  #isWorking(): boolean {
    return this.#busy.size > 0 || this.#state.sender === 'sending' || this.#state.sender === 'elsewhere'
  }

  /** Waits that only the connection or a sign-in ends are over when somebody says so. */
  #hurry(): void {
    const { store } = this.#options
    store.transaction(() => {
      for (const { id, state, notBefore, error } of store.outbox.open()) {
        const isForced = error?.code === 'rate-limited'
        if ((state === 'queued' || state === 'unknown') && notBefore !== null && !isForced)
          store.outbox.update(id, { notBefore: null })
      }
    })
    this.#lookAt.clear()
  }

  #pump(): void {
    if (this.#isClosed) return
    clearTimeout(this.#timer)
    const { store, lock, now } = this.#options
    const stored = store.outbox.open()
    if (stored.length === 0 && this.#busy.size === 0) return this.#rest(idle)
    if (now() < this.#stumbledUntil) return this.#wait(this.#stumbledUntil, [])
    if (!lock.isHeld && !this.#takeOver()) {
      this.#set({ sender: 'elsewhere', error: null })
      return this.#again(watchMs)
    }
    const open = store.outbox.open()
    const { ready, nextAt } = due(open, {
      now: now(),
      busy: new Set(this.#busy.keys()),
      lookAt: this.#lookAt,
    })
    const free = (this.#isProbing ? 1 : sideBySide) - this.#busy.size
    for (const { id } of ready.slice(0, Math.max(0, free))) this.#start(id)
    if (this.#busy.size > 0) return this.#set(sending)
    if (nextAt === null) return this.#rest(idle)
    return this.#wait(nextAt, open)
  }

  /** What the process before left in hand may have been done: it is looked for before anything else. */
  #takeOver(): boolean {
    const { store, lock, now } = this.#options
    if (!lock.tryTake()) return false
    store.transaction(() => {
      for (const { id, state, firstSentAt } of store.outbox.open()) {
        if (state === 'sending')
          store.outbox.update(id, { state: firstSentAt === null ? 'queued' : 'unknown', notBefore: null })
        const isLeftBehind = state === 'sending' || (state === 'unknown' && !this.#doubts.has(id))
        if (isLeftBehind) this.#doubts.set(id, { sureAt: now() + orphanGraceMs, looks: 0 })
      }
    })
    return true
  }

  #start(id: number): void {
    const turn = this.#turn(id)
      .then(
        (ended) => this.#after(id, ended),
        (error: unknown) => this.#stumble(error),
      )
      .finally(() => {
        this.#busy.delete(id)
        this.#options.tell({})
        this.#pump()
        this.#wakeWaiters()
      })
    this.#busy.set(id, turn)
  }

  async #turn(id: number): Promise<Turn> {
    const stored = this.#options.store.outbox.get(id)
    if (stored?.state !== 'unknown') return sendOne(this.#options, id)
    const known = this.#doubts.get(id) ?? { sureAt: this.#options.now() + orphanGraceMs, looks: 0 }
    const doubt = { ...known, looks: known.looks + 1 }
    this.#doubts.set(id, doubt)
    return lookOne(this.#options, stored, doubt)
  }

  #after(id: number, turn: Turn): void {
    switch (turn.kind) {
      case 'over':
        this.#isProbing = false
        this.#held = null
        this.#lookAt.delete(id)
        if (this.#options.store.outbox.get(id)?.state !== 'unknown') this.#doubts.delete(id)
        return
      case 'look':
        this.#isProbing = false
        this.#held = null
        // It may be there already: the first look is at once, and the grace is only for "not there".
        if (this.#doubts.has(id)) this.#lookAt.set(id, turn.at)
        else this.#doubts.set(id, { sureAt: turn.at, looks: 0 })
        return
      case 'wait':
        return this.#hold(turn)
    }
  }

  /** The copy itself could not be written: what is in hand is looked for once it can. */
  #stumble(error: unknown): void {
    this.#stumbledUntil = this.#options.now() + afterStumbleMs
    this.#held = { sender: 'waiting', error: asSiteError(error) }
  }

  /** What this one waits for, the others of the site wait for too. */
  #hold({ why, stored }: Extract<Turn, { readonly kind: 'wait' }>): void {
    const { store, now } = this.#options
    const until = stored.notBefore ?? now()
    if (stored.state === 'unknown') this.#lookAt.set(stored.id, until)
    if (why !== 'busy') this.#isProbing = true
    store.transaction(() => {
      for (const other of store.outbox.open()) {
        if (other.state === 'unknown') this.#lookAt.set(other.id, Math.max(until, this.#lookAt.get(other.id) ?? 0))
        if (other.state !== 'queued' || (other.notBefore ?? 0) >= until) continue
        const { error } = store.outbox.get(stored.id) ?? {}
        store.outbox.update(other.id, { notBefore: until, error: error ?? null })
      }
    })
    const error = store.outbox.get(stored.id)?.error
    this.#held = { sender: why === 'busy' ? 'waiting' : why, error: error ? fromErrorData(error) : null }
  }

  /** A look that is due soon is work; everything else waits without keeping others from sending. */
  #wait(at: number, open: readonly StoredOperation[]): void {
    const isLooking = this.#held === null && open.some(({ id }) => this.#lookAt.has(id))
    if (isLooking) this.#set(sending)
    else this.#rest(this.#held ?? waitingFor(open))
    this.#again(Math.max(1, at - this.#options.now()))
  }

  #rest(state: EngineState): void {
    this.#options.lock.release()
    this.#set(state)
  }

  #again(ms: number): void {
    this.#timer = setTimeout(() => this.#pump(), Math.min(ms, 2 ** 31 - 1))
    // Only who waits for the end of it keeps the process for that.
    if (this.#waiters.length === 0) this.#timer.unref()
  }

  #set(state: EngineState): void {
    const before = this.#state
    this.#state = state
    if (before.sender !== state.sender || before.error?.code !== state.error?.code)
      this.#options.tell({ sender: toNews(state) })
    if (!this.#isWorking()) this.#wakeWaiters()
  }

  #wakeWaiters(): void {
    for (const wake of this.#waiters.splice(0)) wake()
  }
}

const toNews = ({ sender, error }: EngineState): NonNullable<EngineNews['sender']> => ({
  sender,
  error: error === null ? null : toErrorData(error),
})
