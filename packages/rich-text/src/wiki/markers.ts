import type { Mark, Marked } from '../document/document.ts'

/** What each marker of the wiki language means. */
export const MARKERS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['*', 'strong'],
  ['_', 'emphasis'],
  ['??', 'cite'],
  ['-', 'strike'],
  ['+', 'inserted'],
  ['^', 'sup'],
  ['~', 'sub'],
])

/** The absence of marks, shared, so that it can be told by identity. */
export const NO_MARKS: Marked = {}

const ORDER: readonly Mark[] = ['strong', 'emphasis', 'cite', 'strike', 'inserted', 'sup', 'sub', 'code']
const lists: (readonly Mark[])[] = []

/** Sets of marks as bits, and back as lists in a fixed order. */
export const marksOf: { bit: (mark: Mark) => number; list: (bits: number) => readonly Mark[] } = {
  bit: (mark) => 1 << ORDER.indexOf(mark),
  list: (bits) => {
    const known = lists[bits]
    if (known !== undefined) return known
    const list = ORDER.filter((mark) => (bits & marksOf.bit(mark)) !== 0)
    lists[bits] = list
    return list
  },
}

/** True for blanks and for the ends of the text. */
export const isSpace = (character: string | undefined): boolean => character === undefined || /\s/.test(character)

/** True if a letter or a digit stands at `at`, inside `from..to`. */
export const isWord = (text: string, at: number, from: number, to: number = text.length): boolean => {
  if (at < from || at >= to) return false
  const code = text.charCodeAt(at)
  if (code < 128) {
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  }
  return /[\p{L}\p{N}]/u.test(text.charAt(at))
}
