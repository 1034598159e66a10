/* oxlint-disable typescript/no-unnecessary-type-parameters -- what a statement or a stored text holds is known where it is asked for */
import { StoreError } from './errors.ts'

/** What this store itself has written as JSON. Throws `damaged` when it is none. */
export const fromJson = <T>(text: string): T => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StoreError('damaged', 'a stored value is no JSON', { cause: error })
  }
}

/** The same for what may be absent. */
export const fromJsonOrNull = <T>(text: string | null): T | null => (text === null ? null : fromJson<T>(text))

export const toJsonOrNull = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value)
