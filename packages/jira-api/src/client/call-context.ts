import { AsyncLocalStorage } from 'node:async_hooks'
import type { CallOptions, Priority } from '../call-options.ts'

/** What holds for every request that a call makes, however many there are. */
export interface CallContext {
  readonly priority: Priority
  /** On the clock of `performance.now()`; undefined: no end. */
  readonly deadline: number | undefined
  /** Milliseconds; undefined: as usual. See `withPatience`. */
  readonly patienceMs: number | undefined
}

const storage = new AsyncLocalStorage<CallContext>()

const NONE: CallContext = { priority: 'user', deadline: undefined, patienceMs: undefined }

/** What the call says under which this runs. */
export const callContext = (): CallContext => storage.getStore() ?? NONE

/** Runs a call; an end that was set further out stays if it is earlier. */
export const inCallContext = <T>({ priority, budgetMs }: CallOptions, run: () => T): T => {
  const around = callContext()
  const own = budgetMs === undefined ? undefined : performance.now() + budgetMs
  const deadline =
    own === undefined || around.deadline === undefined ? (own ?? around.deadline) : Math.min(own, around.deadline)
  return storage.run({ ...around, priority: priority ?? around.priority, deadline }, run)
}

/** Runs what others will wait for too: the end and the standing of who happens to ask first are not theirs. */
export const outsideCalls = <T>(run: () => T): T => storage.run(NONE, run)

const OPTION_NAMES = new Set(['signal', 'priority', 'budgetMs', 'onProgress', 'onSent'])

/** Methods that take anything at all, as the value of a property is, and where their options stand. */
const TAKES_ANYTHING: Readonly<Record<string, number>> = { setProperty: 2 }

/** The options of a call are its last argument, and nothing else that it takes has these members alone. */
const optionsOf = (method: string, args: readonly unknown[]): CallOptions | undefined => {
  const last = args[TAKES_ANYTHING[method] ?? args.length - 1]
  if (typeof last !== 'object' || last === null || Array.isArray(last)) return undefined
  const { priority, budgetMs } = last as Record<string, unknown>
  const isContext = priority === 'user' || priority === 'background' || typeof budgetMs === 'number'
  return isContext && Object.keys(last).every((name) => OPTION_NAMES.has(name)) ? last : undefined
}

/** Gives each method of a client the options `priority` and `budgetMs`, which then hold for all the requests it makes. */
export const withCallOptions = <T extends object>(client: T): T =>
  Object.fromEntries(
    Object.entries(client).map(([name, method]) => [
      name,
      typeof method !== 'function'
        ? method
        : (...args: readonly unknown[]): unknown => {
            const options = optionsOf(name, args)
            return options === undefined ? method(...args) : inCallContext(options, () => method(...args))
          },
    ]),
  ) as T

/**
 * The client for one who can plan waits: where a site asks to be left alone, or fails in passing, each request waits for no more
 * than so many milliseconds in all, and then ends with what the site said: `rate-limited`, with how long it asked for.
 */
export const withPatience = <T extends object>(client: T, patienceMs: number): T =>
  Object.fromEntries(
    Object.entries(client).map(([name, method]) => [
      name,
      typeof method !== 'function'
        ? method
        : (...args: readonly unknown[]): unknown =>
            storage.run({ ...callContext(), patienceMs }, () => method(...args)),
    ]),
  ) as T
