import { clean, isAscii } from './width.ts'

/** Most combining marks kept on one base character. */
const mostMarks = 8

/** What `clean` leaves and no eye sees: fillers, joiners and selectors with nothing to act on. */
const unseen = new RegExp(
  [
    '(?![\\u200D\\uFE0E\\uFE0F])\\p{Default_Ignorable_Code_Point}',
    '(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\uFE0F?)\\u200D',
    '\\u200D(?!\\p{Extended_Pictographic})',
    '(?<!\\p{Emoji})[\\uFE0E\\uFE0F]',
  ].join('|'),
  'gu',
)
const pile = new RegExp(`(\\p{M}{${mostMarks}})\\p{M}+`, 'gu')
const suspicious = /[\p{M}\p{Default_Ignorable_Code_Point}]/u

/**
 * A text of a document as a terminal gets it: cleaned, without what is not seen and without heaps of marks, which
 * terminals count differently. For the screen and for pipes alone; what is edited and sent back keeps them.
 */
export const printable = (text: string): string => {
  if (isAscii(text)) return text
  const safe = clean(text)
  return suspicious.test(safe) ? safe.replace(unseen, '').replace(pile, '$1') : safe
}
