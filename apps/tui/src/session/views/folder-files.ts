import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { foldersAbove } from '../../config/folders-above.ts'

/** Names of files that a team may keep beside its work. */
const names = [join('.mmd', 'views.yaml'), '.mmd.yaml']

/** The files with views in this folder and those above it, the nearest first; none for no folder. */
export const folderFiles = (folder: string | undefined): readonly string[] =>
  folder === undefined || folder === ''
    ? []
    : foldersAbove(folder).flatMap((at) => names.map((name) => join(at, name)).filter((file) => existsSync(file)))
