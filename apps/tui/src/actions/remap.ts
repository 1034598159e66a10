import type { Config } from '../config/config.ts'
import { type Chord, showChords } from '../input/chord.ts'
import type { Action, Scope } from './action.ts'
import { chains } from './registry.ts'

type Keyed = Pick<Action, 'id' | 'title' | 'scope' | 'keys'>

/** A key that a person gave to one action and another one had, or was given too. */
export interface KeyClash {
  readonly sequence: readonly Chord[]
  /** Who has it now. */
  readonly winner: string
  /** Who has it no more, or cannot be reached where the winner is. */
  readonly loser: string
  /** In one line, with both names. */
  readonly words: string
}

/** The table as a person has changed it, and what of the changes stands against each other. */
export interface Remapped {
  readonly actions: readonly Action[]
  readonly clashes: readonly KeyClash[]
}

/** One is the other or its beginning: then only the shorter one is ever reached. */
const meets = (one: readonly Chord[], other: readonly Chord[]): boolean =>
  one.slice(0, other.length).every((chord, at) => chord === other[at])

const has = (keys: Keyed['keys'], sequence: readonly Chord[]): boolean =>
  keys.some((one) => one.join(' ') === sequence.join(' '))

const together = (one: Scope, other: Scope): boolean =>
  chains.some((chain) => chain.includes(one) && chain.includes(other))

/** Whether keys of `one` are heard before those of `other` wherever both are live. */
const isNearer = (one: Scope, other: Scope): boolean =>
  chains.some((chain) => chain.includes(one) && chain.indexOf(one) < chain.indexOf(other))

const clashOf = (sequence: readonly Chord[], winner: Keyed, loser: Keyed, lost: readonly Chord[]): KeyClash => ({
  sequence,
  winner: winner.id,
  loser: loser.id,
  words: `${showChords(sequence)} is ${winner.id} (${winner.title}), no longer ${
    meets(lost, sequence) && lost.length === sequence.length ? '' : `${showChords(lost)} of `
  }${loser.id} (${loser.title})`,
})

/**
 * Gives actions the keys of a person's own. A key that was given is taken from the action that had it by itself; of two that were
 * given the same, the first keeps it. One of a nearer pane hides it there only. Each such case is told as a clash.
 */
export const remap = (table: readonly Action[], keys: Config['keys']): Remapped => {
  const given = Object.keys(keys).flatMap((id) => table.find((action) => action.id === id) ?? [])
  const clashes: KeyClash[] = []
  const held = new Map<string, readonly (readonly Chord[])[]>(table.map(({ id, keys: own }) => [id, keys[id] ?? own]))
  for (const [at, winner] of given.entries()) {
    for (const sequence of held.get(winner.id) ?? []) {
      const earlier = new Set(given.slice(0, at))
      for (const loser of table) {
        if (loser === winner || earlier.has(loser) || !together(winner.scope, loser.scope)) continue
        // What it had by itself stands well with the keys of the others as they come.
        if (has(winner.keys, sequence) && !given.includes(loser)) continue
        const theirs = held.get(loser.id) ?? []
        const lost = theirs.filter((one) => meets(one, sequence))
        if (lost.length === 0) continue
        clashes.push(...lost.map((one) => clashOf(sequence, winner, loser, one)))
        // In a nearer pane it is hidden while that is in use, as keys of panes are; elsewhere it stays.
        if (isNearer(winner.scope, loser.scope)) continue
        held.set(
          loser.id,
          theirs.filter((one) => !lost.includes(one)),
        )
      }
    }
  }
  const actions = table.map((action) => {
    const own = held.get(action.id) ?? action.keys
    return own === action.keys ? action : { ...action, keys: own }
  })
  return { actions, clashes }
}

const known = new WeakMap<Config['keys'], Remapped>()

/** The same, made once for each set of keys. */
export const remapOnce = (table: readonly Action[], keys: Config['keys']): Remapped => {
  const made = known.get(keys) ?? remap(table, keys)
  known.set(keys, made)
  return made
}
