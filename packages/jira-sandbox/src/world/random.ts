/** A seeded source of choices: the same seed gives the same choices in the same order. */
export interface Random {
  /** From 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly [T, ...T[]]): T
  /** Up to `count` different items, in the order of the list. */
  some<T>(items: readonly T[], count: number): T[]
  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[]
  /** One value, as likely as its weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T
}

// mulberry32: 32 bits of state are plenty for demo data.
const mulberry = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const weightedChoice = <T>(choices: readonly (readonly [T, number])[], at: number): T => {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0)
  let left = at * total
  for (const [value, weight] of choices) {
    left -= weight
    if (left < 0) return value
  }
  const last = choices.at(-1)
  if (last === undefined) throw new TypeError('nothing to choose from')
  return last[0]
}

/** A source of choices for one seed. */
export const createRandom = (seed: number): Random => {
  const next = mulberry(seed)
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
    some: (items, count) => {
      if (count === 0) return []
      const left = new Set(items.keys())
      const chosen: number[] = []
      while (chosen.length < count && left.size > 0) {
        const index = [...left][Math.floor(next() * left.size)] ?? 0
        left.delete(index)
        chosen.push(index)
      }
      return chosen.sort((a, b) => a - b).flatMap((index) => items.slice(index, index + 1))
    },
    shuffled: (items) =>
      items
        .map((item) => ({ item, place: next() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item),
    weighted: (choices) => weightedChoice(choices, next()),
  }
}
