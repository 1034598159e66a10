import type { FieldConflict } from '@mmd/replica'
import { toValueJson, toValueText } from './field-json.ts'

const wordsOf = (value: FieldConflict['base']): string => {
  if (value.kind === 'rich-text') return 'another text'
  const text = toValueText(value)
  return text === '' ? 'nothing' : `“${text}”`
}

/** `Priority was “Low”, is “High”, and was to be “Medium”`. */
export const conflictWords = ({ name, base, mine, theirs }: FieldConflict): string =>
  `${name} was ${wordsOf(base)}, is ${wordsOf(theirs)}, and was to be ${wordsOf(mine)}`

/** A conflict in JSON: what it was, what it was to be, and what it is. */
export const toConflictJson = ({ id, name, base, mine, theirs }: FieldConflict): object => ({
  field: id,
  name,
  base: toValueJson(base),
  mine: toValueJson(mine),
  theirs: toValueJson(theirs),
})
