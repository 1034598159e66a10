/** How well words fit what was typed: 0 they begin with it, 1 a word in them does, 2 they hold it; null: not at all. */
export const fitOf = (typed: string, ...texts: readonly string[]): number | null => {
  if (typed === '') return 0
  let best: number | null = null
  for (const text of texts) {
    const at = text.toLowerCase().indexOf(typed)
    if (at === -1) continue
    const fit = at === 0 ? 0 : /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 2 : 1
    if (best === null || fit < best) best = fit
  }
  return best
}

/** Those that fit what was typed, the best first, else in the order in which they came. */
export const fitting = <T>(typed: string, all: readonly T[], textsOf: (one: T) => readonly string[]): readonly T[] => {
  const wanted = typed.toLowerCase()
  return all
    .flatMap((one) => {
      const fit = fitOf(wanted, ...textsOf(one))
      return fit === null ? [] : [{ one, fit }]
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ one }) => one)
}
