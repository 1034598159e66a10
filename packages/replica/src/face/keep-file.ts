import { closeSync, constants, copyFileSync, fsyncSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import type { AttachOperation } from '../operations/operation.ts'

const sync = (path: string): void => {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Copies a file to be attached into the local copy's folder, durably, so that what is sent is what was chosen. One that is
 * there already stays. Throws what the file system says (`ENOENT`).
 */
export const keepFile = (folder: string, mark: string, operation: AttachOperation): AttachOperation => {
  const files = join(folder, 'files')
  if (operation.file.path.startsWith(join(files, sep))) return operation
  const name = basename(operation.file.name)
  const home = join(files, mark)
  const path = join(home, name === '' || name === '.' || name === '..' ? 'file' : name)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  copyFileSync(operation.file.path, path, constants.COPYFILE_FICLONE)
  for (const one of [path, home, files, folder]) sync(one)
  return { ...operation, file: { ...operation.file, path, size: statSync(path).size } }
}

/** Removes what `keepFile` has copied. */
export const forgetFile = (folder: string, mark: string): void =>
  rmSync(join(folder, 'files', mark), { recursive: true, force: true })

/** Removes what was kept for an operation that is over. A file elsewhere is not ours. */
export const forgetFileOf = (folder: string, { file }: AttachOperation): void => {
  const files = join(folder, 'files')
  const home = dirname(file.path)
  if (dirname(home) === files) rmSync(home, { recursive: true, force: true })
}
