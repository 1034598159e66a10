import type { SignInPorts, SignInQuestion } from '../ports.ts'
import { revealed } from '../secret.ts'
import type { SignInOptions } from './sign-in-options.ts'
import { cancelled, refuseAborted, unlessAborted } from './wait.ts'

/** What the person answers. Throws `cancelled` when given up, and what asking throws. */
export const askPerson = async (
  question: SignInQuestion,
  ports: Pick<SignInPorts, 'ask'>,
  signal: AbortSignal | undefined,
): Promise<string> => {
  refuseAborted(signal)
  const answer = await unlessAborted(ports.ask(question, signal ?? new AbortController().signal), signal)
  if (answer === undefined) throw cancelled()
  return answer
}

/** The token or password given, else what the person says. Throws like `askPerson`. */
export const askToken = async (
  question: SignInQuestion,
  ports: Pick<SignInPorts, 'ask'>,
  { token, signal }: Pick<SignInOptions, 'token' | 'signal'>,
): Promise<string> => (token === undefined ? askPerson(question, ports, signal) : revealed(token))
