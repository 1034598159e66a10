import type { ReadableInput } from '../input/watch-focus.ts'
import { createSieve, type MouseReport } from './report.ts'

/** Takes what the pointer did out of the terminal's input before the keys are read from it. Returns what ends it. */
export const watchMouse = (input: ReadableInput, onReport: (report: MouseReport) => void): (() => void) => {
  const read = input.read.bind(input)
  const sift = createSieve()
  let parts: readonly (string | MouseReport)[] = []
  // Each read gives the keys up to the next report, so that what was typed before a click is done before it.
  input.read = (size) => {
    for (;;) {
      const [part, ...rest] = parts
      parts = rest
      if (typeof part === 'string') return part
      if (part !== undefined) onReport(part)
      else {
        const chunk = read(size)
        if (typeof chunk !== 'string') return chunk
        parts = sift(chunk)
      }
    }
  }
  return () => {
    input.read = read
  }
}
