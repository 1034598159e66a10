import { createMemo } from './memo.ts'
import { simpleLine } from './simple-line.ts'

/** Characters that are remembered, with their results: several screens of painted lines. */
const limit = 600_000

/**
 * Ink's cleaning of a text, which leaves a simple line as it is and has to look through any other text once, as long as it
 * keeps being asked for.
 */
export const remembered = (compute: (text: string) => string): ((text: string) => string) => {
  const memo = createMemo<string>(limit, (value) => value.length)
  return (text) => (simpleLine(text) === undefined ? memo.get(text, () => compute(text)) : text)
}
