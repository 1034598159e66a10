import type { Home } from '../program.ts'

/** One action of the program as `config keys --json` tells it. */
export interface ActionKeys {
  readonly action: string
  readonly title: string
  /** Written as in the configuration file: `g g`, `ctrl-d`. */
  readonly keys: readonly string[]
}

/** What the program says of its own keys, by the name of the action. */
export type KeyTable = ReadonlyMap<string, ActionKeys>

/** Asks the program which keys its actions have in this home. */
export const readKeys = async (home: Pick<Home, 'run'>): Promise<KeyTable> => {
  const { stdout, stderr } = await home.run(['config', 'keys', '--json'])
  if (stdout === '') throw new Error(stderr)
  const list: readonly ActionKeys[] = JSON.parse(stdout)
  return new Map(list.map((one) => [one.action, one]))
}

/** The entry of an action. Throws when the program has no such action, so that a renamed one is noticed. */
export const actionIn = (table: KeyTable, id: string): ActionKeys => {
  const found = table.get(id)
  if (found === undefined) throw new Error(`The program has no action ${id}`)
  return found
}
