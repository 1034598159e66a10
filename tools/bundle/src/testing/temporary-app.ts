import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder that is removed when the test is over. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string
}

/** Makes a folder with the given files (path below it → text). */
export const temporaryFolder = async (files: Readonly<Record<string, string>> = {}): Promise<TemporaryFolder> => {
  const path = await mkdtemp(join(tmpdir(), 'mmd-bundle-'))
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, name)), { recursive: true })
    await writeFile(join(path, name), text)
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
