import { setTimeout as delay } from 'node:timers/promises'
import type { World } from './world/world.ts'

/** Which requests a fault hits. */
export interface FaultMatch {
  readonly method?: string
  /** Below the context path: a prefix, or a pattern. */
  readonly path: string | RegExp
}

interface SlowFault {
  readonly kind: 'slow'
  readonly delayMs: number
  readonly until?: Promise<unknown>
}

/** How the site misbehaves. */
export type FaultKind =
  /** Jira's JSON error with this status; `json` or `text`: a body of another shape, since Jira has many. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly message?: string
      readonly json?: unknown
      readonly text?: string
    }
  /** A proxy's HTML page; status 502 unless told. */
  | { readonly kind: 'html'; readonly status?: number }
  /** A login page of a single sign-on in front of Jira: 200, HTML, leading blank lines. */
  | { readonly kind: 'sso' }
  /** A proxy's redirect, to an identity provider or wherever; status 302 unless told. */
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** 401 of a proxy that wants Kerberos. */
  | { readonly kind: 'negotiate' }
  /** 302 to Jira's login page. */
  | { readonly kind: 'redirect-login' }
  /** 429 with the headers of Data Center's token bucket; `retryAfter` in seconds, default 0. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: number }
  /** Handled after a wait, which ends earlier once `until` is settled. */
  | SlowFault
  /** The connection ends before anything is done. */
  | { readonly kind: 'drop' }
  /** Everything is done, then the connection ends without an answer. */
  | { readonly kind: 'drop-after' }
  /** Everything is done; the answer stops in the middle of its JSON. */
  | { readonly kind: 'bad-json' }
  /** 500 with a Java stack trace. */
  | { readonly kind: 'stack-trace' }
  /** 403 as after too many wrong passwords. */
  | { readonly kind: 'captcha' }
  /** 403 in plain text, as a request gets that looks like one of a web page. */
  | { readonly kind: 'xsrf' }
  /** Data Center alone: searches know the issues as they were when the fault was switched on. Cloud has `indexLagMs`. */
  | { readonly kind: 'index-lag' }
  /** The credential is dropped on the way: the request is handled as anonymous. */
  | { readonly kind: 'anonymous' }

export type Fault = FaultKind & {
  readonly match: FaultMatch
  /** How many requests it hits before it is over; default: all. */
  readonly times?: number
}

/** Resolves when a slow answer is due. */
export const isDue = async ({ delayMs, until }: SlowFault): Promise<void> => {
  const wait = delay(delayMs, undefined, { ref: false })
  await (until === undefined ? wait : Promise.race([wait, until]))
}

export interface Faults {
  /** Switches a fault on; the answer switches it off. */
  add(fault: Fault): () => void
  /** The faults that are on, oldest first. */
  readonly active: readonly Fault[]
  clear(): void
}

/** The faults as the server sees them. */
export interface FaultSource extends Faults {
  /** The oldest fault that hits a request, counted as used. */
  take(method: string, path: string): Fault | undefined
  /** What a search knows while a fault of the kind `index-lag` hits it. */
  indexOf(fault: Fault): World | undefined
}

const hits = ({ method: only, path: where }: FaultMatch, method: string, path: string): boolean =>
  (only === undefined || only === method) &&
  (typeof where === 'string'
    ? path.startsWith(where)
    : new RegExp(where.source, where.flags.replace('g', '')).test(path))

/** The switchboard of one sandbox, all off; `snapshot` gives what an index holds from now on. */
export const createFaults = (snapshot?: () => World): FaultSource => {
  const indexes = new WeakMap<Fault, World>()
  let active: { readonly fault: Fault; left: number }[] = []
  return {
    add: (fault) => {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY }
      active.push(entry)
      if (fault.kind === 'index-lag' && snapshot !== undefined) indexes.set(fault, snapshot())
      return () => {
        active = active.filter((other) => other !== entry)
      }
    },
    get active() {
      return active.map(({ fault }) => fault)
    },
    clear: () => {
      active = []
    },
    indexOf: (fault) => indexes.get(fault),
    take: (method, path) => {
      const entry = active.find(({ fault, left }) => left > 0 && hits(fault.match, method, path))
      if (entry === undefined) return undefined
      entry.left -= 1
      if (entry.left <= 0) active = active.filter((other) => other !== entry)
      return entry.fault
    },
  }
}
