import type { IssueKey } from '@mmd/jira-api/model'
import type { Connection } from './connection.ts'

/** A list of keys as it is kept: one a line, which is read three times as fast as JSON. */
export const keysIn = (text: string): readonly IssueKey[] => (text === '' ? [] : (text.split('\n') as IssueKey[]))

export const keyLines = (keys: readonly IssueKey[]): string => keys.join('\n')

/** Lists that are kept with their text. */
const capacity = 50

/**
 * Reads lists by a name, and remembers the last of each: long ones are asked for after every change of anything, and most of
 * these leave the list as it is. The same text gives the same array.
 */
export const listReader = (): ((name: string, text: string) => readonly IssueKey[]) => {
  const kept = new Map<string, { readonly text: string; readonly keys: readonly IssueKey[] }>()
  return (name, text) => {
    const last = kept.get(name)
    if (last?.text === text) return last.keys
    const keys = keysIn(text)
    kept.delete(name)
    kept.set(name, { text, keys })
    const oldest = kept.size > capacity ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return keys
  }
}

/** Writes every list again that has this key. */
export const changeLists = (
  db: Connection,
  key: IssueKey,
  change: (keys: readonly IssueKey[], id: string) => void,
): void => {
  const found = db.all<{ id: string; keys: string }>('SELECT id, keys FROM view WHERE instr(keys, ?) > 0', key)
  for (const view of found) {
    const keys = keysIn(view.keys)
    if (keys.includes(key)) change(keys, view.id)
  }
}
