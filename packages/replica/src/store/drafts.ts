import type { Connection } from './connection.ts'
import type { DraftTable } from './store.ts'

/** Texts that were begun and not sent. */
export const draftTable = (db: Connection): DraftTable => ({
  get: (name) => db.one<{ text: string }>('SELECT text FROM draft WHERE name = ?', name)?.text,
  put: (name, text, changedAt) => {
    if (text === '') db.run('DELETE FROM draft WHERE name = ?', name)
    else db.run('INSERT OR REPLACE INTO draft (name, text, changed_at) VALUES (?, ?, ?)', name, text, changedAt)
  },
  list: () =>
    Object.fromEntries(
      db
        .all<{ name: string; text: string }>('SELECT name, text FROM draft ORDER BY changed_at DESC')
        .map(({ name, text }) => [name, text]),
    ),
})
