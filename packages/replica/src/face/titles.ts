import { kindOf } from '../operations/kinds.ts'
import type { Operation } from '../operations/operation.ts'

/** What a change is called: `PAY-12: assign to Mira Okafor`, `12 issues: assign to Mira Okafor`. */
export const titleOf = (operations: readonly Operation[]): string => {
  const keys = new Set(operations.map(({ key }) => key))
  const words = new Set(operations.map((operation) => kindOf(operation).describe(operation)))
  const [one = ''] = words
  const what = words.size === 1 ? one : `${operations.length} changes`
  // What is made has no key yet that would mean anything.
  if (operations.some(({ kind }) => kind === 'create')) return what
  const [key = ''] = keys
  return keys.size === 1 ? `${key}: ${what}` : `${keys.size} issues: ${what}`
}
