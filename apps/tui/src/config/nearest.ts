/** Letters that must be added, left away, exchanged or swapped with their neighbour to make one word of the other. */
const distance = (from: string, to: string): number => {
  let [before, row]: [readonly number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, at) => at)]
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[to.length] ?? 0
}

/** No word that is longer is compared. */
const longest = 64

/** The name that was probably meant by a mistyped one; undefined when none is like it. */
export const nearest = (typed: string, names: Iterable<string>): string | undefined => {
  if (typed.length > longest) return undefined
  const word = typed.toLowerCase()
  let found: { readonly name: string; readonly far: number } | undefined
  for (const name of names) {
    const far = distance(word, name.toLowerCase())
    if (far <= Math.max(1, Math.floor(name.length / 3)) && far < (found?.far ?? Number.POSITIVE_INFINITY))
      found = { name, far }
  }
  return found?.name
}
