import type { Inline, Mark, Marked } from '../document/document.ts'
import { matchEmoticon } from './emoticons.ts'
import { matchEntity } from './entities.ts'
import { pushText } from './issue-keys.ts'
import { type LinkMatch, matchAddress, matchImage, matchLink } from './links.ts'
import { isSpace, isWord, MARKERS, marksOf, NO_MARKS } from './markers.ts'
import type { WikiSource } from './source.ts'

/** Parses `from..to` of a source as running text. Every character is either markup that was understood or shown. */
export const parseInlines = (source: WikiSource, from: number, to: number): Inline[] =>
  new InlineScanner(source, from, to).run()

/** One piece found so far; `bits` are its marks, and may still grow until the line ends. */
interface Piece {
  text: string
  readonly node: Inline | undefined
  bits: number
  readonly colour: string | undefined
  readonly verbatim: boolean
}

const SPECIAL = new Uint8Array(128)
for (const character of '\\*_?-+^~{[!:;(&\n') SPECIAL[character.charCodeAt(0)] = 1

const FORCED = /\{(\*|_|-|\+|\^|~|\?\?)\}/y
const MACRO = /\{([a-zA-Z][\w-]*)(?::([^{}\n]*))?\}/y
const ESCAPABLE = /[!-/:-@[-`{-~]/

class InlineScanner {
  private readonly source: WikiSource
  private readonly text: string
  private readonly from: number
  private readonly to: number
  private readonly pieces: Piece[] = []
  private readonly open = new Map<Mark, number>()
  private colour: string | undefined
  private textFrom: number

  constructor(source: WikiSource, from: number, to: number) {
    this.source = source
    this.text = source.text
    this.from = from
    this.to = to
    this.textFrom = from
    this.colour = source.colourBefore(from)
  }

  run(): Inline[] {
    let at = this.from
    while (at < this.to) {
      const code = this.text.charCodeAt(at)
      at = code < 128 && SPECIAL[code] === 1 ? this.special(at) : at + 1
    }
    this.flush(this.to)
    return this.finish()
  }

  private special(at: number): number {
    switch (this.text.charAt(at)) {
      case '\n':
        return this.lineBreak(at, at + 1)
      case '\\':
        return this.escape(at)
      case '{':
        return this.brace(at)
      case '[':
        return this.link(at)
      case '!':
        return this.image(at)
      case '&':
        return this.entity(at)
      case ':':
        return this.address(at) ?? this.emoticon(at)
      case ';':
      case '(':
        return this.emoticon(at)
      default:
        return this.marker(at)
    }
  }

  private flush(at: number): void {
    if (at > this.textFrom) this.push(this.text.slice(this.textFrom, at))
  }

  private push(text: string, verbatim = false, bits = 0): void {
    this.pieces.push({ text, node: undefined, bits, colour: this.colour, verbatim })
  }

  /** Takes `at..end` out of the text and puts `node` there. */
  private place(node: Inline | undefined, at: number, end: number): number {
    this.flush(at)
    if (node !== undefined) {
      this.source.placed(node, at, end)
      this.pieces.push({ text: '', node, bits: 0, colour: node.colour ?? this.colour, verbatim: true })
    }
    this.textFrom = end
    return end
  }

  /** Markers never reach across a line. */
  private lineBreak(at: number, end: number): number {
    this.open.clear()
    return this.place({ type: 'break' }, at, end)
  }

  private escape(at: number): number {
    const next = this.text[at + 1] ?? ''
    if (at + 1 >= this.to || !ESCAPABLE.test(next)) return at + 1
    if (next === '\\') {
      let end = at + 2
      while (end < this.to && this.text[end] === '\\') end += 1
      return end === at + 2 ? this.place({ type: 'break' }, at, end) : end
    }
    this.flush(at)
    this.textFrom = at + 1
    return at + 2
  }

  private brace(at: number): number {
    if (this.text[at + 1] === '{') return this.mono(at)
    const change = this.source.colourTagAt(at)
    if (change !== undefined && change.end <= this.to) {
      this.flush(at)
      this.colour = change.colour
      this.textFrom = change.end
      return change.end
    }
    FORCED.lastIndex = at
    const forced = FORCED.exec(this.text)?.[1]
    if (forced !== undefined && at + forced.length + 2 <= this.to) {
      const mark = MARKERS.get(forced)
      if (mark !== undefined) return this.toggle(mark, at, at + forced.length + 2, true, this.open.has(mark))
    }
    return this.macro(at)
  }

  private macro(at: number): number {
    MACRO.lastIndex = at
    const match = MACRO.exec(this.text)
    if (match === null || MACRO.lastIndex > this.to) return at + 1
    if (match[1] === 'anchor') return this.place({ type: 'anchor', name: match[2] ?? '' }, at, MACRO.lastIndex)
    return this.place({ type: 'macro', source: match[0] }, at, MACRO.lastIndex)
  }

  private mono(at: number): number {
    let close = this.source.next('}}', at + 2)
    if (close >= this.to || this.source.next('\n', at) < close) return at + 2
    while (this.text[close + 2] === '}' && close + 3 <= this.to) close += 1
    if (close === at + 2) return close + 2
    this.flush(at)
    const body = this.text.slice(at + 2, close).replaceAll(/\\([!-/:-@[-`{-~])/g, '$1')
    this.push(body, true, marksOf.bit('code'))
    this.textFrom = close + 2
    return close + 2
  }

  private link(at: number): number {
    const match = matchLink(this.source, at, this.to)
    return match === undefined ? at + 1 : this.place(this.linkNode(match), at, match.end)
  }

  private linkNode(match: LinkMatch): Inline {
    const shown = this.text.slice(match.textFrom, match.textTo)
    if (match.kind === 'mention') {
      const name = match.hasText ? shown : this.source.nameOf(match.target)
      return { type: 'mention', user: match.target, ...(name === undefined ? {} : { name }) }
    }
    if (match.kind === 'attachment') {
      return { type: 'attachment', file: match.target, ...(match.hasText ? { text: shown } : {}) }
    }
    const content: Inline[] = match.hasText
      ? parseInlines(this.source, match.textFrom, match.textTo).flatMap((part) =>
          part.type === 'link' ? part.content : part,
        )
      : [{ type: 'text', text: match.target.replace(/^mailto:/i, '') }]
    return { type: 'link', href: match.target, content }
  }

  private image(at: number): number {
    const match = isWord(this.text, at - 1, this.from) ? undefined : matchImage(this.source, at, this.to)
    if (match === undefined || isWord(this.text, match.end, this.from)) return at + 1
    const alt = match.alt === undefined || match.alt === '' ? {} : { alt: match.alt }
    return this.place({ type: 'image', source: match.source, ...alt }, at, match.end)
  }

  private entity(at: number): number {
    const entity = matchEntity(this.text, at)
    if (entity === undefined || at + entity.length > this.to) return at + 1
    this.flush(at)
    this.push(entity.text)
    this.textFrom = at + entity.length
    return this.textFrom
  }

  private address(at: number): number | undefined {
    const found = matchAddress(this.text, this.textFrom, at, this.to)
    if (found === undefined) return undefined
    const href = this.text.slice(found.start, found.end)
    return this.place({ type: 'link', href, content: [{ type: 'text', text: href }] }, found.start, found.end)
  }

  private emoticon(at: number): number {
    const emoji = matchEmoticon(this.text, at, this.to)
    return emoji === undefined ? at + 1 : this.place(emoji, at, at + emoji.source.length)
  }

  private marker(at: number): number {
    const character = this.text[at] ?? ''
    let end = at + 1
    while (end < this.to && this.text[end] === character) end += 1
    if (character === '-' && (end - at === 2 || end - at === 3)) return this.dash(at, end)
    const mark = MARKERS.get(this.text.slice(at, Math.min(end, at + 3)))
    if (mark === undefined) return end
    const canOpen = !isWord(this.text, at - 1, this.from) && end < this.to && !isSpace(this.text[end])
    const canClose = at > this.from && !isSpace(this.text[at - 1]) && !isWord(this.text, end, this.from, this.to)
    return this.toggle(mark, at, end, canOpen, canClose)
  }

  private dash(at: number, end: number): number {
    const alone = (at === this.from || isSpace(this.text[at - 1])) && (end === this.to || isSpace(this.text[end]))
    if (!alone) return end
    this.flush(at)
    this.push(end - at === 2 ? '–' : '—')
    this.textFrom = end
    return end
  }

  private toggle(mark: Mark, at: number, end: number, canOpen: boolean, canClose: boolean): number {
    const opened = this.open.get(mark)
    if (canClose && opened !== undefined) {
      this.flush(at)
      this.textFrom = end
      this.mark(opened, marksOf.bit(mark))
      this.open.delete(mark)
    } else if (canOpen) {
      this.flush(at)
      this.push(this.text.slice(at, end), true)
      this.open.set(mark, this.pieces.length - 1)
      this.textFrom = end
    }
    return end
  }

  /** The opening marker, literal until now, goes; what follows it is marked. */
  private mark(opened: number, bit: number): void {
    const opener = this.pieces[opened]
    if (opener !== undefined) opener.text = ''
    for (const [other, index] of this.open) if (index > opened) this.open.delete(other)
    for (let index = opened + 1; index < this.pieces.length; index += 1) {
      const piece = this.pieces[index]
      if (piece !== undefined) piece.bits |= bit
    }
  }

  private finish(): Inline[] {
    const out: Inline[] = []
    for (const piece of this.pieces) {
      const marks: Marked =
        piece.bits === 0 && piece.colour === undefined
          ? NO_MARKS
          : {
              ...(piece.bits === 0 ? {} : { marks: marksOf.list(piece.bits) }),
              ...(piece.colour === undefined ? {} : { colour: piece.colour }),
            }
      if (piece.node !== undefined)
        out.push(marks === NO_MARKS ? piece.node : this.source.moved(piece.node, { ...piece.node, ...marks }))
      else if (piece.text !== '') pushText(out, piece.text, marks, piece.verbatim ? undefined : this.source.isIssueKey)
    }
    return out
  }
}
