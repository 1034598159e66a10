import { EMPTY, type FieldMeta, type FieldValue } from '@mmd/jira-api/model'
import { editorOf, lockedWhy } from './editor-kind.ts'
import type { FormEntry } from './form-modal.ts'

/** A field with what the site has in it. */
export const toEntry = (
  meta: FieldMeta,
  before: FieldValue = EMPTY,
  more: Partial<Pick<FormEntry, 'folded' | 'locked'>> = {},
): FormEntry => ({
  meta,
  before,
  value: before,
  error: null,
  locked: more.locked ?? lockedWhy(meta, before),
  folded: more.folded ?? false,
})

const isSame = (a: FieldValue, b: FieldValue): boolean => JSON.stringify(a) === JSON.stringify(b)

/** True when something else is in it than on the site. */
export const isChanged = ({ before, value, typed, wire, parts = [] }: FormEntry): boolean =>
  typed !== undefined || wire !== undefined || parts.length > 0 || !isSame(before, value)

/** True when nothing is in it. */
export const isEmptyEntry = ({ value, typed, wire, parts = [] }: FormEntry): boolean => {
  if (parts.length > 0) return false
  if (typed !== undefined) return typed.trim() === ''
  if (wire !== undefined) return wire === null || wire === ''
  if (value.kind === 'text') return value.text.trim() === ''
  return value.kind === 'empty'
}

/** The field with nothing in it. */
export const cleared = ({ typed: _typed, wire: _wire, parts: _parts, ...entry }: FormEntry): FormEntry => ({
  ...entry,
  value: EMPTY,
  error: null,
})

/** The field with this in it, whatever was there. */
export const filledWith = (
  entry: FormEntry,
  content: Pick<FormEntry, 'typed' | 'wire' | 'parts'> & { readonly value?: FieldValue },
): FormEntry => ({
  ...cleared(entry),
  ...content,
})

/** The site puts something into it by itself, which it does not tell. */
const fillsItself = ({ meta, before, value }: FormEntry): boolean =>
  meta.hasDefault && before.kind === 'empty' && value.kind === 'empty'

/** True when the site would not take it as it is: it must not be empty. */
export const isMissing = (entry: FormEntry): boolean =>
  entry.meta.required && entry.locked === null && !fillsItself(entry) && isEmptyEntry(entry)

/** The fields with what is wrong with them: those that are required and empty. */
export const withMissing = (entries: readonly FormEntry[]): readonly FormEntry[] =>
  entries.map((entry) => (isMissing(entry) ? { ...entry, error: `${entry.meta.name} must be filled in` } : entry))

/** Those that must be filled in first, else in the site's order; what cannot be written last. */
export const inOrder = (entries: readonly FormEntry[]): readonly FormEntry[] => {
  const rank = ({ meta, locked }: FormEntry): number => (locked !== null ? 2 : meta.required ? 0 : 1)
  return [...entries].sort((a, b) => rank(a) - rank(b))
}

/** True for fields that a form edits as long texts. */
export const isLong = ({ meta }: FormEntry): boolean => {
  const editor = editorOf(meta)
  return editor === 'long' || editor === 'comment'
}

/** True for fields that a person writes, and does not choose from a list. */
export const isWritten = (entry: FormEntry): boolean => {
  const editor = editorOf(entry.meta)
  return editor === 'typed' || editor === 'raw' || editor === 'files' || isLong(entry)
}
