import type { Fault } from './faults.ts'

/** A fault out of its JSON, in which the path of the match is a prefix and `pattern` a regular expression. Throws `SyntaxError` for a bad pattern. */
export const faultOf = (wish: object): Fault => {
  const { match, ...rest } = wish as { match?: { method?: string; path?: string; pattern?: string } }
  const path = match?.pattern === undefined ? (match?.path ?? '') : new RegExp(match.pattern, 'u')
  const method = match?.method === undefined ? {} : { method: match.method }
  return { ...rest, match: { ...method, path } } as Fault
}
