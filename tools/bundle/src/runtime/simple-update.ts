import { type SimpleLine, simpleLine } from './simple-line.ts'

const blank = 0x20
const none = { end: Number.POSITIVE_INFINITY, style: '', on: 0 }

/** Columns that stay as they are cost less to write again than to jump over, up to this many. */
const leap = 12

/** Reads the styles of a line from left to right. Behind its end nothing is written. */
const styles = (line: SimpleLine) => {
  let [index, run] = [0, line.runs[0] ?? none]
  return (column: number) => {
    while (column >= run.end) {
      index += 1
      run = line.runs[index] ?? none
    }
    return run
  }
}

/** The parts of a line that differ from what is on the screen, from and to a column. */
const changes = (previous: SimpleLine, next: SimpleLine): (readonly [number, number])[] => {
  const [before, now] = [styles(previous), styles(next)]
  const found: [number, number][] = []
  const width = Math.max(previous.text.length, next.text.length)
  for (let column = 0; column < width; column += 1) {
    const isSame =
      before(column).style === now(column).style &&
      (previous.text.charCodeAt(column) || blank) === (next.text.charCodeAt(column) || blank)
    if (isSame) continue
    const last = found.at(-1)
    if (last !== undefined && column - last[1] < leap) last[1] = column + 1
    else found.push([column, column + 1])
  }
  return found
}

/**
 * What to write so that a simple line takes another one's place on the screen: the changed parts alone, each with the style
 * of its columns. Undefined where one of the lines is not simple, or does not fit in the columns.
 */
export const simpleUpdate = (previous: string, next: string, columns: number | undefined): string | undefined => {
  const [before, now] = [simpleLine(previous), simpleLine(next)]
  if (before === undefined || now === undefined || columns === undefined) return undefined
  if (!(before.text.length <= columns && now.text.length <= columns)) return undefined
  const { text } = now
  let [written, on] = ['', 0]
  const wear = (run: { readonly style: string; readonly on: number }): void => {
    // A style that turns all on again that the last one had takes its place without an end.
    if ((on & ~run.on) !== 0) written += '\u001B[0m'
    written += run.style
    on = run.on
  }
  for (const [from, to] of changes(before, now)) {
    written += `\u001B[${from + 1}G`
    const styleAt = styles(now)
    for (let column = from; column < Math.min(to, text.length); ) {
      const run = styleAt(column)
      const end = Math.min(run.end, to, text.length)
      wear(run)
      written += text.slice(column, end)
      column = end
    }
    wear(none)
    if (to > text.length) written += '\u001B[K'
  }
  return written
}
