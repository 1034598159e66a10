import { readFile, stat } from 'node:fs/promises'
import { AuthError } from '@mmd/auth'
import { AppError } from '../../config/app-error.ts'
import type { Environment } from '../../config/environment.ts'
import type { CommandContext } from '../invocation.ts'
import { readStandardInput } from '../prompt.ts'
import { askingOnTerminal } from '../terminal.ts'

/** No invite has as many bytes. */
const farTooLong = 1_048_576

export interface InviteText {
  readonly text: string
  /** The surroundings in which questions are asked from now on. */
  readonly environment: Environment
}

const usage = (message: string, hint: string): AppError => new AppError('usage', message, hint)

/**
 * An invite's text from a file, or from standard input for `-`; then questions go to the terminal itself. Throws `usage`,
 * and `not-an-invite` for a file that is far too long to be one.
 */
export const readInviteText = async (
  { environment, signal }: CommandContext,
  file: string,
  isPassphrasePiped: boolean,
): Promise<InviteText> => {
  if (file !== '-') return { text: await readFrom(file), environment }
  if (isPassphrasePiped) {
    throw usage('Standard input carries one thing: the invite or its passphrase', 'Name the file of the invite')
  }
  if (environment.isTerminal.stdin) throw usage('Nothing is piped in', 'Name the file: mmd-tui site join FILE')
  return { text: await readStandardInput(environment, signal), environment: askingOnTerminal(environment) }
}

const readFrom = async (file: string): Promise<string> => {
  try {
    if ((await stat(file)).size <= farTooLong) return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw usage(`${file} cannot be read (${code})`, 'Name the file that mmd-tui site export has written')
  }
  throw new AuthError('not-an-invite', 'This is too long to be an invite of mmd-tui')
}
