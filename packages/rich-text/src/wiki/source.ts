import type { Origin, WikiOrigin } from '../document/origin.ts'
import type { PlainLines } from './line-ends.ts'
import { type ColourChange, indexMacros, type MacroIndex, type MacroPair } from './macros.ts'

/** Which words are issue keys, as `PAY-12`. */
export type IssueKeyTest = (key: string) => boolean

/** The name of somebody by their login. */
export type NameLookup = (user: string) => string | undefined

/** A wiki text with what its parsers look up in it; each look-up is cheap enough for hostile texts. */
export class WikiSource {
  readonly text: string
  readonly isIssueKey: IssueKeyTest
  readonly nameOf: NameLookup
  private readonly original: (offset: number) => number
  private readonly macros: MacroIndex
  private readonly found = new Map<string, { from: number; at: number }>()

  constructor({ text, original }: PlainLines, isIssueKey: IssueKeyTest, nameOf: NameLookup = () => undefined) {
    this.text = text
    this.original = original
    this.isIssueKey = isIssueKey
    this.nameOf = nameOf
    this.macros = indexMacros(text)
  }

  /**
   * Notes where a node stands in the text as the site stores it. A copy of the node with anything changed does not have
   * the note: what is changed has to be written anew.
   */
  placed<T extends object>(node: T, from: number, to: number): T {
    const origin: WikiOrigin = { from: this.original(from), to: this.original(to) }
    return Object.defineProperty(node, 'origin', { value: origin })
  }

  /** The copy of a node that stands in the same place. */
  moved<T extends object>(node: { readonly origin?: Origin }, copy: T): T {
    return Object.defineProperty(copy, 'origin', { value: node.origin })
  }

  /** The next `needle` at or after `from`, or infinity; remembers the answer, so that asking at every offset is linear. */
  next(needle: string, from: number): number {
    const known = this.found.get(needle)
    if (known !== undefined && from >= known.from && from <= known.at) return known.at
    const index = this.text.indexOf(needle, from)
    const at = index === -1 ? Number.POSITIVE_INFINITY : index
    this.found.set(needle, { from, at })
    return at
  }

  /** Where the line that holds `from` ends, at most `to`. */
  lineEnd(from: number, to: number): number {
    return Math.min(this.next('\n', from), to)
  }

  /** Where the line ends if macros that begin in it are taken as a whole. */
  logicalLineEnd(from: number, to: number): number {
    let end = this.lineEnd(from, to)
    for (let pair = this.macroIn(from, end, to); pair !== undefined; pair = this.macroIn(pair.end, end, to)) {
      if (pair.end > end) end = this.lineEnd(pair.end, to)
    }
    return end
  }

  /** The first block macro that begins in `from..startsBefore` and ends at or before `to`. */
  macroIn(from: number, startsBefore: number, to: number): MacroPair | undefined {
    const { pairs } = this.macros
    for (let index = firstAtLeast(pairs, from, (pair) => pair.start); index < pairs.length; index += 1) {
      const pair = pairs[index]
      if (pair === undefined || pair.start >= startsBefore) return undefined
      if (pair.end <= to) return pair
    }
    return undefined
  }

  /** The colour tag at `position`, if one with a partner stands there. */
  colourTagAt(position: number): ColourChange | undefined {
    const { colours } = this.macros
    const change = colours[firstAtLeast(colours, position, (entry) => entry.position)]
    return change?.position === position ? change : undefined
  }

  /** The text colour in force just before `position`. */
  colourBefore(position: number): string | undefined {
    const { colours } = this.macros
    return colours[firstAtLeast(colours, position, (entry) => entry.position) - 1]?.colour
  }
}

const firstAtLeast = <T>(sorted: readonly T[], wanted: number, key: (entry: T) => number): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    const entry = sorted[middle]
    if (entry !== undefined && key(entry) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
