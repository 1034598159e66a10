import type { Issue, IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'
import { fromJson } from './json.ts'
import type { SearchHit } from './store.ts'

/** Words of a question that count. */
const mostWords = 12
/** UTF-16 units of a word that count. */
const longestWord = 64
/** The newest of these are ranked: ranking all of 50,000 takes a tenth of a second. */
const candidates = 100
/** Rows that are looked through for a single letter. */
const newest = 2000

interface Candidate {
  readonly id: number
  readonly key: IssueKey
  readonly updated: string | null
}

/** The words of a question that count: what has neither letter nor digit in it finds nothing. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, mostWords)
    .map((word) => word.slice(0, longestWord))

/** In quotes, so that nothing of it is syntax. */
const quoted = (word: string): string => `"${word.replaceAll('"', '""')}"`

/** For a beginning: half of all texts have a word with it, and collecting them takes longer than anybody types. */
export const isTooShort = (word: string): boolean => /^[\p{ASCII}]$/u.test(word)

/** By id backwards: the newest issues come first without any sorting. */
const find = (db: Connection, match: string, limit: number): readonly Candidate[] =>
  db.all<Candidate>(
    `SELECT issue.id, issue.key, issue.updated
      FROM (SELECT rowid AS id FROM issue_text WHERE issue_text MATCH ? ORDER BY rowid DESC LIMIT ?) AS found
      JOIN issue ON issue.id = found.id`,
    match,
    limit,
  )

const newestFirst = (a: Candidate, b: Candidate): number =>
  (a.updated ?? '') < (b.updated ?? '') ? 1 : a.updated === b.updated ? b.id - a.id : -1

/** A whole key, or the number in one. */
const byKey = (db: Connection, text: string): readonly Candidate[] => {
  const word = text.trim()
  if (/^\d{1,12}$/.test(word)) return find(db, `key : "${word}"`, candidates)
  if (word.length > 255) return []
  return db.all<Candidate>('SELECT id, key, updated FROM issue WHERE key = ?', word.toUpperCase())
}

const load = (db: Connection, { id, key }: Candidate): readonly SearchHit[] => {
  const part = db.one<{ value: string }>(`SELECT value FROM issue_part WHERE issue = ? AND part = 'row'`, id)
  return part === undefined ? [] : [{ key, issue: fromJson<Issue>(part.value) }]
}

/** A word that begins with one letter, among the newest rows. */
const byLetter = (db: Connection, letter: string, limit: number): readonly Candidate[] =>
  db.all<Candidate>(
    `SELECT id, key, updated FROM (SELECT * FROM issue ORDER BY id DESC LIMIT ${newest})
      WHERE instr(' ' || line, ' ' || ?) > 0 LIMIT ?`,
    letter.toLowerCase(),
    limit,
  )

/** Keys first, then what has every word in its key and summary, then the rest; each the newest first. */
export const search = (db: Connection, text: string, limit: number): readonly SearchHit[] => {
  const words = wordsOf(text)
  const last = words.at(-1)
  if (last === undefined || limit < 1) return []
  const found = new Map<number, Candidate>()
  const take = (find: () => readonly Candidate[]): void => {
    if (found.size < limit)
      for (const one of find().toSorted(newestFirst)) if (!found.has(one.id)) found.set(one.id, one)
  }
  take(() => byKey(db, text))
  if (words.length === 1 && isTooShort(last)) take(() => byLetter(db, last, candidates))
  else {
    const terms = words.map(quoted)
    const match = isTooShort(last) ? terms.slice(0, -1).join(' AND ') : `${terms.join(' AND ')} *`
    take(() => find(db, `{key summary} : (${match})`, Math.max(limit, candidates)))
    take(() => find(db, match, Math.max(limit, candidates)))
  }
  return [...found.values()].slice(0, limit).flatMap((one) => load(db, one))
}
