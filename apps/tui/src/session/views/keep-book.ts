import { mkdir, rename, writeFile } from 'node:fs/promises'
import type { Folders } from '../../config/environment.ts'
import { bookFile, type ViewBook } from './view-book.ts'

/** Writes what is kept of views, whole or not at all. */
export const keepBook = async (folders: Pick<Folders, 'config'>, book: ViewBook): Promise<void> => {
  await mkdir(folders.config, { recursive: true })
  const written = `${bookFile(folders)}.${process.pid}`
  await writeFile(written, `${JSON.stringify(book, null, 2)}\n`, { mode: 0o600 })
  await rename(written, bookFile(folders))
}
