import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { AppError } from '../config/app-error.ts'
import type { Environment } from '../config/environment.ts'

/** A question for the person at the terminal. */
export interface Question {
  readonly text: string
  /** What to pass instead where nobody can be asked: `--client-id ID`. */
  readonly flag: string
  /** What is typed is not shown. */
  readonly hidden?: boolean
  /** Taken for an empty answer. */
  readonly fallback?: string
  /** Blanks around the answer belong to it, as in a passphrase. */
  readonly exact?: boolean
}

/**
 * Asks one line, on standard error so that the answer of the command stays clean. Throws a usage error that names the
 * flag when there is no terminal, and `cancelled` on Ctrl-C or end of input.
 */
export const ask = async (environment: Environment, question: Question, signal?: AbortSignal): Promise<string> => {
  const { stdin, stderr, isTerminal } = environment
  if (!isTerminal.stdin || !isTerminal.stderr) {
    throw new AppError('usage', `Missing: ${question.text}`, `Give ${question.flag}; nobody can be asked here`)
  }
  const fallback = question.fallback === undefined ? '' : ` [${question.fallback}]`
  const prompt = `${question.text}${fallback}: `
  const shown = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      if (question.hidden !== true) stderr.write(chunk)
      done()
    },
  })
  // Before the question: what is typed at once must find a terminal that shows nothing by itself any more.
  const output = Object.assign(shown, { columns: stderr.columns })
  const lines = createInterface({ input: stdin, output, prompt, terminal: true })
  if (question.hidden === true) stderr.write(prompt)
  else lines.prompt()
  let isAnswered = false
  try {
    const answer = tidy(question, await firstLine(lines, signal))
    isAnswered = true
    return answer === '' ? (question.fallback ?? '') : answer
  } finally {
    lines.close()
    if (question.hidden === true || !isAnswered) stderr.write('\n')
  }
}

const tidy = ({ exact = false }: Question, answer: string): string => (exact ? answer : answer.trim())

const firstLine = (lines: ReturnType<typeof createInterface>, signal: AbortSignal | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const cancel = (): void => reject(new AppError('cancelled', 'Cancelled', 'Nothing was changed'))
    lines.once('line', resolve)
    lines.once('SIGINT', cancel)
    lines.once('close', cancel)
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted === true) cancel()
  })

/** All of standard input as text, without the line end at its end. Throws `cancelled` when the signal fires. */
export const readStandardInput = async ({ stdin }: Environment, signal?: AbortSignal): Promise<string> => {
  const cancel = (): void => void stdin.destroy(new AppError('cancelled', 'Cancelled', 'Nothing was changed'))
  if (signal?.aborted === true) cancel()
  signal?.addEventListener('abort', cancel, { once: true })
  const chunks: Buffer[] = []
  try {
    for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer))
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/** A secret from standard input: piped, or typed without being shown when that is a terminal. */
export const readSecret = async (
  environment: Environment,
  question: Question,
  signal?: AbortSignal,
): Promise<string> => {
  const secret = environment.isTerminal.stdin
    ? await ask(environment, { ...question, hidden: true }, signal)
    : tidy(question, await readStandardInput(environment, signal))
  if (secret !== '') return secret
  throw new AppError('usage', `Standard input had no ${question.text}`, `Pipe it in: … | mmd-tui … ${question.flag}`)
}

/** Asks for a new secret twice, until both are the same; three times at most. Throws like `ask`, and `usage`. */
export const askNewSecret = async (
  environment: Environment,
  question: Question,
  signal?: AbortSignal,
): Promise<string> => {
  for (let attempts = 3; attempts > 0; attempts -= 1) {
    const secret = await ask(environment, { ...question, hidden: true }, signal)
    if (secret === '') return secret
    const again = await ask(environment, { ...question, text: `${question.text}, once more`, hidden: true }, signal)
    if (again === secret) return secret
    environment.stderr.write('They differ; once more from the start.\n')
  }
  throw new AppError(
    'usage',
    `The ${question.text} was typed differently three times`,
    `Or pipe it in: ${question.flag}`,
  )
}

/** Asks whether to go on: only `y` and `yes` say so. Throws like `ask`. */
export const askYes = async (environment: Environment, question: Question, signal?: AbortSignal): Promise<boolean> =>
  /^y(?:es)?$/i.test(await ask(environment, { ...question, text: `${question.text} (y/n)` }, signal))
