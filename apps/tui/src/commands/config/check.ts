import { configFile } from '../../config/config-file.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { ConfigProblem } from '../../config/problem.ts'
import { exitCodes } from '../../present-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { reportProblems } from './report-problems.ts'

/** The mistakes of the file in JSON; the keys are part of the contract. */
export const checkJson = (file: string, problems: readonly ConfigProblem[]): object => ({
  file,
  ok: problems.length === 0,
  problems: problems.map(({ line, column, path, what, todo }) => ({ line, column, path, message: what, hint: todo })),
})

/** `config check`: every mistake with its place and what to do; exit code 2 when there is one. */
export const runConfigCheck = async ({ environment, output }: CommandContext): CommandResult => {
  const file = configFile(environment)
  const { problems, stamp } = await loadConfig(environment)
  if (output.json) output.value(checkJson(file, problems))
  else if (problems.length > 0) reportProblems(output, file, problems)
  else output.line(stamp === null ? `${file} is not there, and need not be` : `${file} has no mistakes`)
  return problems.length === 0 ? undefined : exitCodes.usage
}
