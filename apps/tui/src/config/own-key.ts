import { showChords } from '../input/chord.ts'
import type { Config } from './config.ts'

/** The first key of an action as people read it: the person's own, else `otherwise`; empty where they gave it none. */
export const ownKey = ({ keys }: Pick<Config, 'keys'>, id: string, otherwise: string): string => {
  const own = keys[id]
  return own === undefined ? otherwise : showChords(own[0] ?? [])
}
