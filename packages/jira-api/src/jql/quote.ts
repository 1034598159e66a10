import { tokeniseJql } from './token.ts'
import { isReservedWord } from './words.ts'

/** Words that need no quotes whatever the version of the site. */
const plain = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u

const escapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' }

/** A name or value as a query writes it: quoted where it must be. */
export const quoteJql = (text: string): string =>
  plain.test(text) && !isReservedWord(text)
    ? text
    : `"${text.replaceAll(/["\\\n\r\t]/g, (letter) => escapes[letter] ?? letter)}"`

/** What can be read without taking it apart. */
const simple = /^(?:\w+|"[^"\\]*")$/

/** What a written name or value says; a text that is not one of these is taken as it is. */
export const unquoteJql = (written: string): string => {
  if (simple.test(written)) return written.startsWith('"') ? written.slice(1, -1) : written
  const [token, ...others] = tokeniseJql(written)
  return token !== undefined && others.length === 0 && token.fault === undefined ? token.text : written
}

/**
 * A value as a site offers it, already written for a query. One that would be more than one value there, or a word of the
 * language, is quoted: a site must not write the query.
 */
export const offeredJql = (written: string): string => {
  const [token, ...others] = tokeniseJql(written)
  if (token === undefined || others.length > 0 || token.fault !== undefined) return quoteJql(written)
  if (token.kind === 'quoted') return written
  return token.kind === 'word' && !isReservedWord(written) ? written : quoteJql(written)
}
