import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder that is taken away with all in it. */
export interface Folder extends AsyncDisposable {
  readonly path: string
  in(name: string): string
}

/** A new folder among the temporary ones. */
export const makeFolder = async (): Promise<Folder> => {
  const path = await mkdtemp(join(tmpdir(), 'mmd-files-'))
  return {
    path,
    in: (name) => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  }
}

/** Bytes that are not all the same, always the same ones. */
export const someBytes = (length: number): Buffer => {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at < length; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 0xff
  return bytes
}
