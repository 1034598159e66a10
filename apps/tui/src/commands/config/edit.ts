import { readFile } from 'node:fs/promises'
import { actions } from '../../actions/registry.ts'
import { AppError } from '../../config/app-error.ts'
import { configFile } from '../../config/config-file.ts'
import { loadConfig } from '../../config/load-config.ts'
import { type ReadConfig, readConfig } from '../../config/read-config.ts'
import { newConfigText } from '../../config/schema-file.ts'
import { writeConfigText } from '../../config/write-config.ts'
import { openInEditor } from '../../editor/open-in-editor.ts'
import { exitCodes } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { askYes } from '../prompt.ts'
import { checkJson } from './check.ts'
import { reportProblems } from './report-problems.ts'

/**
 * `config edit`: the file in the person's editor, looked through when that is closed, and opened again when it has mistakes and the
 * person wants that. What was written is kept either way.
 */
export const runConfigEdit = async (context: CommandContext): CommandResult => {
  const { environment, output, signal } = context
  const { isTerminal } = environment
  if (!isTerminal.stdin || !isTerminal.stderr)
    throw new AppError('no-terminal', 'The editor needs a terminal', 'Edit the file yourself: mmd-tui config path')
  const file = configFile(environment)
  const before = await readFile(file, 'utf8').catch(() => undefined)
  let text = before ?? (await newConfigText(environment))
  for (;;) {
    const edited = openInEditor(text, { extension: 'yaml' }, environment)
    if (edited.outcome === 'failed') throw new AppError('usage', edited.why, 'The file is as it was')
    text = edited.text
    const { problems }: ReadConfig = readConfig(text, actions)
    // It is written with its mistakes too: nothing that was typed is lost, and the rest of it holds.
    if (text !== before) await writeConfigText(environment, text)
    if (problems.length === 0) break
    reportProblems({ line: (words) => output.note(words), paint: (_style, words) => words }, file, problems)
    if (await askYes(environment, { text: 'Edit it again?', flag: 'a terminal' }, signal)) continue
    if (output.json) output.value(checkJson(file, problems))
    return exitCodes.usage
  }
  await loadConfig(environment)
  if (output.json) output.value(checkJson(file, []))
  else output.line(text === before ? `${file} is as it was` : `${file} is saved`)
  return undefined
}
