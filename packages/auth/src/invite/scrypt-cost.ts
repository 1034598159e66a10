/** What deriving a key costs (RFC 7914 section 2): `128 · N · r` bytes of memory, and time by `N · r · p`. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** What an invite is sealed with: 128 MiB, about half a second. */
export const usualCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

/** The cheapest that is accepted from a file: 16 MiB. */
export const leastCost: ScryptCost = { N: 2 ** 14, r: 8, p: 1 }

/** The dearest: 256 MiB, some seconds. */
const mostCost: ScryptCost = { N: 2 ** 18, r: 8, p: 4 }

/** True when a file may ask for this much work: no less than `least`, and not so much that it would eat the machine. */
export const isAcceptableCost = ({ N, r, p }: ScryptCost, least: ScryptCost = leastCost): boolean =>
  Number.isInteger(Math.log2(N)) &&
  N >= least.N &&
  N <= mostCost.N &&
  r === mostCost.r &&
  Number.isInteger(p) &&
  p >= least.p &&
  p <= mostCost.p
