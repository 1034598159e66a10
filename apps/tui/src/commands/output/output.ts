import type { Environment } from '../../config/environment.ts'
import type { PresentedError } from '../../present-error.ts'
import { createPaint, type Paint } from './colour.ts'
import { toJson } from './json.ts'

/** Where a command's words go: the answer to standard output, the rest to standard error. */
export interface Output {
  /** `--json` was given. */
  readonly json: boolean
  /** Paints for standard output. */
  readonly paint: Paint
  /** Columns of the terminal; undefined when standard output is none. */
  readonly width: number | undefined
  line(text: string): void
  /** The one JSON value of this run. */
  value(value: unknown): void
  /** A line beside the answer. */
  note(text: string): void
  /** Puts text on the clipboard by OSC 52, which also works over SSH; nothing without a terminal. */
  copy(text: string): void
  error(error: PresentedError): void
  /** The same as it stands in the JSON of an answer. */
  errorJson(error: PresentedError): object
}

export const createOutput = (environment: Environment, json: boolean): Output => {
  const { stdout, stderr, colour, isTerminal } = environment
  const paintError = createPaint(colour.stderr)
  return {
    json,
    paint: createPaint(colour.stdout),
    width: isTerminal.stdout ? stdout.columns : undefined,
    line: (text) => void stdout.write(`${text}\n`),
    value: (value) => void stdout.write(`${toJson(value, isTerminal.stdout)}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    copy: (text) => {
      if (isTerminal.stderr) stderr.write(`\u001B]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`)
    },
    error: (error) =>
      void stderr.write(
        json
          ? `${toJson(toErrorJson(error))}\n`
          : `${paintError('red', error.what)}\n${paintError('dim', error.hint)}\n`,
      ),
    errorJson: toErrorJson,
  }
}

/** An error as the contract writes it in JSON. */
export const toErrorJson = ({ code, what, hint, site, status, fields }: PresentedError): object => ({
  error: { code, message: what, hint, site, status, fields },
})
