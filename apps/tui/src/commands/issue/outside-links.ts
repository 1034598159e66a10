import type { IssueKey, SiteClient } from '@mmd/jira-api/model'
import type { CommandContext } from '../invocation.ts'
import { tryConnectWiki } from '../page/connect-wiki.ts'
import { outsideLinks, pagesAmong, withTitles } from '../page/linked-pages.ts'
import { type Outside, toOutside } from './outside.ts'

/** One request for the links, and one more only where a page's own title must be looked up. */
export const readOutside = async (context: CommandContext, client: SiteClient, key: IssueKey): Promise<Outside> => {
  const links = await outsideLinks(client, key, context.signal)
  return toOutside(links, await withTitles(pagesAmong(links), () => tryConnectWiki(context, {}), context.signal))
}
