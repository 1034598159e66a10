import { isTooShort, wordsOf } from '../store/search.ts'

/** The words of a text as the full-text index has them: lower case, without accents; a space before and behind each. */
const folded = (text: string): string =>
  ` ${text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{Co}]+/u)
    .filter((word) => word !== '')
    .join(' ')} `

/**
 * Whether texts have every word of a question, as the full-text index finds it: the last one may be a beginning. Undefined for
 * questions that are not answered by that index.
 */
export const textMatcher = (question: string): ((texts: readonly string[]) => boolean) | undefined => {
  const words = wordsOf(question)
  const last = words.at(-1)
  if (last === undefined || (words.length === 1 && isTooShort(last))) return undefined
  const asked = isTooShort(last) ? words.slice(0, -1) : words
  const wanted = asked.map((word, at) => (at === words.length - 1 ? folded(word).trimEnd() : folded(word)))
  return (texts) => {
    const known = texts.map(folded)
    return wanted.every((word) => known.some((text) => text.includes(word)))
  }
}
