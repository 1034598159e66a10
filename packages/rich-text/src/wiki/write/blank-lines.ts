import { indexMacros } from '../macros.ts'

const BLANK_LINES = /(\r?\n)(?:[^\S\n]*\n)+/g

/** A text without the blank lines that would end a row or an item; those within a macro, as in code, do not. */
export const withoutBlankLines = (text: string): string => {
  if (!/\n[^\S\n]*\n/.test(text)) return text
  let out = ''
  let at = 0
  for (const { start, end } of indexMacros(text).pairs) {
    // One in another goes with the outer one.
    if (start < at) continue
    out += text.slice(at, start).replaceAll(BLANK_LINES, '$1') + text.slice(start, end)
    at = end
  }
  return out + text.slice(at).replaceAll(BLANK_LINES, '$1')
}
