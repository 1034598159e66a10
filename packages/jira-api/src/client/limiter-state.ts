import type { Priority } from '../call-options.ts'
import type { Bucket, LimitReason, RateFacts } from './rate-facts.ts'
import { limitedDelay, PATIENCE } from './retry-delay.ts'

/** One request on its way to a host. */
export interface Ticket {
  readonly id: number
  readonly priority: Priority
  /** Method and path without ids: `GET /rest/api/2/issue/{}`. */
  readonly endpoint: string
  /** The issue that it writes to. */
  readonly issue: string | undefined
  /** How long a user waits, ms; absent: as long as anybody does who looks on. */
  readonly patienceMs?: number | undefined
}

/** One that would have to wait too long. */
export interface Refused {
  readonly id: number
  readonly why: WaitReason
  /** Milliseconds to stay away. */
  readonly waitMs: number
}

/**
 * Why a request waits. `busy`: all slots are taken; `rate-limit`: the site turned requests away, or its bucket is empty;
 * `quota`: the app's hour is used up; `burst`: of this endpoint; `issue-writes`: of this issue; `near-limit`: spaced out
 * before it comes to that; `unavailable`: the site said with a 503 when to come back.
 */
export type WaitReason = 'busy' | 'rate-limit' | 'quota' | 'burst' | 'issue-writes' | 'near-limit' | 'unavailable'

/** Something that keeps requests back until a time. */
interface Hold {
  readonly why: Exclude<WaitReason, 'busy' | 'near-limit'>
  /** The endpoint of a burst, the issue of writes; empty for the others. */
  readonly key: string
  readonly until: number
}

/** A ticket on its way, with the refusals in a row when it started. */
type Running = Ticket & { readonly strikes: number }

/** All times in milliseconds. Made by `initialLimiterState` and `step` alone. */
export interface LimiterState {
  readonly concurrency: number
  /** In the order in which they came. */
  readonly waiting: readonly Ticket[]
  readonly running: readonly Running[]
  readonly holds: readonly Hold[]
  readonly bucket: (Bucket & { readonly at: number }) | undefined
  /** Background requests start this far from each other, until then. */
  readonly spacing: { readonly ms: number; readonly until: number } | undefined
  readonly nextBackground: number
  /** Users who started while background work waited, since the last of it did. */
  readonly usersFirst: number
  /** Refusals for the rate in a row. */
  readonly strikes: number
}

export type LimiterEvent =
  | { readonly kind: 'ask'; readonly ticket: Ticket }
  /** It was given up, or no answer came. */
  | { readonly kind: 'leave'; readonly id: number }
  /** `random` in [0, 1). */
  | { readonly kind: 'answer'; readonly id: number; readonly facts: RateFacts; readonly random: number }
  /** Time went on. */
  | { readonly kind: 'tick' }

/** `until` undefined: until another request is through. */
export interface Block {
  readonly why: WaitReason
  readonly until: number | undefined
}

export interface Step {
  readonly state: LimiterState
  /** Those that may go now. */
  readonly started: readonly number[]
  /** Those that would wait longer than anybody who looks on would: told at once. */
  readonly refused: readonly Refused[]
  readonly blocks: ReadonlyMap<number, Block>
  /** When to send the next `tick`; undefined: nothing waits for a time. */
  readonly wakeAt: number | undefined
}

/** What an answer near the limit does to background requests, when it does not say how fast the bucket fills. */
const SPACING = 1_000
const LONGEST_SPACING = 30_000
/** An answer near the limit is remembered for so long. */
const NEAR_LIMIT_MEMORY = 10_000
/** A host is left alone for at least so long after a 429. */
const SHORTEST_HOLD = 1_000
const HOUR = 3_600_000
const MOST_HOLDS = 500
/** After so many users one of background work goes, however many more of them wait. */
const MOST_USERS_FIRST = 24

/** Nothing runs, nothing waits. */
export const initialLimiterState = (concurrency: number): LimiterState => ({
  concurrency: Math.max(1, concurrency),
  waiting: [],
  running: [],
  holds: [],
  bucket: undefined,
  spacing: undefined,
  nextBackground: 0,
  usersFirst: 0,
  strikes: 0,
})

