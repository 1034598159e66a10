import { isNarrow } from './emoji-width.ts'
import { rendition } from './graphics.ts'
import { createMemo } from './memo.ts'

/** Columns of one style. */
interface Run {
  /** The column behind the last one. */
  end: number
  /** The sequences that turn the style on where none is; empty for none. */
  readonly style: string
  /** What the style turns on, as bits of `graphics.ts`. */
  readonly on: number
}

/** A line of characters of one column each, whose styles are closed at its end: it can stand on a screen as it is. */
export interface SimpleLine {
  readonly text: string
  readonly runs: readonly Readonly<Run>[]
}

/** The end of the parameters that begin here: where their `m` is. -1 where it is another sequence, or none. */
const parametersEnd = (line: string, from: number): number => {
  let at = from
  for (;;) {
    const code = line.charCodeAt(at)
    if (code === 0x6d) return at
    // Digits and the semicolon.
    if (!(code >= 0x30 && code <= 0x39) && code !== 0x3b) return -1
    at += 1
  }
}

const read = (line: string): SimpleLine | undefined => {
  const runs: Run[] = []
  let [text, style, on, at] = ['', '', 0, 0]
  while (at < line.length) {
    const escape = line.indexOf('\u001B', at)
    const end = escape === -1 ? line.length : escape
    if (end > at) {
      text += line.slice(at, end)
      const run = runs.at(-1)
      if (run?.style === style) run.end = text.length
      else runs.push({ end: text.length, style, on })
    }
    if (escape === -1) break
    const last = line.charCodeAt(escape + 1) === 0x5b ? parametersEnd(line, escape + 2) : -1
    const change = last === -1 ? undefined : rendition(line.slice(escape + 2, last))
    if (change === undefined) return undefined
    at = last + 1
    on = (on & change.keep) | change.set
    style = on === 0 ? '' : style + line.slice(escape, at)
  }
  return on === 0 && isNarrow(text) ? { text, runs } : undefined
}

interface Read {
  readonly line: SimpleLine | undefined
}

// Several screens of 200 by 50 with colours. A line is asked for some five times in the frame that it comes in.
const lines = createMemo<Read>(120_000, ({ line }) => line?.text.length ?? 0)

/** The line, if it is simple. */
export const simpleLine = (line: string): SimpleLine | undefined => lines.get(line, () => ({ line: read(line) })).line

/** The columns of a simple line, undefined for any other line. */
export const simpleWidth = (line: string): number | undefined => simpleLine(line)?.text.length
