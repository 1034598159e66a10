import type { Root } from 'mdast'

/** Signs that the reader of Markdown keeps in mind until their partner comes: it takes the square of their number. */
const mostSigns = 4000
const SIGNS = /[*_~`[\]!<&]/g

/** So many quotes and lists in one another, each of which is looked at again for every line. */
const DEEP = /^[ \t]{0,3}(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]{0,4}){40}/m

const BLANK_LINE = /\n[^\S\n]*\n/

/** The longest stretches of blanks that lists are told apart by. */
const INDENTED = /^[ \t]{400}/m

/** Lines in which a table or a list goes on; reading takes the square of that too. */
const mostLines = 4000

/** True for texts that nobody typed, on which the reader of Markdown would work for minutes. */
export const isTooTangled = (text: string): boolean => {
  if (DEEP.test(text) || INDENTED.test(text)) return true
  return text.length > mostLines && text.split(BLANK_LINE).some(isLong)
}

const isLong = (part: string): boolean =>
  part.length > mostLines && (count(part, SIGNS) > mostSigns || count(part, /\n/g) > mostLines)

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0

/** The text as paragraphs, with nothing else read out of it. */
export const plainTree = (text: string): Root => ({
  type: 'root',
  children: text
    .split(BLANK_LINE)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ type: 'paragraph', children: [{ type: 'text', value: part }] })),
})
