import type { Chord } from '../../input/chord.ts'
import { parseChords, writeChords } from '../../input/parse-chords.ts'

/** The keys of an action as they are typed: `s, g s`; none is nothing. */
export const writeKeys = (keys: readonly (readonly Chord[])[]): string => keys.map(writeChords).join(', ')

/** Reads what `writeKeys` writes: several keys have a comma and a blank between them, so that the comma is a key itself. */
export const readKeys = (
  text: string,
): { readonly keys: readonly (readonly Chord[])[] } | { readonly error: string } => {
  const trimmed = text.trim()
  if (trimmed === '') return { keys: [] }
  const keys: (readonly Chord[])[] = []
  for (const part of trimmed.split(/,\s+/u)) {
    const read = parseChords(part)
    if (!read.ok) return { error: `${read.what}. ${read.todo}` }
    keys.push(read.sequence)
  }
  return { keys }
}
