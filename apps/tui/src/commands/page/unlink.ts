import { AppError } from '../../config/app-error.ts'
import { connect } from '../connect.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { parseKey } from '../issue/parse-key.ts'
import { pagesAmong } from './linked-pages.ts'
import { reportLink } from './report-link.ts'
import { whichPage } from './which-page.ts'

/** `page unlink KEY PAGE`: takes the links to a page away; asks the Jira alone. */
export const runPageUnlink = async (context: CommandContext, issue: string, which: string): CommandResult => {
  const { output, signal } = context
  const [key, id] = [parseKey(issue), whichPage(which)]
  const { client, site } = await connect(context)
  const links = pagesAmong(await client.remoteLinks(key, { signal })).filter(({ pageId }) => pageId === id)
  const [first] = links
  if (first === undefined)
    throw new AppError('no-page', `${key} has no link to page ${id}`, `mmd-tui issue view ${key} shows its pages`)
  for (const { linkId } of links) await client.deleteRemoteLink({ key, id: linkId }, { signal })
  const undo = `mmd-tui page link ${key} ${id} --site ${site.name}`
  const page = { id, title: first.title, url: first.url }
  reportLink(output, { key, action: 'page unlink', state: 'sent', undo, page }, 'no longer linked to')
  return undefined
}