const holds = (hold: Hold, ticket: Ticket): boolean => {
  switch (hold.why) {
    case 'rate-limit':
    case 'unavailable':
      return true
    case 'quota':
      // Somebody who waits for one answer may still have it.
      return ticket.priority === 'background'
    case 'burst':
      return hold.key === ticket.endpoint
    case 'issue-writes':
      return hold.key === ticket.issue
  }
}

/** When the bucket has a token, by our count; what was said of it an hour ago says nothing. */
const tokenAt = ({ bucket }: LimiterState, now: number): number => {
  if (bucket === undefined) return now
  const missing = 1 - bucket.remaining
  return missing <= 0 ? now : bucket.at + Math.min(missing * bucket.refillMs, HOUR)
}

const blockOf = (state: LimiterState, ticket: Ticket, now: number): Block | undefined => {
  let block: { readonly why: WaitReason; readonly until: number } | undefined
  const add = (why: WaitReason, until: number): void => {
    if (until > now && until > (block?.until ?? now)) block = { why, until }
  }
  for (const hold of state.holds) if (holds(hold, ticket)) add(hold.why, hold.until)
  // The count of tokens is approximate and of one node: it is no reason to keep somebody waiting who looks on.
  if (ticket.priority === 'background') {
    add('rate-limit', tokenAt(state, now))
    add('near-limit', state.nextBackground)
  }
  if (block !== undefined) return block
  const { concurrency, running } = state
  // One slot is never taken by background work, unless it is the only one.
  const background = running.filter(({ priority }) => priority === 'background').length
  const isFull =
    running.length >= concurrency || (ticket.priority === 'background' && background >= Math.max(1, concurrency - 1))
  return isFull ? { why: 'busy', until: undefined } : undefined
}

const started = (state: LimiterState, ticket: Ticket, now: number): LimiterState => ({
  ...state,
  waiting: state.waiting.filter(({ id }) => id !== ticket.id),
  running: [...state.running, { ...ticket, strikes: state.strikes }],
  bucket: state.bucket === undefined ? undefined : { ...state.bucket, remaining: state.bucket.remaining - 1 },
  nextBackground:
    ticket.priority === 'background' && state.spacing !== undefined && state.spacing.until > now
      ? now + state.spacing.ms
      : state.nextBackground,
  usersFirst: ticket.priority === 'user' ? state.usersFirst + 1 : 0,
})

const withHold = (state: LimiterState, hold: Hold): LimiterState => {
  const others = state.holds.filter(({ why, key }) => why !== hold.why || key !== hold.key)
  const before = state.holds.find(({ why, key }) => why === hold.why && key === hold.key)
  const longer = before !== undefined && before.until > hold.until ? before : hold
  return { ...state, holds: [...others, longer].slice(-MOST_HOLDS) }
}

const holdOf = (
  { ticket, facts, strikes, random }: { ticket: Ticket; facts: RateFacts; strikes: number; random: number },
  now: number,
): Hold | undefined => {
  if (facts.status === 503)
    return facts.waitMs === undefined
      ? undefined
      : { why: 'unavailable', key: '', until: now + Math.min(facts.waitMs, PATIENCE * 1_000) }
  if (facts.status !== 429) return undefined
  const wait = facts.waitMs ?? limitedDelay(Math.min(strikes, 6), random)
  const until = now + Math.min(Math.max(SHORTEST_HOLD, wait), HOUR)
  const reason: LimitReason = facts.reason === 'issue-writes' && ticket.issue === undefined ? 'unsaid' : facts.reason
  switch (reason) {
    case 'burst':
      return { why: 'burst', key: ticket.endpoint, until }
    case 'issue-writes':
      return { why: 'issue-writes', key: ticket.issue ?? '', until }
    case 'quota':
      // Quotas begin anew with each hour.
      return { why: 'quota', key: '', until: facts.waitMs === undefined ? (Math.floor(now / HOUR) + 1) * HOUR : until }
    case 'unsaid':
      return { why: 'rate-limit', key: '', until }
  }
}

