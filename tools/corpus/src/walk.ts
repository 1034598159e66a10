import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A file to look at. */
export interface FoundFile {
  /** Where it is, from the folder that was walked, with `/` between the parts. */
  readonly name: string
  readonly path: string
  readonly size: number
}

/** Something that is no file that can be read. */
export interface Skipped {
  readonly name: string
  readonly why: string
}

const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

/**
 * All files below a folder, in the order of their names, whatever the machine. Links are followed, but nothing is visited
 * twice; what cannot be read, and sockets and pipes, are told to `skip`. Throws when the folder itself cannot be read.
 */
export function* filesIn(folder: string, skip: (skipped: Skipped) => void): Generator<FoundFile> {
  const seen = new Set<string>([realpathSync(folder)])
  const open: { path: string; name: string }[] = namesIn(folder, '')
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { path, name } = next
    try {
      const real = realpathSync(path)
      if (seen.has(real)) continue
      seen.add(real)
      const status = statSync(path)
      if (status.isDirectory()) for (const entry of namesIn(path, `${name}/`)) open.push(entry)
      else if (status.isFile()) yield { name, path, size: status.size }
      else skip({ name, why: 'no regular file' })
    } catch (error) {
      skip({ name, why: reasonOf(error) })
    }
  }
}

/** Last first, for a stack. */
const namesIn = (folder: string, prefix: string): { path: string; name: string }[] =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry: Dirent) => entry.name)
    .sort((a, b) => (a < b ? 1 : -1))
    .map((name) => ({ path: join(folder, name), name: `${prefix}${name}` }))
