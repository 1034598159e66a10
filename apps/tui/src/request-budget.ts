/** What one request cost. */
export interface RequestCost {
  /** Of the answer's body, after decompression. */
  readonly bytes: number
  readonly bytesSent: number
  /** 1 for the first; more: it was sent again. */
  readonly attempt: number
}

/** What the requests of one run cost together. */
export interface RequestBudget {
  /** Counts one; without a cost, one of which no more is known. */
  readonly count: (cost?: RequestCost) => void
  /** `3 requests (1 sent again) · 12.5 kB`. */
  readonly describe: () => string
}

const UNITS = ['kB', 'MB', 'GB'] as const

const describeBytes = (bytes: number): string => {
  let size = bytes / 1_000
  let unit = 0
  while (size >= 999.95 && unit < UNITS.length - 1) {
    size /= 1_000
    unit += 1
  }
  return `${size < 0.05 ? '0' : size.toFixed(1)} ${UNITS[unit]}`
}

/** Counts requests for `--timing`, and remembers none. Loads nothing: commands that ask no site need not wait for it. */
export const createRequestBudget = (): RequestBudget => {
  let requests = 0
  let again = 0
  let bytes = 0
  return {
    count: (cost) => {
      requests += 1
      if (cost === undefined) return
      bytes += cost.bytes + cost.bytesSent
      if (cost.attempt > 1) again += 1
    },
    describe: () =>
      [
        `${requests} ${requests === 1 ? 'request' : 'requests'}${again === 0 ? '' : ` (${again} sent again)`}`,
        ...(bytes === 0 ? [] : [describeBytes(bytes)]),
      ].join(' · '),
  }
}
