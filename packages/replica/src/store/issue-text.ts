import type { Comment, Issue, StoredText } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'
import { plainWords } from './plain-words.ts'

interface Talk {
  readonly comments: string | null
  readonly detail: string | null
}

interface WithBody {
  readonly id: unknown
  readonly body: StoredText
}

const isWithBody = (value: unknown): value is WithBody =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'body' in value &&
  typeof value.body === 'object' &&
  value.body !== null &&
  'source' in value.body &&
  typeof value.body.source === 'string'

const bodiesOf = (value: unknown): readonly WithBody[] => (Array.isArray(value) ? value.filter(isWithBody) : [])

/** The comments that came with the detail and those that were fetched by themselves, each once. */
const commentWords = (db: Connection, issue: number): string => {
  const talk = db.one<Talk>(
    `SELECT (SELECT value FROM issue_part WHERE issue = ?1 AND part = 'comments') AS comments,
      (SELECT value FROM issue_part WHERE issue = ?1 AND part = 'detail') AS detail`,
    issue,
  )
  const came = talk?.detail ? fromJson<{ readonly comments: readonly Comment[] }>(talk.detail).comments : []
  const fetched = talk?.comments ? fromJson<unknown>(talk.comments) : []
  const byId = new Map([...bodiesOf(fetched), ...bodiesOf(came)].map((comment) => [String(comment.id), comment]))
  return [...byId.values()].map(({ body }) => plainWords(body)).join('\n')
}

/** True when what is searched of a row differs. */
export const isOtherText = (a: Issue, b: Issue): boolean =>
  a.key !== b.key || a.summary !== b.summary || a.description?.source !== b.description?.source

/** Brings the words of an issue in the full-text index up to date. */
export const indexText = (db: Connection, id: number, row: Issue): void => {
  unindexText(db, id)
  db.run(
    'INSERT INTO issue_text (rowid, key, summary, description, comments) VALUES (?, ?, ?, ?, ?)',
    id,
    row.key,
    row.summary,
    plainWords(row.description),
    commentWords(db, id),
  )
}

export const unindexText = (db: Connection, id: number): void => {
  db.run('DELETE FROM issue_text WHERE rowid = ?', id)
}
