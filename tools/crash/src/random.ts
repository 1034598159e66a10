/** Numbers that only look random: the same seed gives the same ones. */
export interface Random {
  /** At least 0, below 1. */
  next(): number
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  /** Throws `RangeError` for an empty list. */
  pick<T>(list: readonly T[]): T
  /** A generator of its own, so that what one part draws does not change what another draws. */
  fork(): Random
}

/** The generator mulberry32: small, and good enough to choose by. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const [chosen] = list.slice(between(0, list.length - 1))
      if (chosen === undefined) throw new RangeError('There is nothing to choose from')
      return chosen
    },
    fork: () => createRandom(between(0, 2 ** 32 - 1)),
  }
}
