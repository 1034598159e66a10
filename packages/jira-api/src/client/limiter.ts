import type { Priority } from '../call-options.ts'
import { JiraApiError } from '../errors.ts'
import {
  type Block,
  initialLimiterState,
  type LimiterEvent,
  type LimiterState,
  type Refused,
  step,
  type Ticket,
} from './limiter-state.ts'
import { quietly } from './quietly.ts'
import type { RateFacts } from './rate-facts.ts'

/** One request that wants to go. */
export interface Admission {
  readonly priority: Priority
  readonly endpoint: string
  readonly issue: string | undefined
  /** For errors. */
  readonly name: string
  readonly signal: AbortSignal | undefined
  /** How long a user waits for the host, ms; absent: 30 s. */
  readonly patienceMs?: number | undefined
  /** Told why it waits, each time that changes; undefined when it does not any more. */
  readonly onWait?: ((block: Block | undefined) => void) | undefined
}

/** A slot that is taken. */
export interface Pass {
  /** Gives the slot back, with what the answer said of the rate; without: none came. The second time does nothing. */
  done(facts?: RateFacts): void
}

/** Lets requests to one host go, a few at a time and as its rate limits have it. */
export interface Limiter {
  /** Throws `JiraApiError`: `cancelled`, or `rate-limited` where the host is shut for longer than a user would wait. */
  enter(admission: Admission): Promise<Pass>
  readonly load: { readonly waiting: number; readonly running: number }
}

export interface LimiterPorts {
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Rejects when the signal fires. A pause that ends early, or fails, counts as if the time had gone by. */
  readonly pause: (ms: number, signal: AbortSignal | undefined) => Promise<void>
  readonly random: () => number
}

/** What Atlassian advises is 5 to 10. */
const CONCURRENCY = 6

interface Waiting {
  readonly admission: Admission
  readonly start: () => void
  readonly fail: (error: JiraApiError) => void
  /** As text, to tell whether it changed. */
  told: string
}

const cancelled = (request: string): JiraApiError =>
  new JiraApiError('cancelled', 'The request was cancelled', { request, reason: 'NOT_SENT' })

const shut = (request: string, { why, waitMs }: Pick<Refused, 'why' | 'waitMs'>): JiraApiError =>
  new JiraApiError('rate-limited', 'The site asked to be left alone for a while', {
    request,
    retryAfter: Math.ceil(waitMs / 1_000),
    reason: why === 'issue-writes' ? 'ISSUE_WRITES' : 'NOT_SENT',
  })

/** A limiter of its own. Holds nothing, no timer either, while nothing waits. */
export const createLimiter = (ports: LimiterPorts, concurrency: number = CONCURRENCY): Limiter => {
  const waiting = new Map<number, Waiting>()
  let state: LimiterState = initialLimiterState(concurrency)
  let nextId = 1
  /** Pauses of tests end at once: the time that they leave out. */
  let ahead = 0
  let alarm: { readonly at: number; readonly controller: AbortController } | undefined

  let latest = Number.NEGATIVE_INFINITY

  /** Goes on from where it was when the other clock jumps back: nobody is to wait for it to catch up. */
  const clock = (): number => {
    ahead += Math.max(0, latest - (ports.now() + ahead))
    latest = ports.now() + ahead
    return latest
  }

  const setAlarm = (at: number | undefined): void => {
    if (alarm?.at === at) return
    alarm?.controller.abort()
    alarm = undefined
    if (at === undefined) return
    const controller = new AbortController()
    alarm = { at, controller }
    const ring = (): void => {
      // It was set anew.
      if (controller.signal.aborted) return
      alarm = undefined
      ahead += Math.max(0, at - clock())
      take({ kind: 'tick' })
    }
    ports.pause(Math.max(0, at - clock()), controller.signal).then(ring, ring)
  }

  const tell = (one: Waiting, block: Block | undefined): void => {
    const told = block === undefined ? '' : `${block.why} ${block.until}`
    if (told === one.told) return
    one.told = told
    quietly(() => one.admission.onWait?.(block))
  }

  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id)
    waiting.delete(id)
    return one
  }

  const take = (event: LimiterEvent): void => {
    const next = step(state, event, clock())
    state = next.state
    setAlarm(next.wakeAt)
    const through: Waiting[] = []
    for (const id of next.started) {
      const one = settle(id)
      if (one === undefined) continue
      one.start()
      through.push(one)
    }
    for (const { id, ...refused } of next.refused) {
      const one = settle(id)
      if (one === undefined) continue
      one.fail(shut(one.admission.name, refused))
      through.push(one)
    }
    // Listeners come last: they see what is so now.
    for (const one of through) tell(one, undefined)
    for (const [id, block] of next.blocks) {
      const one = waiting.get(id)
      if (one !== undefined) tell(one, block)
    }
  }

  const passOf = (id: number): Pass => {
    let isOver = false
    return {
      done: (facts) => {
        if (isOver) return
        isOver = true
        take(facts === undefined ? { kind: 'leave', id } : { kind: 'answer', id, facts, random: ports.random() })
      },
    }
  }

  return {
    get load() {
      return { waiting: state.waiting.length, running: state.running.length }
    },
    enter: (admission) => {
      const { priority, endpoint, issue, signal, name, patienceMs } = admission
      if (signal?.aborted === true) return Promise.reject(cancelled(name))
      const ticket: Ticket = { id: nextId++, priority, endpoint, issue, patienceMs }
      return new Promise<Pass>((resolve, reject) => {
        const giveUp = (): void => {
          const one = settle(ticket.id)
          reject(cancelled(name))
          take({ kind: 'leave', id: ticket.id })
          if (one !== undefined) tell(one, undefined)
        }
        signal?.addEventListener('abort', giveUp, { once: true })
        const over = (): void => signal?.removeEventListener('abort', giveUp)
        waiting.set(ticket.id, {
          admission,
          start: () => (over(), resolve(passOf(ticket.id))),
          fail: (error) => (over(), reject(error)),
          told: '',
        })
        take({ kind: 'ask', ticket })
      })
    },
  }
}
