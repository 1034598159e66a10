const regionalIndicator = /^[\u{1F1E6}-\u{1F1FF}]/u

/** Marks and parts of Korean syllables without what they belong to, and pictographs that older tables do not have. */
const doubtfulAlone = /^(?:\p{M}|[\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u{1FA70}-\u{1FAFF}])$/u

/** Terminals agree on letters, ideographs and most pictographs; on what is put together of several characters they do not. */
const isDoubtful = (cluster: string): boolean => {
  if (cluster >= '\u0300' && doubtfulAlone.test(cluster)) return true
  if (cluster.length < 2) return false
  const first = cluster.codePointAt(0) ?? 0
  return first >= 0x20 && (cluster.length > (first > 0xff_ff ? 2 : 1) || regionalIndicator.test(cluster))
}

/**
 * A cluster at a column, from 0, with what keeps the rest of its row in place where the terminal counts its cells in another
 * way than we do: its cells are erased first (ECH), and the cursor goes behind them last (CHA).
 */
export const anchored = (cluster: string, column: number, widthOf: (text: string) => number): string => {
  if (!isDoubtful(cluster)) return cluster
  const width = Math.max(1, widthOf(cluster))
  return `\u001B[${width}X${cluster}\u001B[${column + width + 1}G`
}
