import { chmod, mkdir, open, readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { AuthError } from './errors.ts'

/** Node's code of a file-system error (`ENOENT`), or `unknown`. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

const storeFailed = (what: string, path: string, error: unknown): AuthError =>
  new AuthError('store-failed', `${what} (${errorCode(error)})`, path)

/** Makes the folder, or makes an existing one readable by its owner alone. Throws `store-failed`. */
export const ensurePrivateFolder = async (dir: string): Promise<void> => {
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw storeFailed('The folder cannot be made', dir, error)
  }
  await tightenMode(dir, 0o700)
}

/** Takes the rights of group and others away; true when there were some. Does nothing on Windows. */
export const tightenMode = async (path: string, mode: number): Promise<boolean> => {
  if (process.platform === 'win32') return false
  const { mode: found } = await stat(path)
  if ((found & 0o077) === 0) return false
  // A folder that belongs to somebody else cannot be tightened; writing to it will tell.
  await chmod(path, mode).catch(() => undefined)
  return true
}

/** The file's text; `undefined` when there is none. Throws `bad-file` when it cannot be read. */
export const readTextFile = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new AuthError('bad-file', `The file cannot be read (${errorCode(error)})`, path)
  }
}

/** A rename survives a power cut only once its folder is on the disk; not every system lets a folder be synced. */
const syncFolder = async (dir: string): Promise<void> => {
  try {
    const handle = await open(dir, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // The content itself was synced before the rename.
  }
}

/** Replaces the file in one step, mode 0600, and returns when it is on the disk. Throws `store-failed`. */
export const writeDurably = async (path: string, text: string): Promise<void> => {
  try {
    await writeFileAtomic(path, text, { mode: 0o600, encoding: 'utf8' })
  } catch (error) {
    throw storeFailed('The file cannot be written', path, error)
  }
  await syncFolder(dirname(path))
}
