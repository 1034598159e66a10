import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Folders } from '../config/environment.ts'

/** Short lists of names that outlive a run: sites that were shown together last, and actions taken out of the palette lately. */
export type NameList = 'together' | 'lately'

const fileOf = ({ data }: Pick<Folders, 'data'>, list: NameList): string => join(data, `${list}.json`)

/** The names as they were kept; empty when none were, or they cannot be read. */
export const keptNames = (folders: Pick<Folders, 'data'>, list: NameList): readonly string[] => {
  try {
    const names: unknown = JSON.parse(readFileSync(fileOf(folders, list), 'utf8'))
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  } catch {
    return []
  }
}

let writes = 0

/** Keeps the names for the next time, all of them or none. */
export const keepNames = async (
  folders: Pick<Folders, 'data'>,
  list: NameList,
  names: readonly string[],
): Promise<void> => {
  // Loaded here, since the first frame reads names and writes none: it would wait 5 ms for it.
  const { mkdir, rename, writeFile } = await import('node:fs/promises')
  await mkdir(folders.data, { recursive: true })
  writes += 1
  const written = `${fileOf(folders, list)}.${process.pid}.${writes}`
  await writeFile(written, JSON.stringify(names), { mode: 0o600 })
  await rename(written, fileOf(folders, list))
}
