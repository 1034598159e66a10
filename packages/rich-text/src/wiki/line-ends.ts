/** A text with plain line ends, and the way back from its offsets to those of the text as it was. */
export interface PlainLines {
  readonly text: string
  /** The offset in the original text for one in `text`. */
  readonly original: (offset: number) => number
}

/** Makes every line end a line feed. Only `\r\n` is longer than what stands for it. */
export const withPlainLineEnds = (source: string): PlainLines => {
  if (!/[\r\u2028\u2029]/.test(source)) return { text: source, original: (offset) => offset }
  const text = source.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
  if (text.length === source.length) return { text, original: (offset) => offset }
  // Where in `text` a line feed stands for two characters.
  const pairs: number[] = []
  for (let at = source.indexOf('\r\n'); at !== -1; at = source.indexOf('\r\n', at + 2)) pairs.push(at - pairs.length)
  return { text, original: (offset) => offset + countBefore(pairs, offset) }
}

const countBefore = (sorted: readonly number[], offset: number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
