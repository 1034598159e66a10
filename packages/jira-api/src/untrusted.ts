import { escapeSequenceEnd, type TerminatorMemo } from './escape-sequence.ts'

/** `line`: one line, white space runs become one space. `text`: line feeds and tabs stay. */
export type UntrustedKind = 'line' | 'text'

/** Longest value of kind `line` in the model, in UTF-16 units. */
export const LINE_LIMIT = 1024

/** Most combining marks kept on one base character. */
const MARK_LIMIT = 8

// Stretches that hold nothing to remove, no combining mark and no surrogate. A text made of these alone is returned as it is.
const PLAIN =
  '\\x20-\\x7e\\u00a1-\\u00ac\\u00ae-\\u02ff\\u0370-\\u0482\\u048a-\\u0590\\u2010-\\u2027\\u2030-\\u205e' +
  '\\u2070-\\u20cf\\u2100-\\u2bff\\u3001-\\u3029\\u3030-\\u3098\\u309b-\\u3163\\u3165-\\ua66e\\uac00-\\ud7a3\\uff01-\\uff9f'
const NOT_PLAIN_TEXT = new RegExp(`[^\\t\\n\\u00a0${PLAIN}]`)
const NOT_PLAIN_LINE = new RegExp(`[^${PLAIN}]| {2}|^ | $`)

const IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]$/u
const MARK = /^\p{M}$/u
const SPACE = /^\s$/u
const EMOJI = /^\p{Emoji}$/u
const PICTOGRAPH = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]$/u

const ZWJ = 0x20_0d
const REPLACEMENT = '\ufffd'

const isSelector = (code: number): boolean => code === 0xfe_0e || code === 0xfe_0f

/** What a code point of the input is, apart from escape sequences. */
type Sort = 'visible' | 'pictograph' | 'mark' | 'selector' | 'joiner' | 'space' | 'break' | 'drop' | 'lone'

const knownSorts = new Map<number, Sort>()

/** `sortAfresh`, remembered for the basic plane: scripts repeat few characters, and property tests cost. */
const sortOf = (code: number, char: string): Sort => {
  const known = knownSorts.get(code)
  if (known !== undefined) return known
  const sort = sortAfresh(code, char)
  if (code <= 0xff_ff) knownSorts.set(code, sort)
  return sort
}

const sortAfresh = (code: number, char: string): Sort => {
  if (code < 0x7f) {
    if (code > 0x20) return 'visible'
    if (code === 0x0a || code === 0x0d) return 'break'
    return code === 0x20 || (code >= 0x09 && code <= 0x0c) ? 'space' : 'drop'
  }
  if (code < 0xa0) return code === 0x85 ? 'break' : 'drop'
  if ((code >= 0x34_00 && code <= 0x9f_ff) || (code >= 0xac_00 && code <= 0xd7_a3)) return 'visible'
  if (code === 0x20_28 || code === 0x20_29) return 'break'
  if (code >= 0xd8_00 && code <= 0xdf_ff) return 'lone'
  if (code === ZWJ) return 'joiner'
  if (isSelector(code)) return 'selector'
  if (IGNORABLE.test(char)) return 'drop'
  if (MARK.test(char)) return 'mark'
  if (SPACE.test(char)) return 'space'
  return PICTOGRAPH.test(char) ? 'pictograph' : 'visible'
}

/** Writes the kept characters; remembers what stands before, because marks, selectors and joiners depend on it. */
class Writer {
  readonly #line: boolean
  #out = ''
  #before: 'start' | 'visible' | 'pictograph' | 'mark' | 'selector' = 'start'
  /** The last visible character, for variation selectors. */
  #base = ''
  #marks = 0
  #joinerWaits = false
  #spaceWaits = false

  constructor(kind: UntrustedKind) {
    this.#line = kind === 'line'
  }

  get result(): string {
    return this.#out
  }

  put(sort: Sort, char: string): void {
    switch (sort) {
      case 'visible':
      case 'pictograph':
        return this.#visible(sort, char)
      case 'lone':
        return this.#visible('visible', REPLACEMENT)
      case 'mark':
        return this.#mark(char)
      case 'selector':
        return this.#selector(char)
      case 'joiner':
        this.#joinerWaits = this.#before === 'pictograph'
        return
      case 'space':
      case 'break':
        return this.#space(sort, char)
      case 'drop':
    }
  }

