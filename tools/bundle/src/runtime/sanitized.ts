import { createMemo } from './memo.ts'

/** Characters that are remembered, with their results: several screens of painted lines. */
const limit = 600_000

/** A pure function from text to text that computes each text once, as long as it keeps being asked for. */
export const remembered = (compute: (text: string) => string): ((text: string) => string) => {
  const memo = createMemo<string>(limit, (value) => value.length)
  return (text) => memo.get(text, () => compute(text))
}
