import type { Random } from '../random.ts'

/** Words by slot name: `{provider}` in a template is one of `lexicon.provider`. */
export type Lexicon = Readonly<Record<string, readonly [string, ...string[]]>>

const slot = /\{(?<name>[a-z]+)\}/gu

/**
 * The template with its slots filled. The words chosen are kept in `memory`, so that a summary and its description
 * speak of the same thing; slots that nobody knows stay as they are (wiki macros look like slots).
 */
export const fill = (template: string, lexicon: Lexicon, random: Random, memory: Map<string, string>): string =>
  template.replaceAll(slot, (whole, name: string) => {
    const words = lexicon[name]
    if (words === undefined) return whole
    const word = memory.get(name) ?? random.pick(words)
    memory.set(name, word)
    return word
  })

/** The first letter in upper case, but for names such as iDEAL. */
export const capitalised = (text: string): string =>
  /^[a-z][A-Z]/u.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)
