import { parseJql } from '../../jql/parse.ts'
import { type Token, tokenise } from '../../jql/token.ts'
import { quoted } from './jql-structure.ts'

/** What stands in the place of a value; undefined: the value itself. */
export type NewValue = (field: string, value: string) => string | undefined

const isBare = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token !== undefined && token.kind === 'word' && !token.quoted && words.includes(token.text.toLowerCase())

const isSign = ({ kind, text }: Token, ...signs: readonly string[]): boolean =>
  kind === 'operator' && signs.includes(text)

const lineStarts = (text: string): readonly number[] => [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)]

interface Value {
  readonly field: string
  readonly token: Token
  /** The token after it. */
  readonly next: Token
}

// The query is known to be well formed, so that a word is a field, a value, or one of the words of the language.
const valuesIn = (tokens: readonly Token[]): readonly Value[] => {
  const values: Value[] = []
  let field: string | undefined
  let lists = 0
  for (let at = 0; at < tokens.length; at += 1) {
    const [token, next] = tokens.slice(at, at + 2)
    if (token === undefined || next === undefined || isBare(token, 'order')) return values
    const inList = lists > 0
    if (field === undefined) {
      if (token.kind === 'word' && !isBare(token, 'not')) field = token.text
    } else if (token.kind === 'open') lists += 1
    else if (token.kind === 'close') lists = Math.max(0, lists - 1)
    else if (!inList && (isBare(token, 'and', 'or') || isSign(token, '&&', '||'))) field = undefined
    else if (token.kind === 'word' && !isBare(token, 'in', 'not', 'is', 'was', 'changed', 'empty', 'null')) {
      if (next.kind !== 'open') values.push({ field, token, next })
      // What a function is given is no value of the field.
      else while (tokens[at]?.kind !== 'close' && at < tokens.length) at += 1
    }
  }
  return values
}

/** A query with other values in it, and otherwise as it was written. Throws a `JqlError` for what is no query. */
export const rewriteValues = (query: string, newValue: NewValue): string => {
  parseJql(query)
  const starts = lineStarts(query)
  const offsetOf = ({ line, column }: Token): number => (starts[line - 1] ?? 0) + column - 1
  let rest = 0
  const parts: string[] = []
  for (const { field, token, next } of valuesIn(tokenise(query))) {
    const value = newValue(field, token.text)
    if (value === undefined) continue
    const [start, end] = [offsetOf(token), offsetOf(next)]
    const written = query.slice(start, end)
    parts.push(query.slice(rest, start), quoted(value), written.slice(written.trimEnd().length))
    rest = end
  }
  return [...parts, query.slice(rest)].join('')
}
