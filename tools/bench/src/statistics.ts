/** What a row of times comes to; all in the unit of the times. */
export interface Summary {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
}

/**
 * The value below which `share` (0 to 1) of the values lie, the nearest one that occurred; NaN of none.
 */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const half = sorted.length / 2
  const upper = sorted[Math.floor(half)] ?? Number.NaN
  return Number.isInteger(half) ? ((sorted[half - 1] ?? Number.NaN) + upper) / 2 : upper
}

/**
 * The median of the ratios round by round, so that a slow minute of the machine counts on both sides. Rounds are
 * paired by position; NaN when there are none.
 */
export const medianRatio = (values: readonly number[], bases: readonly number[]): number =>
  median(values.slice(0, bases.length).map((value, round) => value / (bases[round] ?? Number.NaN)))

/** The percentiles of a row of times. */
export const summarise = (values: readonly number[]): Summary => ({
  count: values.length,
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  p99: percentile(values, 0.99),
  max: percentile(values, 1),
})
