import type { Action } from '../../actions/action.ts'
import { withMacros } from '../../actions/macro-keys.ts'
import { actions } from '../../actions/registry.ts'
import { remapOnce } from '../../actions/remap.ts'
import { loadConfig } from '../../config/load-config.ts'
import { showChords } from '../../input/chord.ts'
import { writeChords } from '../../input/parse-chords.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'

/** The keys are written as in the configuration file. */
const keyJson = ({ id, scope, group, title, keys }: Action): object => ({
  action: id,
  scope,
  group,
  title,
  keys: keys.map(writeChords),
})

/** `config keys`: every action with the keys it has now, those of the file and of macros included. */
export const runConfigKeys = async ({ environment, output }: CommandContext): CommandResult => {
  const { config, problems } = await loadConfig(environment)
  const table = withMacros(remapOnce(actions, config.keys).actions, config)
  if (output.json) output.value(table.map(keyJson))
  else {
    for (const line of toTable(columns, table, output)) output.line(line)
    if (problems.length > 0) output.note('The configuration file has mistakes: mmd-tui config check tells them')
  }
  return undefined
}

const columns: readonly Column<Action>[] = [
  { title: 'Action', value: ({ id }) => id, style: () => 'bold' },
  { title: 'Keys', value: ({ keys }) => keys.map(showChords).join(' or ') },
  { title: 'Where', value: ({ scope }) => scope },
  { title: 'Group', value: ({ group }) => group },
  { title: 'What it does', value: ({ title }) => title, flexible: true },
]
