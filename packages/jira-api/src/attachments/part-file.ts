import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { numberedName } from './safe-file-name.ts'

/** What is there of a file that is being fetched. */
export interface PartFile extends AsyncDisposable {
  readonly path: string
  /** Bytes from the start that are there. */
  readonly size: number
  write(chunk: Uint8Array, at: number): Promise<void>
  /** Keeps the first bytes alone. */
  cut(size: number): Promise<void>
  /** Brings everything to the disk. */
  close(): Promise<void>
  /** Takes it away unless there is something in it; for when nothing came. */
  discardEmpty(): Promise<void>
}

// A name that somebody else put there must not lead elsewhere. Windows has no such flag.
const flags = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0)

const writeAll = async (handle: FileHandle, chunk: Uint8Array, at: number): Promise<void> => {
  let done = 0
  while (done < chunk.length) {
    const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, at + done)
    done += bytesWritten
  }
}

/** Opens what is there of a file, or makes it. Its mode is the user's own. Throws what the file system says. */
export const openPart = async (path: string): Promise<PartFile> => {
  const handle = await open(path, flags, 0o666)
  let isOpen = true
  const close = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    await handle.close()
  }
  const found = await handle.stat()
  if (!found.isFile()) {
    await close()
    throw new TypeError(`${path} is not a file`)
  }
  return {
    path,
    size: found.size,
    write: (chunk, at) => writeAll(handle, chunk, at),
    cut: (size) => handle.truncate(size),
    close: async () => {
      if (isOpen) await handle.sync()
      await close()
    },
    discardEmpty: async () => {
      const isEmpty = isOpen && (await handle.stat()).size === 0
      await close()
      if (isEmpty) await rm(path, { force: true })
    },
    [Symbol.asyncDispose]: close,
  }
}

/**
 * Where the part of a file lies: beside it, under a name that only this attachment of this site has, so that nothing else is
 * gone on with. Content of attachments never changes.
 */
export const partPath = (path: string, attachment: string): string =>
  `${path}.${createHash('sha256').update(attachment).digest('hex').slice(0, 12)}.part`

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && codes.includes((error as NodeJS.ErrnoException).code ?? '')

/** Gives a file its name, at once and only if nobody has it. Throws `EEXIST`. */
const moveNew = async (from: string, to: string): Promise<void> => {
  try {
    await link(from, to)
  } catch (error) {
    if (!isCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK')) throw error
    // No hard links here: the name is taken first, by an empty file.
    await (await open(to, 'wx')).close()
    await rename(from, to)
    return
  }
  await rm(from)
}

/** Moves a whole file to its path. Throws `EEXIST` when something is there that is not to be overwritten. */
export const finishAt = async (from: string, path: string, overwrite: boolean): Promise<string> => {
  await (overwrite ? rename(from, path) : moveNew(from, path))
  return path
}

/** Throws early what `finishAt` would throw in the end. */
export const assertFree = async (path: string): Promise<void> => {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (isThere) throw Object.assign(new Error(`${path} is there already`), { code: 'EEXIST', path })
}

const MOST_NAMES = 10_000

/** Moves a whole file into a folder, under the first name of its kind that is free. */
export const finishBeside = async (from: string, path: string): Promise<string> => {
  const name = path.slice(dirname(path).length).replace(/^[/\\]/, '')
  for (let count = 1; count <= MOST_NAMES; count += 1) {
    try {
      return await finishAt(from, join(dirname(path), numberedName(name, count)), false)
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error
    }
  }
  throw Object.assign(new Error(`${path} is there already, many times`), { code: 'EEXIST', path })
}
