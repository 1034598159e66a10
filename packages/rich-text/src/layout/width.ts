import stringWidth from 'string-width'

const NOT_ASCII = /[^\u0020-\u007E]/
/** Beyond letters, ideographs and signs that stand alone and have one known width. */
const NOT_SIMPLE =
  /[^\u0020-\u007E\u00A1-\u00AC\u00AE-\u02FF\u0391-\u03A9\u03B1-\u03C9\u0400-\u0482\u048A-\u052F\u2010-\u2015\u2018-\u2027\u2190-\u21FF\u2500-\u257F\u3001-\u3003\u3008-\u3011\u3041-\u3096\u30A1-\u30FA\u30FC\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]/
const WIDE = /[\u3001-\u3003\u3008-\u3011\u3041-\u3096\u30A1-\u30FA\u30FC\u4E00-\u9FFF\uAC00-\uD7A3\uFF01-\uFF60]/g
const UNSAFE =
  /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
const BLANK = /[\t\n\v\f\r\u0085\u2028\u2029]/

let segmenter: Intl.Segmenter | undefined

/** True if every character is printable ASCII, so that length, width and graphemes are all the same. */
export const isAscii = (text: string): boolean => !NOT_ASCII.test(text)

/** How many terminal cells `text` takes; control characters and escape sequences count as none. */
export const textWidth = (text: string): number => {
  if (!NOT_ASCII.test(text)) return text.length
  if (!NOT_SIMPLE.test(text)) return text.length + (text.match(WIDE)?.length ?? 0)
  return text.length > LONGEST_KEPT ? stringWidth(text) : keptWidth(text)
}

const LONGEST_KEPT = 12
const MOST_KEPT = 4000
const kept = new Map<string, number>()

/** Measuring a single sign costs microseconds, and texts repeat theirs. */
const keptWidth = (text: string): number => {
  const known = kept.get(text)
  if (known !== undefined) return known
  const cells = stringWidth(text)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(text, cells)
  return cells
}

/** What the eye takes for single characters. Ideographs and letters without marks never reach the segmenter. */
export const graphemes = (text: string): Iterable<string> => (NOT_SIMPLE.test(text) ? segments(text) : text)

function* segments(text: string): Generator<string> {
  segmenter ??= new Intl.Segmenter()
  for (const { segment } of segmenter.segment(text)) yield segment
}

/**
 * `text` without what could move the cursor or upset the count of cells: control, direction, tag and invisible
 * characters. Tabs and line breaks become blanks, half surrogate pairs U+FFFD.
 */
export const clean = (text: string): string => {
  if (!NOT_ASCII.test(text)) return text
  const safe = text.replace(UNSAFE, (character) => (BLANK.test(character) ? ' ' : ''))
  return safe.isWellFormed() ? safe : safe.toWellFormed()
}

/** Cuts `text` into pieces of at most `width` cells; a character that is wider than `width` becomes `…`. */
export function* chop(text: string, width: number): Generator<string> {
  if (isAscii(text)) {
    for (let at = 0; at < text.length; at += width) yield text.slice(at, at + width)
    return
  }
  let piece = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    const cells = textWidth(grapheme)
    if (used + cells > width && piece !== '') {
      yield piece
      piece = ''
      used = 0
    }
    piece += cells > width ? '…' : grapheme
    used += Math.min(cells, width)
  }
  if (piece !== '') yield piece
}

/** Like `chop`, but prefers to cut after a blank in the last third of a piece; no character is lost. */
export function* chopAtBlanks(text: string, width: number): Generator<string> {
  if (!isAscii(text)) {
    yield* chop(text, width)
    return
  }
  let at = 0
  while (text.length - at > width) {
    const blank = text.lastIndexOf(' ', at + width - 1)
    const end = blank > at + (width * 2) / 3 ? blank + 1 : at + width
    yield text.slice(at, end)
    at = end
  }
  if (at < text.length) yield text.slice(at)
}
