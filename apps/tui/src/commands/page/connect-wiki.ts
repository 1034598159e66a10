import { cloudHosts, type Site, type SiteBook } from '@mmd/auth'
import { type ConfluenceClient, connectConfluence, isJiraApiError } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import { openBook, openSecrets } from '../../session/open-book.ts'
import { connectionOf } from '../../session/open-client.ts'
import type { CommandContext } from '../invocation.ts'
import { watchRequests } from '../watch-requests.ts'

/** A Confluence that a command works on. */
export interface ConnectedWiki {
  /** Name of the saved site whose sign-in is used. */
  readonly name: string
  readonly client: ConfluenceClient
}

export interface WikiFlags {
  readonly wiki?: string
}

/** On Cloud the wiki lies beside its Jira, and one sign-in is for both. */
const isBeside = (site: Site): boolean => site.deployment === 'cloud' && site.product === undefined

const isWiki = (site: Site | undefined): site is Site =>
  site !== undefined && (site.product === 'confluence' || isBeside(site))

const noWiki = (): AppError =>
  new AppError(
    'no-site',
    'No Confluence is saved yet',
    'Save one: mmd-tui site add URL of the wiki, then sign in to it',
  )

const severalWikis = (names: readonly string[]): AppError =>
  new AppError('usage', `Several are saved: ${names.join(', ')}`, 'Name one with --wiki NAME')

/** The wiki that is meant; undefined when none is saved. Throws `AppError` or `AuthError` for a name that is none. */
const findWiki = async (
  { environment, globals }: CommandContext,
  book: SiteBook,
  { wiki }: WikiFlags,
): Promise<Site | undefined> => {
  if (wiki !== undefined) {
    const named = await book.get(wiki)
    if (isWiki(named)) return named
    throw new AppError(
      'usage',
      `${wiki} is a Jira without a Confluence beside it`,
      'Name a Confluence with --wiki NAME',
    )
  }
  const wanted = globals.site ?? environment.site
  const site = wanted === undefined ? await book.default() : await book.get(wanted)
  if (isWiki(site)) return site
  const saved = (await book.list()).filter(({ product }) => product === 'confluence')
  if (saved.length > 1) throw severalWikis(saved.map(({ name }) => name))
  return saved[0]
}

/** Where the REST API of a wiki lies, and where people see its pages. */
const addressesOf = (site: Site): { readonly baseUrl: string; readonly webUrl: string } => {
  if (!isBeside(site)) return { baseUrl: site.baseUrl, webUrl: site.baseUrl }
  const webUrl = `${site.baseUrl}/wiki`
  const cloudId = site.cloud?.cloudId
  if (cloudId === undefined) return { baseUrl: webUrl, webUrl }
  return { baseUrl: `${cloudHosts(site.cloud).apiUrl}/ex/confluence/${encodeURIComponent(cloudId)}/wiki`, webUrl }
}

/** The wiki that the flags mean, or undefined when none is saved. Sends nothing yet. */
export const tryConnectWiki = async (context: CommandContext, flags: WikiFlags): Promise<ConnectedWiki | undefined> => {
  const { environment } = context
  const site = await findWiki(context, await openBook(environment), flags)
  if (site === undefined) return undefined
  const connection = await connectionOf({
    // A token for this run is one of Jira, except where one credential is good for both.
    surroundings: { ...environment, token: isBeside(site) ? environment.token() : undefined },
    site,
    openSecrets: () => openSecrets(environment),
    ...watchRequests(context, site.name),
  })
  return { name: site.name, client: connectConfluence({ ...connection, ...addressesOf(site) }) }
}

/** What a search asks for that a sign-in to Jira alone does not: told by its name, since nobody guesses it. Rethrows the error. */
export const explainScope =
  (wiki: ConnectedWiki) =>
  (error: unknown): never => {
    if (!isJiraApiError(error, 'scope-missing')) throw error
    const hint = `Add search:confluence to the app and to the site, then sign in anew: mmd-tui auth login ${wiki.name}`
    throw Object.assign(error, { hint })
  }

/** The wiki that the flags mean. Throws `AppError` `no-site` when none is saved. */
export const connectWiki = async (context: CommandContext, flags: WikiFlags): Promise<ConnectedWiki> => {
  const wiki = await tryConnectWiki(context, flags)
  if (wiki === undefined) throw noWiki()
  return wiki
}
