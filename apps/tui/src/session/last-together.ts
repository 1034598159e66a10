import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Folders } from '../config/environment.ts'

const fileOf = ({ data }: Pick<Folders, 'data'>): string => join(data, 'together.json')

/** The names of the sites that were shown together last; empty when none were, or that cannot be read. */
export const lastTogether = async (folders: Pick<Folders, 'data'>): Promise<readonly string[]> => {
  try {
    const names: unknown = JSON.parse(await readFile(fileOf(folders), 'utf8'))
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

/** Keeps the names for the next time. */
export const keepTogether = async (folders: Pick<Folders, 'data'>, names: readonly string[]): Promise<void> => {
  await mkdir(folders.data, { recursive: true })
  const written = `${fileOf(folders)}.${process.pid}`
  await writeFile(written, JSON.stringify(names), { mode: 0o600 })
  await rename(written, fileOf(folders))
}
