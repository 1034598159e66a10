import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Names of files that a team may keep beside its work. */
const names = [join('.mmd', 'views.yaml'), '.mmd.yaml']

/** Folders above each other that are looked into. */
const mostFolders = 40

/** The files with views in this folder and those above it, the nearest first; none for no folder. */
export const folderFiles = (folder: string | undefined): readonly string[] => {
  const found: string[] = []
  let at = folder ?? ''
  for (let depth = 0; at !== '' && depth < mostFolders; depth += 1) {
    for (const name of names) if (existsSync(join(at, name))) found.push(join(at, name))
    const above = dirname(at)
    if (above === at) break
    at = above
  }
  return found
}
