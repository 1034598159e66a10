import type { PageHits, WikiPage } from '@mmd/jira-api'
import { AppError } from '../../config/app-error.ts'
import type { CommandContext, CommandResult } from '../invocation.ts'
import { type Column, toTable } from '../output/table.ts'
import { type ConnectedWiki, connectWiki, explainScope, type WikiFlags } from './connect-wiki.ts'

export interface PageSearchOptions extends WikiFlags {
  readonly space?: string
  readonly limit: number | 'all'
}

/** A page in JSON; the keys are part of the contract. */
const toPageJson = (page: WikiPage, { name }: ConnectedWiki): object => ({
  site: name,
  id: page.id,
  title: page.title,
  space: page.space,
  url: page.url,
  excerpt: page.excerpt,
  updated: page.updated,
})

const columns: readonly Column<WikiPage>[] = [
  { title: 'Id', value: ({ id }) => id },
  { title: 'Title', value: ({ title }) => title, style: () => 'bold' as const, flexible: true },
  { title: 'Space', value: ({ space }) => space ?? '', flexible: true },
  { title: 'Updated', value: ({ updated }) => updated?.slice(0, 10) ?? '' },
]

/** More than a hundred at once no wiki gives. */
const largestPart = 100

const find = async (
  { client }: ConnectedWiki,
  text: string,
  { space, limit }: PageSearchOptions,
  signal: AbortSignal,
): Promise<{ readonly pages: readonly WikiPage[]; readonly hasMore: boolean; readonly total: number | null }> => {
  const most = limit === 'all' ? Number.POSITIVE_INFINITY : limit
  const pages: WikiPage[] = []
  let part: PageHits | undefined
  do {
    const cursor = part?.next
    part = await client.searchPages(
      {
        text,
        limit: Math.min(largestPart, most - pages.length),
        ...(space === undefined ? {} : { space }),
        ...(cursor === undefined || cursor === null ? {} : { cursor }),
      },
      { signal },
    )
    pages.push(...part.pages)
  } while (part.next !== null && pages.length < most)
  return { pages, hasMore: part.next !== null, total: part.total }
}

/** `page search WORDS…`: the pages of a Confluence, best first. */
export const runPageSearch = async (
  context: CommandContext,
  words: readonly string[],
  options: PageSearchOptions,
): CommandResult => {
  const { output, signal } = context
  const text = words.join(' ').trim()
  if (text === '') throw new AppError('usage', 'Which words?', 'Give one or more words to look for')
  const wiki = await connectWiki(context, options)
  context.asking(wiki.name)
  const { pages, hasMore, total } = await find(wiki, text, options, signal).catch(explainScope(wiki))
  if (output.json) {
    output.value(pages.map((page) => toPageJson(page, wiki)))
    return undefined
  }
  if (pages.length === 0) {
    output.note('No page matches')
    return undefined
  }
  for (const line of toTable(columns, pages, output)) output.line(line)
  if (hasMore) output.note(`${pages.length} of ${total ?? 'more'}; --limit all shows every one`)
  return undefined
}
