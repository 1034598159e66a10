import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'

/** A list of keys as it is kept: one a line, which is read three times as fast as JSON. */
export const keysOf = (text: string): readonly IssueKey[] => (text === '' ? [] : (text.split('\n') as IssueKey[]))

export const keyLines = (keys: readonly IssueKey[]): string => keys.join('\n')

/** Writes every list again that has this key. */
export const changeLists = (
  db: Connection,
  key: IssueKey,
  change: (keys: readonly IssueKey[], id: string) => void,
): void => {
  const found = db.all<{ id: string; keys: string }>('SELECT id, keys FROM view WHERE instr(keys, ?) > 0', key)
  for (const view of found) {
    const keys = keysOf(view.keys)
    if (keys.includes(key)) change(keys, view.id)
  }
}
