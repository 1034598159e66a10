import type { Config } from '../config/config.ts'
import { acceptWords } from '../inbox/rules.ts'
import { type Chord, showChords } from '../input/chord.ts'
import type { Macro } from '../macros/macro.ts'
import { ownMacros } from '../macros/own-macros.ts'
import type { Action } from './action.ts'
import { macroAction } from './macro.actions.ts'
import { chains } from './registry.ts'

/** Where the keys of macros are heard. */
const scope = 'triage'

const isHeardThere = ({ scope: other }: Action): boolean =>
  chains.some((chain) => chain.includes(scope) && chain.includes(other))

/** One is the other or its beginning: then only the shorter one would ever be reached. */
const meets = (one: readonly Chord[], other: readonly Chord[]): boolean =>
  one.slice(0, other.length).every((chord, at) => chord === other[at])

/** Macros of the person's own as actions of the table, and why some have not the key that they ask for. */
export interface KeyedMacros {
  readonly actions: readonly Action[]
  /** By the name of the macro: `x is Mark the row`. */
  readonly clashes: ReadonlyMap<string, string>
}

/** The title of the action of a table that has a key where macros are heard, or one that begins it or that it begins. */
export const holderOf = (table: readonly Action[], key: readonly Chord[]): string | undefined =>
  table.find((action) => isHeardThere(action) && action.keys.some((one) => meets(one, key) || meets(key, one)))?.title

/** Gives each macro its key where nothing else has it: an action of the program, or a macro before it, keeps it. */
const keyMacros = (table: readonly Action[], macros: readonly Macro[]): KeyedMacros => {
  const clashes = new Map<string, string>()
  const taken: Action[] = []
  const actions = macros.map((macro) => {
    const { name, key } = macro
    const owner = key.length === 0 ? undefined : (holderOf(table, key) ?? holderOf(taken, key))
    if (owner !== undefined) clashes.set(name, `${showChords(key)} is ${owner}`)
    const action = macroAction(macro, owner === undefined && key.length > 0 ? [key] : [])
    taken.push(action)
    return action
  })
  return { actions, clashes }
}

const known = new WeakMap<readonly Action[], WeakMap<Config['macros'], KeyedMacros>>()

/** The same, made once for each table and each version of the person's file. */
export const keyedMacros = (table: readonly Action[], config: Config): KeyedMacros => {
  const ofTable = known.get(table) ?? new WeakMap<Config['macros'], KeyedMacros>()
  known.set(table, ofTable)
  const made = ofTable.get(config.macros) ?? keyMacros(table, ownMacros(config).macros)
  ofTable.set(config.macros, made)
  return made
}

/** What accepting does in the inbox is the person's to say, and so in the help and the palette. */
const saying =
  (accepts: string) =>
  (action: Action): Action =>
    accepts === '' || action.id !== 'inbox.accept' ? action : { ...action, title: `Accept: ${accepts}` }

const whole = new WeakMap<KeyedMacros, readonly Action[]>()

/** The table with the person's macros behind its actions, and with what they have made of accepting. */
export const withMacros = (table: readonly Action[], config: Config): readonly Action[] => {
  const keyed = keyedMacros(table, config)
  const accepts = acceptWords(config.inbox)
  if (keyed.actions.length === 0 && accepts === '') return table
  const made = whole.get(keyed) ?? [...table.map(saying(accepts)), ...keyed.actions]
  whole.set(keyed, made)
  return made
}
