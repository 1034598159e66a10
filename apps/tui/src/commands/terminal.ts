import { openSync } from 'node:fs'
import { ReadStream } from 'node:tty'
import type { Environment } from '../config/environment.ts'

/**
 * Surroundings in which the person can be asked although standard input is a pipe: questions are answered on the terminal
 * that the program was started from. The same surroundings where there is none.
 */
export const askingOnTerminal = (environment: Environment): Environment => {
  const { isTerminal, programs } = environment
  // Where nobody sees the question nobody is asked.
  if (isTerminal.stdin || !isTerminal.stderr || programs.platform === 'win32') return environment
  try {
    return {
      ...environment,
      stdin: new ReadStream(openSync('/dev/tty', 'r')),
      isTerminal: { ...isTerminal, stdin: true },
    }
  } catch {
    return environment
  }
}
