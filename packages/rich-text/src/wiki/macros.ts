/** A macro with a body: `{start}body{end}` as offsets into the source. */
export interface MacroPair {
  readonly name: BodyMacro
  /** What stood after the colon of the opening tag. */
  readonly parameters: string
  readonly start: number
  readonly bodyStart: number
  readonly bodyEnd: number
  readonly end: number
}

/** The macros that have a body and that we draw. */
export type BodyMacro = 'code' | 'noformat' | 'quote' | 'panel' | 'color'

/** From `position` on, past the tag that ends at `end`, text has `colour`. */
export interface ColourChange {
  readonly position: number
  readonly end: number
  readonly colour: string | undefined
}

/** All macros of a source that have both ends. */
export interface MacroIndex {
  /** Block macros in order of `start`; nested ones follow the one around them. */
  readonly pairs: readonly MacroPair[]
  readonly colours: readonly ColourChange[]
}

interface Entry {
  readonly name: BodyMacro
  readonly parameters: string
  readonly start: number
  readonly bodyStart: number
  bodyEnd: number
  end: number
}

const TAG = /\{(code|noformat|quote|panel|color)(?::([^{}\n]*))?\}/y
const COLOUR = /^#?[0-9a-z]{2,24}$/

/**
 * Pairs opening with closing tags in one pass. Tags without a partner are left out, so they stay literal text; where
 * two macros overlap, the one that closes first wins.
 */
export const indexMacros = (text: string): MacroIndex => {
  const pairing = new Pairing(text)
  let at = text.indexOf('{')
  while (at !== -1) at = text.indexOf('{', pairing.read(at))
  return pairing.result()
}

class Pairing {
  private readonly text: string
  private readonly entries: Entry[] = []
  private readonly open: Entry[] = []
  private readonly openCount = new Map<BodyMacro, number>()
  private readonly exhausted = new Set<BodyMacro>()
  private monoEnd = -1
  private lineEnd = -1

  constructor(text: string) {
    this.text = text
  }

  /** Handles the brace at `at` and says where to go on. */
  read(at: number): number {
    if (this.text[at - 1] === '\\' && this.text[at - 2] !== '\\') return at + 1
    if (this.text[at + 1] === '{') return this.skipMono(at)
    TAG.lastIndex = at
    const match = TAG.exec(this.text)
    if (match === null) return at + 1
    const name = match[1] as BodyMacro
    if (match[2] === undefined && (this.openCount.get(name) ?? 0) > 0) return this.close(name, at, TAG.lastIndex)
    const entry = { name, parameters: match[2] ?? '', start: at, bodyStart: TAG.lastIndex, bodyEnd: -1, end: -1 }
    if (name === 'code' || name === 'noformat') return this.readVerbatim(entry)
    if (name === 'color' && match[2] === undefined) return TAG.lastIndex
    this.entries.push(entry)
    this.open.push(entry)
    this.openCount.set(name, (this.openCount.get(name) ?? 0) + 1)
    return entry.bodyStart
  }

  result(): MacroIndex {
    const paired = this.entries.filter((entry) => entry.end !== -1)
    return { pairs: paired.filter((entry) => entry.name !== 'color'), colours: colourChanges(paired) }
  }

  /** Mono text stays on one line; without an end there, the second brace may begin a tag. */
  private skipMono(at: number): number {
    if (this.monoEnd < at) this.monoEnd = this.indexOrEnd('}}', at)
    if (this.lineEnd < at) this.lineEnd = this.indexOrEnd('\n', at)
    return this.monoEnd < this.lineEnd ? this.monoEnd + 2 : at + 1
  }

  private indexOrEnd(needle: string, from: number): number {
    const index = this.text.indexOf(needle, from)
    return index === -1 ? this.text.length : index
  }

  private readVerbatim(entry: Entry): number {
    const tag = `{${entry.name}}`
    const end = this.exhausted.has(entry.name) ? -1 : this.text.indexOf(tag, entry.bodyStart)
    if (end === -1) {
      this.exhausted.add(entry.name)
      return entry.bodyStart
    }
    entry.bodyEnd = end
    entry.end = end + tag.length
    this.entries.push(entry)
    return entry.end
  }

  private close(name: BodyMacro, at: number, end: number): number {
    for (;;) {
      const entry = this.open.pop()
      if (entry === undefined) return end
      this.openCount.set(entry.name, (this.openCount.get(entry.name) ?? 1) - 1)
      if (entry.name !== name) continue
      entry.bodyEnd = at
      entry.end = end
      return end
    }
  }
}

const colourChanges = (paired: readonly Entry[]): ColourChange[] => {
  const changes: ColourChange[] = []
  const around: { end: number; before: string | undefined; bodyEnd: number }[] = []
  let colour: string | undefined
  const leaveUntil = (position: number): void => {
    for (let last = around.at(-1); last !== undefined && last.end <= position; last = around.at(-1)) {
      around.pop()
      colour = last.before
      changes.push({ position: last.bodyEnd, end: last.end, colour })
    }
  }
  for (const entry of paired) {
    if (entry.name !== 'color') continue
    leaveUntil(entry.start)
    around.push({ end: entry.end, before: colour, bodyEnd: entry.bodyEnd })
    const value = entry.parameters.trim().toLowerCase()
    if (COLOUR.test(value)) colour = value
    changes.push({ position: entry.start, end: entry.bodyStart, colour })
  }
  leaveUntil(Number.POSITIVE_INFINITY)
  return changes
}
