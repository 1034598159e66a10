// A rank is a text that sorts, as LexoRank makes them: `0|` a whole part `:` a fraction, in digits of base 36.
const digits = '0123456789abcdefghijklmnopqrstuvwxyz'
const base = digits.length

const digitOf = (text: string | undefined, at: number, fallback: number): number => {
  const digit = text?.[at]
  return digit === undefined ? fallback : digits.indexOf(digit)
}

/** A fraction between two; `high` undefined: below the next whole. Never ends with a zero. */
const fractionBetween = (low: string, high: string | undefined): string => {
  let made = ''
  let bound = high
  for (let at = 0; ; at += 1) {
    const from = digitOf(low, at, 0)
    const to = bound === undefined ? base : digitOf(bound, at, 0)
    if (to - from > 1) return made + (digits[(from + to) >> 1] ?? '')
    made += digits[from] ?? ''
    if (to > from) bound = undefined
  }
}

interface Parts {
  readonly whole: string
  readonly fraction: string
}

const partsOf = (rank: string): Parts => {
  const [whole = '', fraction = ''] = rank.slice(2).split(':')
  return { whole, fraction }
}

const step = (whole: string, by: 1 | -1): string =>
  (Number.parseInt(whole, base) + by).toString(base).padStart(whole.length, '0')

/** A rank between two others; undefined: there is none on that side. At least one must be given, and `low` be the lesser. */
export const rankBetween = (low: string | undefined, high: string | undefined): string => {
  if (low === undefined) return high === undefined ? '0|i00000:' : `0|${step(partsOf(high).whole, -1)}:`
  const { whole, fraction } = partsOf(low)
  if (high === undefined) return `0|${step(whole, 1)}:`
  const above = partsOf(high)
  return `0|${whole}:${fractionBetween(fraction, above.whole === whole ? above.fraction : undefined)}`
}
