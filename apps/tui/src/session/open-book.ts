import type { SecretStore, Site } from '@mmd/auth'
import { openSecretStore } from '@mmd/auth/secret-store'
// Not from the package's whole face: the first frame waits for this module.
import { openSiteBook, type SiteBook } from '@mmd/auth/site-book'
import { AppError } from '../config/app-error.ts'
import type { Environment } from '../config/environment.ts'
import { siteNames } from './site-names.ts'

/** The saved sites of this machine's user. Throws `AuthError` `bad-file`. */
export const openBook = (environment: Pick<Environment, 'folders'>): Promise<SiteBook> =>
  openSiteBook({ dir: environment.folders.config })

/** Where this machine keeps secrets: the keychain, or a file. */
export const openSecrets = (environment: Pick<Environment, 'folders' | 'secrets'>): Promise<SecretStore> =>
  openSecretStore({
    dir: environment.folders.data,
    ...(environment.secrets === undefined ? {} : { prefer: environment.secrets }),
  })

/**
 * The site that is meant: the one named, else `MMD_SITE`, else the default. Throws `AuthError` `no-such-site`, or `AppError`:
 * `no-site` when none is saved, `usage` for several.
 */
export const chooseSite = async (
  environment: Pick<Environment, 'site'>,
  book: SiteBook,
  name: string | undefined,
): Promise<Site> => {
  const wanted = name ?? environment.site
  if (wanted !== undefined && siteNames(wanted).length > 1) throw oneAtATime(wanted)
  if (wanted !== undefined) return book.get(wanted)
  const site = await book.default()
  if (site !== undefined) return site
  throw new AppError('no-site', 'No site is saved yet', 'Save one: mmd-tui site add URL; or look around: mmd-tui demo')
}

const oneAtATime = (wanted: string): AppError =>
  new AppError(
    'usage',
    `This is done at one site at a time, and “${wanted}” names several`,
    `Name one of them: --site ${siteNames(wanted)[0]}`,
  )

/** Like `chooseSite`, for what is about issues. Throws `AppError` `usage` for a Confluence. */
export const chooseJira = async (...args: Parameters<typeof chooseSite>): Promise<Site> =>
  refuseWiki(await chooseSite(...args))

/** The site again. Throws `AppError` `usage` for a Confluence. */
export const refuseWiki = (site: Site): Site => {
  if (site.product === undefined) return site
  throw new AppError('usage', `${site.name} is a Confluence, and this is about issues`, 'Name a Jira with --site NAME')
}
