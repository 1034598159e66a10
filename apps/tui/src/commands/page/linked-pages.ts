import { isJiraApiError, pageOfLink, type RemoteLink, type SiteClient, toPageId } from '@mmd/jira-api'
import type { ConnectedWiki } from './connect-wiki.ts'

/** A page that is linked to an issue. */
export interface LinkedPage {
  /** Of the link at Jira. */
  readonly linkId: string
  /** Of the page at its wiki; null when the link does not say. */
  readonly pageId: string | null
  readonly title: string
  readonly url: string
}

const confluence = 'com.atlassian.confluence'

const isPage = (link: RemoteLink): boolean =>
  link.applicationType === confluence ||
  pageOfLink(link.globalId) !== null ||
  /\/pages\/viewpage\.action\?/u.test(link.url)

const toLinkedPage = (link: RemoteLink): LinkedPage => ({
  linkId: link.id,
  pageId: pageOfLink(link.globalId)?.pageId ?? toPageId(link.url) ?? null,
  title: link.title,
  url: link.url,
})

/** The links of an issue that lead to pages of a wiki. */
export const pagesAmong = (links: readonly RemoteLink[]): readonly LinkedPage[] =>
  links.filter(isPage).map(toLinkedPage)

/** True for addresses at one host: ids of pages count within a wiki only. */
export const isSameHost = (one: string, other: string): boolean => URL.parse(one)?.host === URL.parse(other)?.host

/** Jira keeps these for a page whose title it looks up afresh each time. */
const placeholders = new Set(['', 'page', 'wiki page'])

const hasNoTitle = ({ title, url }: LinkedPage): boolean => title === url || placeholders.has(title.toLowerCase())

/** Pages whose links have no title of their own get the one that the wiki knows, by one search; without a wiki they stay. */
export const withTitles = async (
  pages: readonly LinkedPage[],
  openWiki: () => Promise<ConnectedWiki | undefined>,
  signal: AbortSignal,
): Promise<readonly LinkedPage[]> => {
  const wanted = pages.filter(hasNoTitle).flatMap(({ pageId }) => pageId ?? [])
  if (wanted.length === 0) return pages
  try {
    const wiki = await openWiki()
    const found = wiki === undefined ? [] : await wiki.client.pages(wanted, { signal })
    return pages.map((page) => {
      if (!hasNoTitle(page)) return page
      const known = found.find(({ id, url }) => id === page.pageId && isSameHost(url, page.url))
      return { ...page, title: known?.title ?? page.title }
    })
  } catch (error) {
    if (signal.aborted) throw error
    // The title is a comfort: nobody signed in to the wiki, or it is down.
    return pages
  }
}

/** The links of an issue to the outside; none where they are switched off or not for us. */
export const outsideLinks = async (
  client: SiteClient,
  key: string,
  signal: AbortSignal,
): Promise<readonly RemoteLink[]> => {
  try {
    return await client.remoteLinks(key, { signal })
  } catch (error) {
    if (isJiraApiError(error) && ['forbidden', 'not-found', 'scope-missing'].includes(error.code)) return []
    throw error
  }
}
