import type { FieldConflict } from '@mmd/replica'
import { valueWords } from '@mmd/replica'

/** Lines of a long text that are shown of each side. */
const mostLines = 4

/** A value in lines for people; a long text as it is written, as far as there is room. */
export const valueLines = (value: FieldConflict['base']): readonly string[] => {
  if (value.kind === 'empty') return ['nothing']
  // Whole: a sentence cuts them, and the difference may be at their ends.
  if (value.kind === 'text') return [value.text.replaceAll(/\s+/g, ' ').trim()]
  if (value.kind === 'words') return [value.words.join(', ')]
  if (value.kind !== 'rich-text') return [valueWords(value) ?? 'nothing']
  const lines = value.text.source.split('\n').filter((text) => text.trim() !== '')
  if (lines.length === 0) return ['nothing']
  return lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines - 1), `… ${lines.length - mostLines + 1} more lines`]
}
