import { AuthError } from '../errors.ts'
import type { SignInPorts, SignInQuestion } from '../ports.ts'
import { revealed } from '../secret.ts'
import type { SignInOptions } from './sign-in-options.ts'

/** The token or password given, else what the person says. Throws `cancelled` when given up. */
export const askToken = async (
  question: SignInQuestion,
  ports: Pick<SignInPorts, 'ask'>,
  { token, signal = new AbortController().signal }: SignInOptions,
): Promise<string> => {
  const answer = token === undefined ? await ports.ask(question, signal) : revealed(token)
  if (answer === undefined) throw new AuthError('cancelled', 'Signing in was cancelled')
  return answer
}
