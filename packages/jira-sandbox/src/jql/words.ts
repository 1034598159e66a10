const wordCharacter = '[\\p{L}\\p{N}_]'

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)

// Common English endings, so that "refunds" finds "refund" as Jira's stemming does.
const stemOf = (word: string): string => (word.length > 4 ? word.replace(/(?:ies|es|s|ing|ed)$/u, '') : word)

const patternFor = (word: string): { readonly needle: string; readonly pattern: RegExp } => {
  const open = word.endsWith('*')
  const bare = word.replaceAll(/[*?]+/gu, '')
  const stem = open ? bare : stemOf(bare)
  const ending = open ? '' : `(?:ies|es|s|ing|ed|y|e)?(?!${wordCharacter})`
  return { needle: stem, pattern: new RegExp(`(?<!${wordCharacter})${escapeRegExp(stem)}${ending}`, 'u') }
}

const splitWords = (text: string): string[] =>
  text
    .toLowerCase()
    .match(/[\p{L}\p{N}_]+\*?/gu)
    ?.filter((word) => word.length > 0) ?? []

/** A test for texts that hold all the words of a search, or the phrase if it stands in double quotes. */
export const createTextTest = (search: string): ((text: string) => boolean) => {
  const phrase = /^"(?<inner>.*)"$/su.exec(search.trim())?.groups?.inner
  if (phrase !== undefined) {
    const wanted = splitWords(phrase).join(' ')
    return (text) => ` ${splitWords(text).join(' ')} `.includes(` ${wanted} `)
  }
  const patterns = splitWords(search).map(patternFor)
  if (patterns.length === 0) return () => false
  return (text) => {
    const lower = text.toLowerCase()
    return patterns.every(({ needle, pattern }) => lower.includes(needle) && pattern.test(lower))
  }
}
