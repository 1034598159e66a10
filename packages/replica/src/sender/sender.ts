import type { EngineNews } from '../engine.ts'
import { asSiteError, fromErrorData, type SiteErrorData, toErrorData } from '../failure.ts'
import type { EngineState } from '../replica.ts'
import type { SenderLock } from '../store/sender-lock.ts'
import type { StoredOperation } from '../store/store.ts'
import { advance } from './advance.ts'
import { type Doubt, lookOne } from './look-one.ts'
import type { SenderPorts, Turn, Waiting } from './ports.ts'
import { due } from './queue.ts'
import { sendOne } from './send-one.ts'
import { dropTakenBack } from './taken-back-meanwhile.ts'
import { judgeRead } from './verdict.ts'

export interface SenderOptions extends SenderPorts {
  readonly lock: SenderLock
  readonly tell: (news: EngineNews) => void
}

/** Writes on their way at the same time. */
const sideBySide = 4

/** How often one looks whether the process that sends is still there, ms. */
const watchMs = 400

const idle: EngineState = { sender: 'idle', error: null }
/** Waits for the connection or a sign-in: time alone brings neither. */
const isCutOff = (error: SiteErrorData): boolean => {
  const verdict = judgeRead(fromErrorData(error))
  return verdict.kind === 'wait' && verdict.why !== 'busy'
}

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
  /** Somebody said that the connection is there while a request was on its way that may have left before. */
  #isWokenMeanwhile = false
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
    this.#guarded(() => {
      this.#hurry()
      this.#isWokenMeanwhile = this.#busy.size > 0
      this.#step()
    })
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

  /** Something is on its way; after a failure of the connection that is one try, and the failure stands until it has gone through. */
  #sending(): EngineState {
    return { sender: 'sending', error: this.#held?.error ?? null }
  }

  #isWorking(): boolean {
    return this.#busy.size > 0 || this.#state.sender === 'sending' || this.#state.sender === 'elsewhere'
  }

  /** Waits that only the connection or a sign-in ends are over when somebody says so, or when something went through. */
  #hurry(): void {
    const { store } = this.#options
    const waiting = store.outbox.open().filter(({ state, notBefore, error }) => {
      const canWait = state === 'queued' || state === 'unknown'
      return canWait && notBefore !== null && error !== null && isCutOff(error)
    })
    if (waiting.length === 0) return
    store.transaction(() => {
      for (const { id, state } of waiting) {
        advance(store, id, state, { notBefore: null })
        this.#lookAt.delete(id)
      }
    })
  }

  #pump(): void {
    if (!this.#isClosed) this.#guarded(() => this.#step())
  }

  /** The copy may not be readable or writable for a while: that ends nothing. */
  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#stumble(error)
      this.#set(this.#busy.size > 0 ? this.#sending() : (this.#held ?? idle))
      this.#again(Math.max(1, this.#options.graces.stumble))
    }
  }

  #step(): void {
    clearTimeout(this.#timer)
    const { store, lock, now, elapsed } = this.#options
    const stored = store.outbox.open()
    if (stored.length === 0) return this.#rest(idle)
    const pause = this.#stumbledUntil - elapsed()
    if (pause > 0) return this.#wait(pause, [])
    if (!lock.isHeld && !this.#takeOver(stored)) {
      this.#set({ sender: 'elsewhere', error: null })
      return this.#again(watchMs)
    }
    const open = this.#adopt() ? store.outbox.open() : stored
    const { ready, nextIn } = due(open, {
      now: now(),
      elapsed: elapsed(),
      busy: new Set(this.#busy.keys()),
      lookAt: this.#lookAt,
    })
    const free = (this.#isProbing ? 1 : sideBySide) - this.#busy.size
    for (const { id } of ready.slice(0, Math.max(0, free))) this.#start(id)
    if (this.#busy.size > 0) return this.#set(this.#sending())
    if (nextIn === null) return this.#rest(idle)
    return this.#wait(nextIn, open)
  }

  /** Whoever held the lock in between may have sent what was known to be unknown before. */
  #takeOver(open: readonly StoredOperation[]): boolean {
    if (!this.#options.lock.tryTake()) return false
    for (const { id, state } of open) if (state === 'unknown') this.#doubt(id, this.#options.graces.orphan)
    return true
  }

  /**
   * What is in hand, and not in ours, was left so by a process that died, or when the copy could not be written: it may have
   * been done, and is looked for before anything else.
   */
  #adopt(): boolean {
    const { store, graces } = this.#options
    return store.transaction(() => {
      const left = store.outbox.open().filter(({ id, state }) => state === 'sending' && !this.#busy.has(id))
      for (const { id, firstSentAt } of left) {
        advance(store, id, 'sending', { state: firstSentAt === null ? 'queued' : 'unknown', notBefore: null })
        this.#doubt(id, graces.orphan)
      }
      return left.length > 0
    })
  }

  #doubt(id: number, graceMs: number, losses = 0): void {
    const known = this.#doubts.get(id)
    const sureAt = Math.max(known?.sureAt ?? 0, this.#options.elapsed() + graceMs)
    this.#doubts.set(id, { sureAt, looks: 0, losses: (known?.losses ?? 0) + losses })
  }

  #start(id: number): void {
    const turn = this.#turn(id)
      .then((ended) => this.#after(id, ended))
      .catch((error: unknown) => this.#stumble(error))
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
    if (stored?.state !== 'unknown') {
      const turn = await sendOne(this.#options, id)
      await dropTakenBack(this.#options, id)
      return turn
    }
    if (!this.#doubts.has(id)) this.#doubt(id, this.#options.graces.orphan)
    const { sureAt = 0, looks = 0, losses = 0 } = this.#doubts.get(id) ?? {}
    const doubt = { sureAt, losses, looks: looks + 1 }
    this.#doubts.set(id, doubt)
    return lookOne(this.#options, stored, doubt)
  }

  #after(id: number, turn: Turn): void {
    if (turn.kind === 'wait') return this.#hold(id, turn)
    const wasCutOff = this.#held !== null && this.#held.sender !== 'waiting'
    this.#isProbing = false
    this.#held = null
    this.#lookAt.delete(id)
    if (wasCutOff) this.#hurry()
    // It may be there already: the first look is at once, and the grace is only for "not there".
    if (turn.kind === 'lost') return this.#doubt(id, turn.graceMs, 1)
    if (turn.kind === 'look') {
      this.#lookAt.set(id, this.#options.elapsed() + turn.afterMs)
      return
    }
    const state = this.#options.store.outbox.get(id)?.state
    if (state !== 'unknown' && state !== 'queued') this.#doubts.delete(id)
  }

  /** The copy itself could not be written: what is in hand is looked for once it can. */
  #stumble(error: unknown): void {
    this.#stumbledUntil = this.#options.elapsed() + this.#options.graces.stumble
    this.#held = { sender: 'waiting', error: asSiteError(error) }
  }

  /** What this one waits for, the others of the site wait for too, unless it is a matter of its issue. */
  #hold(id: number, { why, notBefore, isOfIssue }: Waiting): void {
    const { store, now, elapsed } = this.#options
    const lookAt = elapsed() + Math.max(0, notBefore - now())
    this.#lookAt.set(id, lookAt)
    if (isOfIssue) return
    if (why !== 'busy') this.#isProbing = true
    const error = store.outbox.get(id)?.error ?? null
    store.transaction(() => {
      for (const other of store.outbox.open()) {
        if (other.state === 'unknown') this.#lookAt.set(other.id, Math.max(lookAt, this.#lookAt.get(other.id) ?? 0))
        if (other.state !== 'queued' || (other.notBefore ?? 0) >= notBefore) continue
        store.outbox.update(other.id, { notBefore, error })
      }
    })
    this.#held = { sender: why === 'busy' ? 'waiting' : why, error: error ? fromErrorData(error) : null }
    if (this.#isWokenMeanwhile) this.#hurry()
    this.#isWokenMeanwhile = false
  }

  /** A look that is due soon is work; everything else waits without keeping others from sending. */
  #wait(ms: number, open: readonly StoredOperation[]): void {
    const isLooking = this.#held === null && open.some(({ id, state }) => state === 'unknown' && this.#lookAt.has(id))
    if (isLooking) this.#set(this.#sending())
    else this.#rest(this.#held ?? waitingFor(open))
    this.#again(Math.max(1, ms))
  }

  /** While something is on its way nobody else may take over. */
  #rest(state: EngineState): void {
    if (this.#busy.size > 0) return this.#set(this.#sending())
    this.#options.lock.release()
    this.#set(state)
  }

  #again(ms: number): void {
    clearTimeout(this.#timer)
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
