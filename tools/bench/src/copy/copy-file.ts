import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { openStore } from '@mmd/replica'
import { fillCopy, freshenViews } from './fill-copy.ts'

/** The file that a copy consists of when nobody has it open. */
const fileName = 'replica.sqlite'

/** Whoever the filled file is kept for. */
const nobody = 'https://depot.example nobody'

/** Differs when something else would be in the file: by the code that writes it. */
const versionOf = async (): Promise<string> => {
  const store = join(dirname(fileURLToPath(import.meta.resolve('@mmd/replica'))), 'store')
  const names = existsSync(store) ? (await readdir(store)).filter((name) => !name.endsWith('.test.ts')).sort() : []
  const own = ['./believable.ts', './fill-copy.ts'].map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const hash = createHash('sha256')
  for (const file of [...own, ...names.map((name) => join(store, name))]) hash.update(await readFile(file))
  return hash.digest('hex').slice(0, 12)
}

/** The folder of a filled copy that is kept between runs; it is filled now where there is none of this version. */
const filledFolder = async (issues: number, progress: (text: string) => void): Promise<string> => {
  const folder = join(tmpdir(), `mmd-bench-copy-${issues}-${await versionOf()}`)
  if (existsSync(join(folder, fileName))) return folder
  progress(`a copy with ${issues} issues is made, once`)
  const making = `${folder}.${process.pid}`
  const store = openStore({ folder: making, identity: nobody })
  fillCopy(store, issues, Date.now())
  store.close()
  await rename(making, folder)
  return folder
}

/** Whose copy it is. */
export interface CopyOwner {
  readonly folder: string
  /** Base URL and user, as `openStore` takes it. */
  readonly identity: string
}

/** Puts a filled copy into a folder, its views read a moment ago. One that is there is replaced; nobody may have it open. */
export const placeCopy = async (
  { folder, identity }: CopyOwner,
  issues: number,
  progress: (text: string) => void,
): Promise<void> => {
  const from = await filledFolder(issues, progress)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await copyFile(join(from, fileName), join(folder, fileName))
  // A store is never given to somebody else; this one is nobody's.
  const database = new DatabaseSync(join(folder, fileName))
  database.prepare("UPDATE meta SET value = ? WHERE name = 'identity'").run(identity)
  database.close()
  const store = openStore({ folder, identity })
  try {
    if (store.opened.state !== 'ready') throw new Error('the copy that was made cannot be used')
    freshenViews(store, issues, Date.now())
  } finally {
    store.close()
  }
}
