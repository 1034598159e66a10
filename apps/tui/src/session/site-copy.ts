import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import type { Folders } from '../config/environment.ts'

/** Where a site's local copy lies, and whose it is: what `openStore` takes. The same for the screen, its worker and commands. */
export interface CopyPlace {
  readonly folder: string
  readonly identity: string
}

/** The folder of the copy of a site by its name. */
export const copyFolder = ({ data }: Pick<Folders, 'data'>, name: string): string => join(data, 'sites', name)

/** What of somebody else lies beside the copy of a site's own user begins so; no name of a site has a `~`. */
export const besideFolder = (folders: Pick<Folders, 'data'>, name: string, what: string): string =>
  copyFolder(folders, `${name}~${what}`)

/**
 * The copy of a site's signed-in user. While nobody is known, or with a token for this run alone, it is one of its own: what
 * waits in the other one must not be put aside for somebody who may be anybody.
 */
export const siteCopy = (
  folders: Pick<Folders, 'data'>,
  { name, baseUrl, user }: Pick<Site, 'name' | 'baseUrl' | 'user'>,
  token?: string,
): CopyPlace => {
  if (token !== undefined) {
    // Not imported: the first rows wait for this module, and a token for one run is rare.
    const { createHash } = process.getBuiltinModule('node:crypto')
    const mark = createHash('sha256').update(token).digest('hex').slice(0, 16)
    return { folder: besideFolder(folders, name, mark), identity: `${baseUrl} ~${mark}` }
  }
  if (user === undefined) return { folder: besideFolder(folders, name, 'nobody'), identity: `${baseUrl} ` }
  return { folder: copyFolder(folders, name), identity: `${baseUrl} ${user.id}` }
}
