import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Store } from '../store/store.ts'
import { forgetFile } from './keep-file.ts'

/** So long a file is kept that nothing open needs: what was taken back may be done again. Milliseconds. */
const keptMs = 7 * 24 * 60 * 60_000

/** Removes copies of files whose operations were given up, or that a process which died has left behind. */
export const forgetLostFiles = (store: Pick<Store, 'folder' | 'outbox'>, now: number): void => {
  const files = join(store.folder, 'files')
  const needed = new Set(
    store.outbox
      .openOfKind('attach')
      .flatMap(({ operation }) => (operation.kind === 'attach' ? [dirname(operation.file.path)] : [])),
  )
  for (const name of namesIn(files)) {
    const home = join(files, name)
    const made = statSync(home, { throwIfNoEntry: false })?.mtimeMs ?? now
    if (!needed.has(home) && now - made > keptMs) forgetFile(store.folder, name)
  }
}

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch {
    // Nothing was ever attached.
    return []
  }
}
