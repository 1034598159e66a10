import type { Environment } from '../../config/environment.ts'
import type { KeptViews } from './all-views.ts'
import { folderFiles } from './folder-files.ts'
import { readBook, type ViewBook } from './view-book.ts'

/** A mistake in a file of a folder, in one line with its place. */
export type ViewProblem = string

/** What there is of views besides those of the site, and of the configuration. */
export interface FoundViews {
  readonly kept: KeptViews
  readonly problems: readonly ViewProblem[]
}

/** Reads what is kept, and the files of the folder where there are any. */
export const findKeptViews = async ({
  folders,
  startedIn,
}: Pick<Environment, 'folders' | 'startedIn'>): Promise<FoundViews> => {
  const book = readBook(folders)
  const files = folderFiles(startedIn)
  if (files.length === 0) return { kept: { book, folder: [] }, problems: [] }
  const { readFolderViews } = await import('./read-folder-views.ts')
  const { views, problems } = readFolderViews(files)
  return { kept: { book, folder: views }, problems }
}

/** Writes the book a moment after the last change of it; what it said before is not written then. */
export const createBookKeeper = (
  folders: Environment['folders'],
): { readonly keep: (book: ViewBook) => Promise<void> } => {
  let last: Promise<void> = Promise.resolve()
  return {
    keep: (book) => {
      last = last.catch(() => undefined).then(async () => (await import('./keep-book.ts')).keepBook(folders, book))
      return last
    },
  }
}
