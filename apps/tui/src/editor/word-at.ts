import type { TextBuffer } from '../input/text-edit.ts'

/** What is being typed that may mean a person or an issue. */
export interface TypedWord {
  readonly kind: 'person' | 'issue' | 'key'
  /** Without its sign. */
  readonly text: string
  /** Where it begins in the text, with its sign. */
  readonly from: number
}

/** `@mira`, `#checkout` or `PAY-12` just before the cursor; null for anything else, such as an address of mail. */
export const wordAt = ({ text, cursor }: TextBuffer): TypedWord | null => {
  const before = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor)
  const [, sign, word = ''] = /(?:^|[\s([{>"'])([@#]?)([\p{L}\p{N}][\p{L}\p{N}._-]{0,39})$/u.exec(before) ?? []
  if (sign === undefined) return null
  const from = cursor - word.length - sign.length
  if (sign === '@') return { kind: 'person', text: word, from }
  if (sign === '#') return { kind: 'issue', text: word, from }
  return /^[A-Z][A-Z0-9_]+-\d+$/.test(word) ? { kind: 'key', text: word, from } : null
}
