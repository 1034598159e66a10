import { isObject } from './input.ts'

/** Why a value was refused; becomes the text under the field's id. */
export class FieldError extends Error {
  override readonly name = 'FieldError'
}

interface Named {
  readonly id: string
  readonly name: string
}

/** The row that `{"id"}` or `{"name"}` stands for. */
export const namedRow = <T extends Named>(value: unknown, rows: readonly T[], what: string): T => {
  if (!isObject(value)) throw new FieldError('data was not an object')
  const { id, name } = value
  if (typeof id !== 'string' && typeof name !== 'string') {
    throw new FieldError(`Could not find valid 'id' or 'name' in ${what} object.`)
  }
  const found = rows.find((row) => (typeof id === 'string' ? row.id === id : row.name === name))
  if (found !== undefined) return found
  throw new FieldError(
    typeof id === 'string' ? `${what} with id '${id}' does not exist` : `${what} name '${String(name)}' is not valid`,
  )
}

/** A text or null, not longer than Jira's limit. */
export const textValue = (value: unknown, limit: number): string | null => {
  if (value === null) return null
  if (typeof value !== 'string') throw new FieldError('Operation value must be a string')
  if (value.length > limit) {
    throw new FieldError(
      `The entered text is too long. It exceeds the allowed limit of ${limit.toLocaleString('en')} characters.`,
    )
  }
  return value
}

/** The summary: needed, one line, at most 255 characters. */
export const summaryValue = (value: unknown): string => {
  const text = textValue(value, Number.MAX_SAFE_INTEGER)
  if (text === null || text.trim() === '') throw new FieldError('You must specify a summary of the issue.')
  if (/[\r\n]/u.test(text)) throw new FieldError('The summary is invalid because it contains newline characters.')
  if (text.length > 255) throw new FieldError('Summary must be less than 255 characters.')
  return text
}

/** A label: no blanks, at most 255 characters. */
export const labelValue = (value: unknown): string => {
  if (typeof value !== 'string') throw new FieldError('string expected')
  if (/\s/u.test(value)) throw new FieldError(`The label '${value}' contains spaces which is invalid.`)
  if (value === '' || value.length > 255)
    throw new FieldError(`The label '${value.slice(0, 40)}' is empty or too long.`)
  return value
}

const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** `yyyy-MM-dd` of a real day, or null. */
export const dateValue = (value: unknown): string | null => {
  if (value === null || value === '') return null
  if (typeof value === 'string' && isDay(value)) return value
  throw new FieldError(`Error parsing date string: ${JSON.stringify(value)}`)
}

/** The name in `{"name": "fred"}`, or null for nobody. `key` and `accountId` do not name anybody. */
export const userName = (value: unknown): string | null => {
  if (value === null) return null
  if (!isObject(value) || !('name' in value)) throw new FieldError('expected Object containing a "name" property')
  if (value.name === null || value.name === '') return null
  if (typeof value.name !== 'string') throw new FieldError('expected Object containing a "name" property')
  return value.name
}
