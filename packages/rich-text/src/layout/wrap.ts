import type { Line, Span } from './style.ts'
import { chop, graphemes, isAscii, textWidth } from './width.ts'

/** A stretch of running text with one style; the text `\n` alone asks for a new line. Must be clean already. */
export type Run = Span

/** Closing marks that must not begin a line, though text without blanks may be broken before any ideograph: 、。，．：；！？）」』】〕〉》ー. */
// Escaped: one character like these in a regular expression doubles what V8 keeps of the whole file's source.
const STAYS_WITH_LAST =
  /^[\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\uFF09\u300D\u300F\u3011\u3015\u3009\u300B\u30FC]/

/** Wraps running text into lines of at most `width` cells, as they are asked for. Words too long for a line are cut. */
export function* wrap(runs: Iterable<Run>, width: number): Generator<Line> {
  const wrapper = new Wrapper(Math.max(width, 1))
  for (const run of runs) {
    if (run.text === '\n') {
      wrapper.endLine()
      yield* wrapper.take()
      continue
    }
    let from = 0
    while (from < run.text.length) {
      const blank = run.text.indexOf(' ', from)
      const end = blank === -1 ? run.text.length : blank
      let at = from
      for (let to = pieceEnd(run.text, at, end); to < end; to = pieceEnd(run.text, at, end)) {
        wrapper.add(run, run.text.slice(at, to))
        wrapper.spill()
        at = to
        if (wrapper.isReady) yield* wrapper.take()
      }
      if (end > at) wrapper.add(run, run.text.slice(at, end))
      if (blank !== -1) wrapper.gap(run)
      from = end + 1
      if (wrapper.isReady) yield* wrapper.take()
    }
  }
  wrapper.end()
  yield* wrapper.take()
}

/** Words longer than this are measured piece by piece, so that the first lines are there at once. */
const LONGEST_PIECE = 2048

/** What belongs to the character before it. */
const JOINED = /^[\p{M}\u200D\uDC00-\uDFFF]/u

const pieceEnd = (text: string, from: number, end: number): number => {
  if (end - from <= LONGEST_PIECE) return end
  let to = from + LONGEST_PIECE
  while (to < end && JOINED.test(text.charAt(to))) to += 1
  return to
}

class Row {
  readonly spans: Span[] = []
  width = 0

  push(like: Span, text: string, width: number): void {
    this.width += width
    const last = this.spans.at(-1)
    if (last !== undefined && last.style === like.style && last.href === like.href) {
      this.spans[this.spans.length - 1] = { ...last, text: last.text + text }
    } else {
      this.spans.push({ ...like, text })
    }
  }
}

class Wrapper {
  private readonly width: number
  private line = new Row()
  private word = new Row()
  private blank: Span | undefined
  private ready: Line[] = []

  constructor(width: number) {
    this.width = width
  }

  get isReady(): boolean {
    return this.ready.length > 0
  }

  take(): Line[] {
    const lines = this.ready
    this.ready = []
    return lines
  }

  add(run: Run, text: string): void {
    if (isAscii(text)) {
      this.word.push(run, text, text.length)
      return
    }
    let breaksHere = false
    for (const grapheme of graphemes(text)) {
      const cells = textWidth(grapheme)
      const isWide = cells === 2
      if ((breaksHere || isWide) && !STAYS_WITH_LAST.test(grapheme)) this.endWord()
      this.word.push(run, grapheme, cells)
      breaksHere = isWide
    }
    if (breaksHere) this.endWord()
  }

  /** Lays out as much of a word as fills lines by itself. */
  spill(): void {
    if (this.word.width > this.width) this.endWord()
  }

  gap(run: Run): void {
    this.endWord()
    this.blank ??= run
  }

  endLine(): void {
    this.endWord()
    this.ready.push(this.line.spans)
    this.line = new Row()
    this.blank = undefined
  }

  end(): void {
    this.endWord()
    if (this.line.width > 0 || this.line.spans.length > 0) this.endLine()
  }

  private endWord(): void {
    const { word } = this
    if (word.spans.length === 0) return
    const gap = this.blank !== undefined && this.line.spans.length > 0 ? 1 : 0
    if (this.line.width + gap + word.width > this.width && this.line.spans.length > 0) {
      this.ready.push(this.line.spans)
      this.line = new Row()
    } else if (gap === 1 && this.blank !== undefined) {
      this.line.push(this.blank, ' ', 1)
    }
    this.blank = undefined
    this.word = new Row()
    if (word.width > this.width) this.addInPieces(word)
    else for (const span of word.spans) this.line.push(span, span.text, textWidth(span.text))
  }

  private addInPieces(word: Row): void {
    for (const span of word.spans) {
      let rest = span.text
      const room = this.width - this.line.width
      // The first piece fills what is left of the line, the others take whole lines.
      const [head = ''] = room > 0 ? chop(rest.slice(0, room), room) : []
      if (head !== '' && isAscii(rest)) {
        this.line.push(span, head, head.length)
        rest = rest.slice(head.length)
      }
      for (const piece of chop(rest, this.width)) {
        const cells = textWidth(piece)
        if (this.line.width + cells > this.width) {
          this.ready.push(this.line.spans)
          this.line = new Row()
        }
        this.line.push(span, piece, cells)
      }
    }
  }
}
