import { AppError } from '../../config/app-error.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { parseKey } from '../issue/parse-key.ts'
import { isSameHost, pagesAmong } from './linked-pages.ts'
import { reportLink } from './report-link.ts'
import { whichPage } from './which-page.ts'

/** `page unlink KEY PAGE`: takes the links to a page away; asks the Jira alone. */
export const runPageUnlink = async (context: CommandContext, issue: string, which: string): CommandResult => {
  const { output, signal } = context
  const [key, id] = [parseKey(issue), whichPage(which)]
  const { client, site } = await connect(context)
  const same = pagesAmong(await client.remoteLinks(key, { signal })).filter(({ pageId }) => pageId === id)
  // An address tells the wiki too; one that only other addresses lead to is still meant by its id.
  const here = same.filter(({ url }) => isSameHost(url, which))
  const links = here.length > 0 ? here : same
  const [first] = links
  if (first === undefined)
    throw new AppError('no-page', `${key} has no link to page ${id}`, `mmd-tui issue view ${key} shows its pages`)
  const other = links.find(({ url }) => !isSameHost(url, first.url))
  if (other !== undefined) {
    const what = `${key} has links to pages ${id} of two wikis: ${first.url} and ${other.url}`
    throw new AppError('usage', what, 'Give the address of the page instead of its id')
  }
  for (const { linkId } of links) await client.deleteRemoteLink({ key, id: linkId }, { signal })
  const undo = `mmd-tui page link ${key} ${id} --site ${site.name}`
  const page = { id, title: first.title, url: first.url }
  reportLink(output, { key, action: 'page unlink', state: 'sent', undo, page }, 'no longer linked to')
  return undefined
}
