/** How something that was read at equal points of a run has grown. */
export interface Growth {
  readonly first: number
  /** Means of the middle and of the last third. */
  readonly middle: number
  readonly last: number
  /** From the middle to the last third, and how much of that may be chance: two standard errors of the difference. */
  readonly change: number
  readonly noise: number
  /** Of a line through the last two thirds, for the whole run, and two standard errors of it. */
  readonly slope: number
  readonly slopeError: number
}

const mean = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0) / values.length

/** The variance of a sample; 0 of one value. */
const variance = (values: readonly number[]): number => {
  const middle = mean(values)
  return values.length < 2 ? 0 : values.reduce((all, one) => all + (one - middle) ** 2, 0) / (values.length - 1)
}

/** The line of least squares through values at equal distances: its slope from one to the next, and its standard error. */
const lineThrough = (values: readonly number[]): { readonly slope: number; readonly error: number } => {
  const [middleAt, middle] = [(values.length - 1) / 2, mean(values)]
  const spread = values.reduce((all, _, at) => all + (at - middleAt) ** 2, 0)
  if (spread === 0) return { slope: 0, error: 0 }
  const slope = values.reduce((all, one, at) => all + (at - middleAt) * (one - middle), 0) / spread
  const left = values.reduce((all, one, at) => all + (one - middle - slope * (at - middleAt)) ** 2, 0)
  return { slope, error: values.length < 3 ? 0 : Math.sqrt(left / (values.length - 2) / spread) }
}

/** Reads growth off values that were taken at equal points of a run, at least three; the first third is for getting warm. */
export const growthOf = (values: readonly number[]): Growth => {
  const third = Math.floor(values.length / 3)
  const [middles, lasts] = [values.slice(third, -third), values.slice(-third)]
  const line = lineThrough(values.slice(third))
  return {
    first: values[0] ?? Number.NaN,
    middle: mean(middles),
    last: mean(lasts),
    change: mean(lasts) - mean(middles),
    noise: 2 * Math.sqrt(variance(middles) / middles.length + variance(lasts) / lasts.length),
    slope: line.slope * values.length,
    slopeError: 2 * line.error * values.length,
  }
}
