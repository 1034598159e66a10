/** One request as a log shows it: no query, no header, no body. */
export interface RequestEntry {
  readonly method: string
  readonly path: string
  /** Method and path without ids, names and keys: `GET /rest/api/2/issue/{}`. */
  readonly endpoint: string
  /** Undefined when no answer came. */
  readonly status: number | undefined
  /** Of the answer's body, after decompression. */
  readonly bytes: number
  /** Of the request's body. */
  readonly bytesSent: number
  /** From being sent to the end of the answer. */
  readonly ms: number
  /** Before that: for a slot, for a rate limit, between two tries. */
  readonly waitMs: number
  /** 1 for the first; more: it was sent again. */
  readonly attempt: number
}

/** What several requests come to. */
export interface RequestTotals {
  readonly requests: number
  /** Of them, those that were sent again. */
  readonly retries: number
  /** Of them, those that got no answer, or one of 400 and above. */
  readonly failures: number
  readonly bytes: number
  readonly bytesSent: number
  readonly ms: number
  readonly waitMs: number
}

/** Counts requests without remembering any. */
export interface RequestLog {
  /** To be given to a connection as `onRequest`. */
  readonly record: (entry: RequestEntry) => void
  readonly totals: RequestTotals
  /** By endpoint, those with most requests first; those that did not find room stand together under `other`. */
  readonly endpoints: readonly (RequestTotals & { readonly endpoint: string })[]
}

const NOTHING: RequestTotals = { requests: 0, retries: 0, failures: 0, bytes: 0, bytesSent: 0, ms: 0, waitMs: 0 }

const MOST_ENDPOINTS = 200

const plus = (totals: RequestTotals, entry: RequestEntry): RequestTotals => ({
  requests: totals.requests + 1,
  retries: totals.retries + (entry.attempt > 1 ? 1 : 0),
  failures: totals.failures + (entry.status === undefined || entry.status >= 400 ? 1 : 0),
  bytes: totals.bytes + entry.bytes,
  bytesSent: totals.bytesSent + entry.bytesSent,
  ms: totals.ms + entry.ms,
  waitMs: totals.waitMs + entry.waitMs,
})

/** A log for the budget display and `--timing`. */
export const createRequestLog = (): RequestLog => {
  const byEndpoint = new Map<string, RequestTotals>()
  let totals = NOTHING
  return {
    record: (entry) => {
      totals = plus(totals, entry)
      const isKnown = byEndpoint.has(entry.endpoint) || byEndpoint.size < MOST_ENDPOINTS
      const endpoint = isKnown ? entry.endpoint : 'other'
      byEndpoint.set(endpoint, plus(byEndpoint.get(endpoint) ?? NOTHING, entry))
    },
    get totals() {
      return totals
    },
    get endpoints() {
      return [...byEndpoint]
        .map(([endpoint, counted]) => ({ endpoint, ...counted }))
        .sort((a, b) => b.requests - a.requests)
    },
  }
}
