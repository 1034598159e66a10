/** Lines of a text that are compared at most: beyond, the sides are put below one another. */
const most = 1_500

/** A text made of two sides, and how many places of it differ on both. */
export interface MergedText {
  readonly text: string
  readonly clashes: number
}

/** For each line of `base`, the line of `other` that is the same one, in order; -1: it is gone. */
const matched = (base: readonly string[], other: readonly string[]): readonly number[] => {
  const width = other.length + 1
  const lengths = new Uint16Array((base.length + 1) * width)
  for (let a = base.length - 1; a >= 0; a -= 1)
    for (let b = other.length - 1; b >= 0; b -= 1) {
      const below = lengths[(a + 1) * width + b] ?? 0
      const beside = lengths[a * width + b + 1] ?? 0
      lengths[a * width + b] =
        base[a] === other[b] ? (lengths[(a + 1) * width + b + 1] ?? 0) + 1 : Math.max(below, beside)
    }
  const matches = base.map(() => -1)
  for (let a = 0, b = 0; a < base.length && b < other.length; ) {
    if (base[a] === other[b]) matches[a++] = b++
    else if ((lengths[(a + 1) * width + b] ?? 0) >= (lengths[a * width + b + 1] ?? 0)) a += 1
    else b += 1
  }
  return matches
}

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, at) => line === other[at])

/** What stands between two lines that all three have. */
interface Part {
  readonly base: readonly string[]
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
}

const settle = ({ base, mine, theirs }: Part): readonly string[] | undefined => {
  if (same(mine, theirs) || same(base, theirs)) return mine
  return same(base, mine) ? theirs : undefined
}

const marked = ({ mine, theirs }: Part): readonly string[] => [
  '<<<<<<< mine',
  ...mine,
  '=======',
  ...theirs,
  '>>>>>>> theirs',
]

/**
 * Brings together what two people made of a text, line by line. Where both changed the same lines both stand there, between the marks
 * that version control uses.
 */
export const mergeText = (base: string, mine: string, theirs: string): MergedText => {
  const sides = { base: base.split('\n'), mine: mine.split('\n'), theirs: theirs.split('\n') }
  const isLong = Object.values(sides).some(({ length }) => length > most)
  const toMine = isLong ? [] : matched(sides.base, sides.mine)
  const toTheirs = isLong ? [] : matched(sides.base, sides.theirs)
  const lines: string[] = []
  let clashes = 0
  let from = { base: 0, mine: 0, theirs: 0 }
  const close = (to: typeof from): void => {
    const part = {
      base: sides.base.slice(from.base, to.base),
      mine: sides.mine.slice(from.mine, to.mine),
      theirs: sides.theirs.slice(from.theirs, to.theirs),
    }
    const settled = settle(part)
    if (settled === undefined) clashes += 1
    lines.push(...(settled ?? marked(part)))
  }
  for (const [at, line] of sides.base.entries()) {
    const [mineAt = -1, theirsAt = -1] = [toMine[at], toTheirs[at]]
    if (mineAt < 0 || theirsAt < 0) continue
    close({ base: at, mine: mineAt, theirs: theirsAt })
    lines.push(line)
    from = { base: at + 1, mine: mineAt + 1, theirs: theirsAt + 1 }
  }
  close({ base: sides.base.length, mine: sides.mine.length, theirs: sides.theirs.length })
  return { text: lines.join('\n'), clashes }
}

/** True while the marks of a clash stand in a text. */
export const hasClashes = (text: string): boolean => /^(?:<{7} mine|={7}|>{7} theirs)$/m.test(text)
