import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Site } from '@mmd/auth'
import type { Folders } from '../config/environment.ts'

/** Where a site's local copy lies, and whose it is: what `openStore` takes. The same for the screen, its worker and commands. */
export interface CopyPlace {
  readonly folder: string
  readonly identity: string
}

const copiesOf = ({ data }: Pick<Folders, 'data'>): string => join(data, 'sites')

/** The copy of a site's signed-in user; of one with a token for this run alone, a copy of its own: nobody knows whose token it is. */
export const siteCopy = (
  folders: Pick<Folders, 'data'>,
  { name, baseUrl, user }: Pick<Site, 'name' | 'baseUrl' | 'user'>,
  token?: string,
): CopyPlace => {
  if (token === undefined) return { folder: join(copiesOf(folders), name), identity: `${baseUrl} ${user?.id ?? ''}` }
  const mark = createHash('sha256').update(token).digest('hex').slice(0, 16)
  return { folder: join(copiesOf(folders), `${name}~${mark}`), identity: `${baseUrl} ~${mark}` }
}
