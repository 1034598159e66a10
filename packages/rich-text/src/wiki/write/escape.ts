import { matchEmoticon } from '../emoticons.ts'
import { isSpace, isWord } from '../markers.ts'

/** Where a text will stand. */
export interface TextPlace {
  /** It begins a line, where more has a meaning. */
  readonly startsLine: boolean
  /** Bars part cells. */
  readonly barsPart: boolean
  /** It has marks, so that a marker at its ends would be taken for theirs. */
  readonly isMarked?: boolean
  /** In the words of a link signs cannot be escaped. */
  readonly inLink?: boolean
}

const ALWAYS = new Set(['{', '}', '[', ']'])
const MARKS = new Set(['*', '_', '-', '+', '^', '~'])
const ENTITY = /^&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z]{2,8});/

/** What a line must not begin with: a heading, a quote, a list, a rule, a row. */
const STARTER = /^(\s*)(h[1-6](?=\.)|bq(?=\.)|[*#-]+(?=\s|$)|-{4,}|\|)/

const isPunctuation = (character: string | undefined): boolean =>
  character !== undefined && /[!-/:-@[-`{-~]/.test(character)

/** True where a marker would begin or end something. */
const hasMeaning = (text: string, at: number): boolean => {
  const opens = !isWord(text, at - 1, 0) && !isSpace(text[at + 1])
  const closes = at > 0 && !isSpace(text[at - 1]) && !isWord(text, at + 1, 0)
  return opens || closes || text[at + 1] === text[at] || text[at - 1] === text[at]
}

const LINK_SIGNS: Readonly<Record<string, string>> = {
  '[': '&#91;',
  ']': '&#93;',
  '|': '&#124;',
  '^': '&#94;',
  '~': '&#126;',
}

const escaped = (text: string, at: number, { barsPart, isMarked, inLink }: TextPlace): string => {
  const character = text.charAt(at)
  if (inLink === true && Object.hasOwn(LINK_SIGNS, character)) return LINK_SIGNS[character] ?? character
  if (ALWAYS.has(character)) return `\\${character}`
  if (MARKS.has(character)) return isMarked === true || hasMeaning(text, at) ? `\\${character}` : character
  switch (character) {
    case '\\':
      // Before a sign a backslash is an escape, and two of them are a line break.
      return isPunctuation(text[at + 1]) || text[at + 1] === undefined ? '&#92;' : character
    case '|':
      return barsPart ? '\\|' : character
    case '!':
      return isSpace(text[at + 1]) ? character : '\\!'
    case '?':
      return isMarked === true || text[at + 1] === '?' || text[at - 1] === '?' ? '\\?' : character
    case '&':
      return ENTITY.test(text.slice(at, at + 12)) ? '&amp;' : character
    case ':':
    case ';':
    case '(':
      return matchEmoticon(text, at, text.length) === undefined ? character : `\\${character}`
    default:
      return character
  }
}

/** What must not begin a line gets a backslash before the sign that makes it special. */
const guardedStart = (text: string): string =>
  text.replace(STARTER, (_, blanks: string, word: string) =>
    /^[hb]/.test(word) ? `${blanks}${word}\\` : `${blanks}\\${word.slice(0, 1)}${word.slice(1)}`,
  )

/** A text that shows as it is: whatever would be markup is escaped, and no more than that. */
export const escapeText = (text: string, place: TextPlace): string => {
  let out = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    out += /[\n\r\u2028\u2029]/.test(character) ? ' ' : escaped(text, at, place)
  }
  // The first sign may have been escaped already.
  return place.startsLine && !/^\s*\\/.test(out) ? guardedStart(out) : out
}
