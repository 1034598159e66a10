import { existsSync } from 'node:fs'
import { readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Site } from '@mmd/auth'
import { openStore } from '@mmd/replica'
import type { Folders } from '../config/environment.ts'
import { copyFolder, siteCopy } from './site-copy.ts'

/** Changes in the copy that the site has not taken yet; `null` when that cannot be told. */
export const countUnsent = (folders: Pick<Folders, 'data'>, site: Site): number | null => {
  const folder = copyFolder(folders, site.name)
  if (!existsSync(join(folder, 'replica.sqlite'))) return 0
  const place = siteCopy(folders, site)
  if (place.folder !== folder) return null
  try {
    const store = openStore({ ...place, readOnly: true })
    try {
      return store.outbox.open().length
    } finally {
      store.close()
    }
  } catch {
    return null
  }
}

/** Deletes what was copied from the site, unless something unsent is in it; false: it was kept. Nobody may have it open. */
export const removeCopy = async (folders: Pick<Folders, 'data'>, site: Site): Promise<boolean> => {
  const own = copyFolder(folders, site.name)
  const all = dirname(own)
  const names = existsSync(all) ? await readdir(all) : []
  const beside = names.filter((name) => name.startsWith(`${site.name}~`))
  await Promise.all(beside.map((name) => rm(join(all, name), { recursive: true, force: true })))
  if (countUnsent(folders, site) !== 0) return false
  await rm(own, { recursive: true, force: true })
  return true
}

/** Moves the copy to a site's new name. One that a former site of that name left is kept beside it. */
export const moveCopy = async (folders: Pick<Folders, 'data'>, from: string, to: string): Promise<void> => {
  const [before, after] = [copyFolder(folders, from), copyFolder(folders, to)]
  if (!existsSync(before)) return
  if (existsSync(after)) await rename(after, `${after}~${Date.now()}`)
  await rename(before, after)
}
