import { untrusted } from '@mmd/jira-api/model'
import { valueWords } from '@mmd/replica'
import { layoutLines, parseStoredLazily, type StoredText } from '@mmd/rich-text'
import type { FormEntry, FormPart } from './form-modal.ts'
import { toTypedText } from './typed-value.ts'

/** Cells of a text that are laid out for its row. */
const longest = 200

const firstLine = (text: string): string => {
  const [first = '', ...more] = text.split('\n').filter((row) => row.trim() !== '')
  return more.length === 0 ? first : `${first} …`
}

/** The first line of a text as it is laid out. */
const textStart = (text: StoredText): string => {
  const rows: string[] = []
  for (const spans of layoutLines(parseStoredLazily(text), longest)) {
    const row = spans.map((span) => span.text).join('')
    if (row.trim() !== '') rows.push(row)
    if (rows.length > 1) break
  }
  const [first = '', second] = rows
  return second === undefined ? first : `${first} …`
}

const partWords = (part: FormPart): string =>
  part.kind === 'file' ? untrusted(part.file.name, 'line') : `${part.words} ${part.other}`

/** What is in a field, on one line; empty when nothing is. */
export const shownValue = (entry: FormEntry): string => {
  const { value, typed, parts = [], wire } = entry
  if (parts.length > 0) return parts.map(partWords).join(', ')
  if (typed !== undefined) return firstLine(typed)
  if (wire === null) return 'Nobody'
  if (value.kind === 'rich-text') return textStart(value.text)
  if (value.kind === 'team') return value.team.name
  if (value.kind === 'issue' && value.summary !== null) return `${value.key} ${value.summary}`
  return toTypedText(entry) || (valueWords(value) ?? '')
}
