import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'

const chunk = 5000

const conditions = (words: readonly string[]): string => words.map(() => 'AND instr(line, ?) > 0').join(' ')

/** The keys of `among`, in its order, whose row holds every word. */
export const matching = (db: Connection, among: readonly IssueKey[], words: readonly string[]): readonly IssueKey[] => {
  const found: IssueKey[] = []
  for (let at = 0; at < among.length; at += chunk) {
    const keys = db.all<{ key: IssueKey }>(
      `SELECT issue.key FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value ${conditions(words)}
        ORDER BY asked.key`,
      JSON.stringify(among.slice(at, at + chunk)),
      ...words,
    )
    for (const { key } of keys) found.push(key)
  }
  return found
}
