import type { Issue, IssueDetail, StoredText } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'
import { plainWords } from './plain-words.ts'

interface Talk {
  readonly part: string
  readonly value: string
  readonly fetched_at: number
}

interface Comments {
  readonly comments: readonly WithBody[]
  /** These are all that there were. */
  readonly isWhole: boolean
  readonly fetchedAt: number
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

const commentsIn = ({ part, value, fetched_at: fetchedAt }: Talk): Comments => {
  if (part === 'comments') return { comments: bodiesOf(fromJson<unknown>(value)), isWhole: true, fetchedAt }
  const { comments, commentTotal } = fromJson<Pick<IssueDetail, 'comments' | 'commentTotal'>>(value)
  return { comments: bodiesOf(comments), isWhole: comments.length >= commentTotal, fetchedAt }
}

/** Each comment once: of two with the same id the later one. */
const wordsOfAll = (comments: readonly WithBody[]): string => {
  const byId = new Map(comments.map((comment) => [String(comment.id), comment]))
  return [...byId.values()].map(({ body }) => plainWords(body)).join('\n')
}

/** The comments that came with the detail and those that were fetched by themselves, each once, as the newer of both has it. */
const commentWords = (db: Connection, issue: number): string => {
  const [newer, older] = db
    .all<Talk>(
      `SELECT part, value, fetched_at FROM issue_part WHERE issue = ? AND part IN ('comments', 'detail') ORDER BY fetched_at DESC, part DESC`,
      issue,
    )
    .map(commentsIn)
  if (newer === undefined) return ''
  // What is not in a newer list that is whole was deleted.
  const isLater = newer.isWhole && newer.fetchedAt > (older?.fetchedAt ?? 0)
  const beside = older === undefined || isLater ? [] : older.comments
  return wordsOfAll([...beside, ...newer.comments])
}

/** True when what is searched of a row differs. */
export const isOtherText = (a: Issue, b: Issue): boolean =>
  a.key !== b.key || a.summary !== b.summary || a.description?.source !== b.description?.source

const insertText = (db: Connection, id: number, row: Issue, comments: string): void => {
  db.run(
    'INSERT INTO issue_text (rowid, key, summary, description, comments) VALUES (?, ?, ?, ?, ?)',
    id,
    row.key,
    row.summary,
    plainWords(row.description),
    comments,
  )
}

/** Brings the words of an issue in the full-text index up to date. */
export const indexText = (db: Connection, id: number, row: Issue): void => {
  unindexText(db, id)
  insertText(db, id, row, commentWords(db, id))
}

/** The same for an issue that was not there before: nothing of it is in the index, and no comments but these are in the copy. */
export const indexNewText = (db: Connection, id: number, row: Issue, comments: readonly unknown[] = []): void =>
  insertText(db, id, row, wordsOfAll(bodiesOf(comments)))

export const unindexText = (db: Connection, id: number): void => {
  db.run('DELETE FROM issue_text WHERE rowid = ?', id)
}
