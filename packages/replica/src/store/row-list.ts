import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'
import type { DateField } from './store.ts'

/** Rows that are in memory at a time. */
const batch = 500

const rowsSql = `SELECT issue_part.value FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value
  JOIN issue_part ON issue_part.issue = issue.id AND part = 'row'`

/** The rows of these issues. */
export function* rowsOf(db: Connection, keys: readonly IssueKey[]): Generator<Issue> {
  for (let at = 0; at < keys.length; at += batch) {
    const asked = JSON.stringify(keys.slice(at, at + batch))
    for (const text of db.column<string>(rowsSql, asked)) {
      const issue = fromJson<Issue | undefined>(text)
      if (issue !== undefined) yield issue
    }
  }
}

/** Key and value in one text, which is read in half the time of two columns. */
const pairs = (texts: readonly string[]): readonly (readonly [key: IssueKey, value: string])[] =>
  texts.map((text) => {
    const at = text.indexOf(' ')
    return [text.slice(0, at) as IssueKey, text.slice(at + 1)]
  })

const stampsSql = `SELECT issue.key || ' ' || fetched_at FROM json_each(?) AS asked CROSS JOIN issue ON issue.key = asked.value`

/** When each of these was written last, milliseconds. */
export const stamps = (db: Connection, keys: readonly IssueKey[]): ReadonlyMap<IssueKey, number> =>
  new Map(pairs(db.column<string>(stampsSql, JSON.stringify(keys))).map(([key, at]) => [key, Number(at)]))

/** Keys that are looked up one by one; for more, going through the whole table is faster. */
const few = 5_000

/** A date of each row, as the site has it: `updated` stands beside the rows, the others in them. */
const dateSql: Readonly<Record<DateField, { readonly value: string; readonly from: string }>> = {
  updated: { value: 'updated', from: 'issue' },
  created: { value: `json_extract(value, '$.created')`, from: `issue JOIN issue_part ON issue = id AND part = 'row'` },
  due: { value: `json_extract(value, '$.due')`, from: `issue JOIN issue_part ON issue = id AND part = 'row'` },
}

/** A date of each of these issues; of a long list, of all that there are. */
export const datesOf = (
  db: Connection,
  keys: readonly IssueKey[],
  field: DateField,
): ReadonlyMap<IssueKey, string | null> => {
  const { value, from } = dateSql[field]
  const all = `SELECT key || ' ' || coalesce(${value}, '') FROM ${from}`
  const found =
    keys.length > few
      ? db.column<string>(all)
      : db.column<string>(`${all} WHERE key IN (SELECT asked.value FROM json_each(?) AS asked)`, JSON.stringify(keys))
  return new Map(pairs(found).map(([key, date]) => [key, date === '' ? null : date]))
}
