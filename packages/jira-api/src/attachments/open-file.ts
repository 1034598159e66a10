import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { UploadFile } from '../faces/files.ts'
import type { FileBytes } from './multipart.ts'

/** Reads no more than the size that was found at first, even when the file grows. */
const readFile = (path: string, size: number): AsyncIterable<Uint8Array> =>
  size === 0 ? (async function* () {})() : createReadStream(path, { end: size - 1 })

/** What is to be sent of a file. Throws what the file system says, and `TypeError` for what is no file. */
export const openFile = async (file: UploadFile): Promise<FileBytes> => {
  if (!('path' in file)) {
    if (!Number.isSafeInteger(file.size) || file.size < 0) throw new TypeError('The size of a file is a count of bytes')
    return file
  }
  const { path, name = basename(path) } = file
  const found = await stat(path)
  if (!found.isFile()) throw new TypeError(`${path} is not a file`)
  return { name, size: found.size, open: () => readFile(path, found.size) }
}
