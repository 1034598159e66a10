/** Lines of a dialog that belong together. */
export interface Part {
  readonly lines: readonly string[]
  /** Parts with a higher number give way first where there is not room for all. */
  readonly gives: number
  /** Lines that stay to the last. */
  readonly least?: number
  /** The newest lines stand at the end: cut off at the beginning. */
  readonly fromEnd?: boolean
}

/** The lines of all parts in their order, at most `height`: what matters least gives way first. */
export const fitParts = (parts: readonly Part[], height: number): readonly string[] => {
  const kept = parts.map(({ lines }) => lines.length)
  let excess = kept.reduce((sum, count) => sum + count, 0) - height
  const order = parts.map((part, at) => ({ ...part, at })).sort((a, b) => b.gives - a.gives)
  for (const floor of [true, false]) {
    for (const { at, least = 0 } of order) {
      const has = kept[at] ?? 0
      const taken = Math.max(0, Math.min(excess, has - (floor ? least : 0)))
      kept[at] = has - taken
      excess -= taken
    }
  }
  return parts.flatMap(({ lines, fromEnd = false }, at) => {
    const count = kept[at] ?? 0
    return fromEnd ? lines.slice(lines.length - count) : lines.slice(0, count)
  })
}
