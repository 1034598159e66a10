import type { FieldConflict } from '@mmd/replica'
import { valueWords } from '@mmd/replica'

/** A value for people, whole: a long text without its blank lines, anything else on one line. */
export const valueText = (value: FieldConflict['base']): string => {
  const text = textOf(value)
  return text === '' ? 'nothing' : text
}

const textOf = (value: FieldConflict['base']): string => {
  if (value.kind === 'empty') return ''
  // Whole: a sentence cuts them, and the difference may be at their ends.
  if (value.kind === 'text') return value.text.replaceAll(/\s+/g, ' ').trim()
  if (value.kind === 'words') return value.words.join(', ')
  if (value.kind !== 'rich-text') return valueWords(value) ?? ''
  return value.text.source
    .split('\n')
    .filter((text) => text.trim() !== '')
    .join('\n')
}
