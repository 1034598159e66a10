import type { Connection } from './connection.ts'

/** Pages of the full-text index that are merged at a time: some milliseconds. */
const pages = 500

/** Most merges in a row: what is left comes the next time. */
const mostMerges = 40

/** Parts of the index at which it is worth while. */
const scattered = 6

/**
 * Brings together what rewritten texts have scattered over the full-text index: without it a search costs twice as much
 * after some thousand changed issues. In small steps, so that others who write wait for milliseconds.
 */
export const mergeTexts = (db: Connection): void => {
  if (partsOf(db) < scattered) return
  for (let merges = 0; merges < mostMerges; merges += 1) {
    const before = totalChanges(db)
    // By FTS5's documentation: the first, negative one lets the others merge everything; fewer than two changes is the end.
    db.run(`INSERT INTO issue_text (issue_text, rank) VALUES ('merge', ?)`, merges === 0 ? -pages : pages)
    if (totalChanges(db) - before < 2) return
  }
}

const partsOf = (db: Connection): number =>
  db.one<{ n: number }>('SELECT count(DISTINCT segid) AS n FROM issue_text_idx')?.n ?? 0

const totalChanges = (db: Connection): number => db.one<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0
