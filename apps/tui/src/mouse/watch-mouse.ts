import type { ReadableInput } from '../input/watch-focus.ts'
import { createSieve, type MouseReport } from './report.ts'

/** Takes what the pointer did out of the terminal's input before the keys are read from it. Returns what ends it. */
export const watchMouse = (input: ReadableInput, onReport: (report: MouseReport) => void): (() => void) => {
  const read = input.read.bind(input)
  const sift = createSieve()
  input.read = (size) => {
    const chunk = read(size)
    if (typeof chunk !== 'string') return chunk
    const { text, reports } = sift(chunk)
    reports.forEach(onReport)
    return text
  }
  return () => {
    input.read = read
  }
}
