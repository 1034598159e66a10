import type { JqlSuggestion } from '@mmd/jira-api'
import { type JqlReading, unquoteJql } from '@mmd/jira-api/jql'

/** Account ids of Jira Cloud: `712020:5b10a2844c20165700ede21g` or the latter part alone. */
const opaque = /^(?:\d{1,12}:)?[\da-z-]{20,}$/i

/** What names whom, by an id that tells people nothing. */
export type NamesOfIds = ReadonlyMap<string, string>

/** The names with those of other values added; the same map when there are none. */
export const withNames = (names: NamesOfIds, values: readonly JqlSuggestion[]): NamesOfIds => {
  const fresh = values.flatMap(({ value, label }) => {
    const id = unquoteJql(value)
    return opaque.test(id) && label !== id && !names.has(id) ? [[id, label] as const] : []
  })
  return fresh.length === 0 ? names : new Map([...names, ...fresh])
}

/** True when the query has ids whose names would help. */
export const namesSomebody = ({ clauses }: JqlReading): boolean =>
  clauses.some(({ values }) => values.some(({ text }) => opaque.test(text)))

/** Most people that are told of, and letters of an id by which it is known again. */
const most = 3
const shown = 9

/** Who is meant by the ids of the query: `712020:5b… is Mira Okafor`; empty: nobody is. */
export const peopleNamed = ({ clauses }: JqlReading, names: NamesOfIds): string => {
  const ids = new Set(clauses.flatMap(({ values }) => values.map(({ text }) => text)))
  return [...ids]
    .flatMap((id) => {
      const name = names.get(id)
      return name === undefined ? [] : [`${id.slice(0, shown)}… is ${name}`]
    })
    .slice(0, most)
    .join(', ')
}