  /** A run of printable ASCII that starts with a visible character and has no space to fold, copied at once. */
  run(text: string): void {
    this.#visible('visible', text)
    if (text.endsWith(' ')) this.#before = 'start'
  }

  #visible(sort: 'visible' | 'pictograph', char: string): void {
    if (this.#spaceWaits) this.#out += ' '
    else if (this.#joinerWaits && sort === 'pictograph') this.#out += '\u200d'
    this.#spaceWaits = false
    this.#joinerWaits = false
    this.#out += char
    this.#before = sort
    this.#base = char
    this.#marks = 0
  }

  /** A mark at the start of a line would land on what the screen drew before it. */
  #mark(char: string): void {
    if (this.#spaceWaits || this.#before === 'start' || this.#marks >= MARK_LIMIT) return
    this.#joinerWaits = false
    this.#marks += 1
    this.#out += char
    this.#before = 'mark'
  }

  #selector(char: string): void {
    if (this.#spaceWaits || (this.#before !== 'visible' && this.#before !== 'pictograph')) return
    const base = this.#base.at(-1) ?? ''
    if (!EMOJI.test(this.#base) && !EMOJI.test(base)) return
    this.#joinerWaits = false
    this.#out += char
    // A joiner may follow the selector of a pictograph, as in a heart of a couple.
    if (this.#before !== 'pictograph') this.#before = 'selector'
    else this.#base = ''
  }

  #space(sort: 'space' | 'break', char: string): void {
    this.#joinerWaits = false
    if (this.#line) {
      this.#spaceWaits = this.#out !== ''
      return
    }
    if (char === '\v' || char === '\f') return
    this.#out += sort === 'break' ? '\n' : char
    this.#before = 'start'
    this.#base = ''
    this.#marks = 0
  }
}

const isGraph = (unit: number): boolean => unit > 0x20 && unit < 0x7f

/** In a line, a space belongs to the run only between two visible characters. */
const plainRunEnd = (text: string, from: number, kind: UntrustedKind): number => {
  let at = from
  if (!isGraph(text.charCodeAt(at))) return at
  for (;;) {
    const unit = text.charCodeAt(at)
    if (!isGraph(unit) && (unit !== 0x20 || (kind === 'line' && !isGraph(text.charCodeAt(at + 1))))) return at
    at += 1
  }
}

const clean = (text: string, kind: UntrustedKind): string => {
  const writer = new Writer(kind)
  const memo: TerminatorMemo = { next: -1 }
  let at = 0
  while (at < text.length) {
    const runEnd = plainRunEnd(text, at, kind)
    if (runEnd > at) {
      writer.run(text.slice(at, runEnd))
      at = runEnd
      continue
    }
    const escapeEnd = escapeSequenceEnd(text, at, memo)
    if (escapeEnd > at) {
      at = escapeEnd
      continue
    }
    const code = text.codePointAt(at) ?? 0
    const char = String.fromCodePoint(code)
    at += char.length
    // A carriage return before a line feed is half of one line end.
    if (code !== 0x0d || text.charCodeAt(at) !== 0x0a) writer.put(sortOf(code, char), char)
  }
  return writer.result
}

/**
 * The one door for strings of a server. Removes whole escape sequences (ECMA-48, 7-bit and 8-bit), controls, bidirectional
 * controls and marks, tag characters and everything else that is zero-width (a joiner stays between pictographs, a
 * selector on an emoji, eight combining marks on a character); line ends become line feeds; half a surrogate pair
 * becomes U+FFFD. Linear in time and idempotent; printable ASCII is left as it is.
 */
export const untrusted = (text: string, kind: UntrustedKind): string =>
  (kind === 'text' ? NOT_PLAIN_TEXT : NOT_PLAIN_LINE).test(text) ? clean(text, kind) : text

/** Cuts a line to at most `max` UTF-16 units, the last one `…`, not through a surrogate pair, a mark or an emoji sequence. */
export const capLine = (text: string, max: number = LINE_LIMIT): string => {
  if (text.length <= max) return text
  let end = Math.max(0, max - 1)
  const floor = Math.max(0, end - 4 * MARK_LIMIT)
  while (end > floor && joinsBefore(text, end)) end -= 1
  return `${text.slice(0, end)}…`
}

const joinsBefore = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  if (unit >= 0xdc_00 && unit <= 0xdf_ff) return true
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0)
  return unit === ZWJ || isSelector(unit) || MARK.test(char) || text.charCodeAt(at - 1) === ZWJ
}
