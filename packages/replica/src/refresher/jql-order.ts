/** A query apart from its sorting. */
export interface SplitJql {
  /** Without `ORDER BY`, trimmed; empty: it asks for everything. */
  readonly where: string
  /** Behind `ORDER BY`; null: there is none. */
  readonly order: string | null
}

const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}_.$-]/u.test(char)

/** Where the quoted part that begins at `start` ends: behind its quote; -1: it is never closed. */
const endOfQuoted = (jql: string, start: number): number => {
  const quote = jql[start]
  for (let at = start + 1; at < jql.length; at += 1) {
    if (jql[at] === '\\') at += 1
    else if (jql[at] === quote) return at + 1
  }
  return -1
}

const orderBy = /order\s+by(?![\p{L}\p{N}_.$-])/iuy

/** Takes a query apart before its `ORDER BY`, whatever its quoted parts hold. One with an open quote stays whole. */
export const splitOrder = (jql: string): SplitJql => {
  for (let at = 0; at < jql.length; at += 1) {
    const char = jql[at]
    if (char === '"' || char === "'") {
      const end = endOfQuoted(jql, at)
      if (end < 0) break
      at = end - 1
    } else if (char === '\\') at += 1
    else if ((char === 'o' || char === 'O') && !isWord(jql[at - 1])) {
      orderBy.lastIndex = at
      const found = orderBy.exec(jql)
      if (found !== null) return { where: jql.slice(0, at).trim(), order: jql.slice(at + found[0].length).trim() }
    }
  }
  return { where: jql.trim(), order: null }
}

/**
 * The issues of a query that were changed in the last minutes. Relative, so that neither the user's time zone nor the
 * difference of two clocks matters.
 */
export const changedWithin = (jql: string, minutes: number): string => {
  const { where } = splitOrder(jql)
  const since = `updated >= -${minutes}m`
  return `${where === '' ? since : `(${where}) AND ${since}`} ORDER BY updated ASC`
}
