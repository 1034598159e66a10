/** Lines of a dialog that belong together. */
export interface Part {
  readonly lines: readonly string[]
  /** Parts with a higher number give way first where there is not room for all. */
  readonly gives: number
  /** Lines that stay to the last. */
  readonly least?: number
  /** Of no use in pieces: it is there as a whole or not at all. */
  readonly whole?: boolean
  /** The same said in at most so many lines; absent: the first ones of `lines`. */
  readonly inFewer?: (most: number) => readonly string[]
}

/** The lines of all parts in their order, at most `height`: what matters least gives way first. */
export const fitParts = (parts: readonly Part[], height: number): readonly string[] => {
  const kept = parts.map(({ lines }) => lines.length)
  let excess = kept.reduce((sum, count) => sum + count, 0) - height
  const order = parts.map((part, at) => ({ ...part, at })).sort((a, b) => b.gives - a.gives)
  for (const floor of [true, false]) {
    for (const { at, least = 0, whole = false } of order) {
      const has = kept[at] ?? 0
      const most = has - (floor ? least : 0)
      const taken = Math.max(0, whole && excess > 0 ? most : Math.min(excess, most))
      kept[at] = has - taken
      excess -= taken
    }
  }
  return parts.flatMap(({ lines, inFewer }, at) => {
    const most = kept[at] ?? 0
    return inFewer !== undefined && most < lines.length ? inFewer(most).slice(0, most) : lines.slice(0, most)
  })
}
