/** A memory of pure results that is bounded by the length of the texts in it. */
export interface Memo<Value> {
  readonly get: (key: string, compute: () => Value) => Value
}

interface Held<Value> {
  readonly value: Value
}

/**
 * Remembers results by key in two generations: when the young one weighs more than `limit` characters it becomes the
 * old one, and what was not asked for since is forgotten. `weigh` gives the characters a value holds beside its key.
 */
export const createMemo = <Value>(limit: number, weigh: (value: Value) => number): Memo<Value> => {
  let young = new Map<string, Held<Value>>()
  let old = new Map<string, Held<Value>>()
  let weight = 0

  const keep = (key: string, held: Held<Value>): void => {
    const size = key.length + weigh(held.value)
    if (size > limit) return
    if (weight + size > limit) {
      old = young
      young = new Map()
      weight = 0
    }
    young.set(key, held)
    weight += size
  }

  return {
    get: (key, compute) => {
      const fresh = young.get(key)
      if (fresh) return fresh.value
      const held = old.get(key) ?? { value: compute() }
      keep(key, held)
      return held.value
    },
  }
}
