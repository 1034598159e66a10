import type { Site } from '@mmd/auth'
import { readPlainBook } from '@mmd/auth/plain-book'
import type { Folders } from '../config/environment.ts'
import { siteNames } from './site-names.ts'

/**
 * The saved Jiras that are meant: those of these names, `acme,beta`, else the default one. Undefined where one of them is not
 * there or none is saved, and for whatever else `openBook` has words for.
 */
export const savedSites = (
  { config }: Pick<Folders, 'config'>,
  wanted: string | undefined,
): readonly Site[] | undefined => {
  const book = readPlainBook(config)
  if (book === undefined) return undefined
  const { sites, default: usual } = book
  const named = (wanted === undefined ? [usual] : siteNames(wanted)).map((name) =>
    sites.find((site) => site.name === name),
  )
  const meant = wanted === undefined ? [named[0] ?? sites.find(({ product }) => product === undefined)] : named
  const jiras = meant.flatMap((site) => (site === undefined || site.product !== undefined ? [] : [site]))
  return jiras.length === meant.length ? jiras : undefined
}
