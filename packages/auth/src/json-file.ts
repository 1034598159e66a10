import { AuthError } from './errors.ts'

/** Where V8 says the mistake is; it leaves the position out of some messages. */
const positionOf = (error: unknown): number | undefined => {
  const found = error instanceof Error ? /at position (\d+)/u.exec(error.message)?.[1] : undefined
  return found === undefined ? undefined : Number(found)
}

/** True when the text is wrong before its end, so that more text could not make it right. */
const isWrongWithin = (text: string): boolean => {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    // A string ends on its line.
    if (error instanceof Error && error.message.startsWith('Unterminated string')) return true
    const position = positionOf(error)
    if (position !== undefined) return position < text.trimEnd().length
    return error instanceof Error && !error.message.startsWith('Unexpected end')
  }
}

/** The number, from 1, of the line where the JSON goes wrong; the last line when it just ends too early. */
export const brokenLine = (text: string): number => {
  const lines = text.split('\n')
  const wrong = lines.findIndex((_, index) => isWrongWithin(lines.slice(0, index + 1).join('\n')))
  return wrong === -1 ? lines.length : wrong + 1
}

/** The file's JSON. Throws `bad-file` with path and line; the text itself is never quoted, it may hold secrets. */
export const parseJsonFile = (text: string, path: string): unknown => {
  try {
    // Editors on Windows put a byte-order mark in front.
    return JSON.parse(text.replace(/^\ufeff/u, ''))
  } catch {
    throw new AuthError('bad-file', `The file is not valid JSON, see line ${brokenLine(text)}`, path)
  }
}
