import { pageLink, pageOfLink, type RemoteLink } from '@mmd/jira-api'
import { allInOrder } from '../../all-in-order.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { parseKey } from '../issue/parse-key.ts'
import { connectWiki, explainScope, type WikiFlags } from './connect-wiki.ts'
import { findPage } from './find-page.ts'
import { isSameHost, pagesAmong } from './linked-pages.ts'
import { reportLink } from './report-link.ts'

export interface PageLinkOptions extends WikiFlags {
  readonly title?: string
}

/** Every link to the same wiki that Confluence or somebody else has made holds the id by which this Jira knows the wiki. */
const knownApplication = (links: readonly RemoteLink[], url: string): string | null =>
  links
    .filter((link) => isSameHost(link.url, url))
    .flatMap(({ globalId }) => pageOfLink(globalId)?.applicationId ?? [])[0] ?? null

/** `page link KEY PAGE`: a remote link in the form that Jira shows as a page of Confluence. */
export const runPageLink = async (
  context: CommandContext,
  issue: string,
  which: string,
  options: PageLinkOptions,
): CommandResult => {
  const { output, signal } = context
  const key = parseKey(issue)
  const wiki = await connectWiki(context, options)
  const { client } = await connect(context)
  context.asking(wiki.name)
  const [found, links, application] = await allInOrder([
    findPage(wiki, which, signal).catch(explainScope(wiki)),
    client.remoteLinks(key, { signal }),
    wiki.client.applicationId({ signal }),
  ])
  const { id } = found
  const page = { id, title: options.title ?? found.title, url: found.url }
  const before = pagesAmong(links).find(({ pageId, url }) => pageId === id && isSameHost(url, found.url))
  if (before !== undefined && (options.title === undefined || options.title === before.title)) {
    reportLink(output, { key, action: 'page link', state: 'unchanged', undo: '', page }, 'is linked already to')
    return undefined
  }
  const applicationId = application ?? knownApplication(links, found.url)
  await client.putRemoteLink(key, pageLink(page, applicationId), { signal })
  if (applicationId === null && !output.json)
    output.note('Jira will show it as a link of the web: the wiki does not say what Jira knows it by')
  const undo = `mmd-tui page unlink ${key} ${id}`
  reportLink(output, { key, action: 'page link', state: 'sent', undo, page }, 'linked to')
  return undefined
}
