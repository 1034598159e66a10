import type { Block, Inline } from '../document/document.ts'

/** Parts that Markdown has no words for: each has a sign in the text that stands for it. */
export interface OpaqueParts {
  readonly blocks: Block[]
  readonly inlines: Inline[]
}

/** No parts yet. */
export const noParts = (): OpaqueParts => ({ blocks: [], inlines: [] })

const label = (words: string): string =>
  words
    .replaceAll(/[^\p{L}\p{N} .,:/@_-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 40)

/** `⟦b3 macro toc⟧`: brackets that nobody types by accident, a number, and words that only people read. */
export const signOf = (kind: 'b' | 'i', index: number, words: string): string => {
  const shown = label(words)
  return `⟦${kind}${index}${shown === '' ? '' : ` ${shown}`}⟧`
}

/** A sign in a text: whether it stands for a block or for a part of a line, and for which. */
export const SIGN: RegExp = /⟦([bi])(\d{1,6})(?: [^⟦⟧]{0,60})?⟧/g

/** A sign was changed, so that what it stood for cannot be found. */
export class EditProblem extends Error {
  override readonly name = 'EditProblem'
}

/** The part that a sign stands for. Throws `EditProblem` when there is none. */
export const partOf = <T>(parts: readonly T[], index: number, sign: string): T => {
  const part = parts[index]
  if (part === undefined)
    throw new EditProblem(`${sign} stands for nothing: it was changed, or comes from another text`)
  return part
}
