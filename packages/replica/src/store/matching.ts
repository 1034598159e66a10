import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'

/** Keys that are looked up one by one; for more, going through the whole table is faster. */
const few = 20_000

const holds = (words: readonly string[]): string => words.map(() => ' AND instr(line, ?) > 0').join('')

/** The keys of `among`, in its order, whose row holds every word. */
export const matching = (db: Connection, among: readonly IssueKey[], words: readonly string[]): readonly IssueKey[] => {
  const found = new Set(
    among.length <= few
      ? db.column<IssueKey>(
          `SELECT issue.key FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value${holds(words)}`,
          JSON.stringify(among),
          ...words,
        )
      : db.column<IssueKey>(`SELECT key FROM issue WHERE true${holds(words)}`, ...words),
  )
  return found.size === 0 ? [] : among.filter((key) => found.has(key))
}