/** `state.running` is without the ticket whose answer it is. */
const answered = (
  state: LimiterState,
  { ticket, facts, random }: { ticket: Running; facts: RateFacts; random: number },
  now: number,
): LimiterState => {
  // Those that were under way together were turned away together: that is once.
  const strikes = facts.status === 429 ? Math.max(state.strikes, ticket.strikes + 1) : 0
  const { bucket } = facts
  const ms = Math.min(bucket?.refillMs ?? SPACING, LONGEST_SPACING)
  const next: LimiterState = {
    ...state,
    strikes,
    // The node may not have counted those that are still under way.
    bucket:
      bucket === undefined
        ? state.bucket
        : { ...bucket, remaining: Math.max(0, bucket.remaining - state.running.length), at: now },
    spacing: facts.isNearLimit ? { ms, until: now + NEAR_LIMIT_MEMORY } : state.spacing,
    nextBackground: facts.isNearLimit ? Math.max(state.nextBackground, now + ms) : state.nextBackground,
  }
  const hold = holdOf({ ticket, facts, strikes, random }, now)
  return hold === undefined ? next : withHold(next, hold)
}

const applied = (state: LimiterState, event: LimiterEvent, now: number): LimiterState => {
  switch (event.kind) {
    case 'tick':
      return state
    case 'ask':
      return { ...state, waiting: [...state.waiting, event.ticket] }
    case 'leave':
    case 'answer': {
      const without = {
        ...state,
        waiting: state.waiting.filter(({ id }) => id !== event.id),
        running: state.running.filter(({ id }) => id !== event.id),
      }
      const ticket = state.running.find(({ id }) => id === event.id)
      return event.kind === 'leave' || ticket === undefined ? without : answered(without, { ...event, ticket }, now)
    }
  }
}

/** Users first, but that background work has waited for enough of them. */
const turns = (state: LimiterState, now: number): readonly Ticket[] => {
  const users = state.waiting.filter(({ priority }) => priority === 'user')
  const background = state.waiting.filter(({ priority }) => priority === 'background')
  const first =
    state.usersFirst < MOST_USERS_FIRST
      ? undefined
      : background.find((ticket) => (blockOf(state, ticket, now)?.why ?? 'busy') === 'busy')
  return first === undefined
    ? [...users, ...background]
    : [first, ...users, ...background.filter((ticket) => ticket !== first)]
}

/** Nobody looks on at background work. Milliseconds. */
const patienceOf = ({ priority, patienceMs = PATIENCE * 1_000 }: Ticket): number =>
  priority === 'user' ? patienceMs : Number.POSITIVE_INFINITY

const fresh = (state: LimiterState, now: number): LimiterState => ({
  ...state,
  holds: state.holds.filter(({ until }) => until > now),
})

/**
 * The limiter of one host as a state machine: takes what happened, and says who may go, who waits for what until when, and
 * who would wait too long. Users go before background work, but not for ever; each in the order in which they came; one
 * that is kept back keeps none back behind it.
 */
export const step = (before: LimiterState, event: LimiterEvent, now: number): Step => {
  let state = fresh(applied(before, event, now), now)
  const going: number[] = []
  const refused: Refused[] = []
  const blocks = new Map<number, Block>()
  let wakeAt: number | undefined
  for (const ticket of turns(state, now)) {
    const block = blockOf(state, ticket, now)
    if (block === undefined) {
      state = started(state, ticket, now)
      going.push(ticket.id)
    } else if (block.until !== undefined && block.until - now > patienceOf(ticket)) {
      refused.push({ id: ticket.id, why: block.why, waitMs: block.until - now })
    } else {
      blocks.set(ticket.id, block)
      if (block.until !== undefined) wakeAt = Math.min(wakeAt ?? block.until, block.until)
    }
  }
  const gone = new Set(refused.map(({ id }) => id))
  if (gone.size > 0) state = { ...state, waiting: state.waiting.filter(({ id }) => !gone.has(id)) }
  if (state.waiting.every(({ priority }) => priority === 'user')) state = { ...state, usersFirst: 0 }
  return { state, started: going, refused, blocks, wakeAt }
}
