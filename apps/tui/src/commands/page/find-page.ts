import { toPageId, type WikiPage } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import type { ConnectedWiki } from './connect-wiki.ts'

const hint = 'mmd-tui page search WORDS shows pages with their ids'

/** More pages than this with one title are not told apart by it. */
const most = 50

const byTitle = async ({ client, name }: ConnectedWiki, title: string, signal: AbortSignal): Promise<WikiPage> => {
  const { pages } = await client.searchPages({ text: title, limit: most }, { signal })
  const wanted = title.trim().toLowerCase()
  const [found, ...others] = pages.filter((page) => page.title.toLowerCase() === wanted)
  if (found === undefined) throw new AppError('no-page', `${name} has no page called “${title}” that you may see`, hint)
  if (others.length === 0) return found
  const ids = [found, ...others].map(({ id, space }) => `${id} (${space ?? 'no space'})`)
  throw new AppError('usage', `Several pages are called “${title}”: ${ids.join(', ')}`, 'Give the id of one')
}

/** The page that is meant by an id, an address with one in it, or its whole title. Throws `AppError`. */
export const findPage = async (wiki: ConnectedWiki, which: string, signal: AbortSignal): Promise<WikiPage> => {
  const id = toPageId(which)
  if (id === undefined) return byTitle(wiki, which, signal)
  const [found] = await wiki.client.pages([id], { signal })
  if (found !== undefined) return found
  throw new AppError('no-page', `${wiki.name} has no page ${id} that you may see`, hint)
}
