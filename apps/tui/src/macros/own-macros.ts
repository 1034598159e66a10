import type { Config } from '../config/config.ts'
import type { ReadMacros } from './macro.ts'
import { readMacros } from './read-macros.ts'

const known = new WeakMap<Config['macros'], ReadMacros>()

/** The macros of the person's own file, read once for each version of it. */
export const ownMacros = ({ macros }: Pick<Config, 'macros'>): ReadMacros => {
  const read = known.get(macros) ?? readMacros(macros)
  known.set(macros, read)
  return read
}
