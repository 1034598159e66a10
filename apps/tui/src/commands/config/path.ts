import { configFile, stampOf } from '../../config/config-file.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'

/** `config path`: where the file is, or would be. */
export const runConfigPath = async ({ environment, output }: CommandContext): CommandResult => {
  const file = configFile(environment)
  const exists = stampOf(environment) !== null
  if (output.json) output.value({ file, exists })
  else {
    output.line(file)
    if (!exists) output.note('There is no such file yet: mmd-tui config edit makes one')
  }
  return undefined
}
