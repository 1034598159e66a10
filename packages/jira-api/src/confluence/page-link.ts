import type { WikiPage } from './page.ts'

/** What a remote link must hold so that Jira shows it as a page of Confluence. */
export interface PageLink {
  readonly globalId: string
  readonly application?: { readonly type: string; readonly name: string }
  readonly relationship: string
  readonly object: { readonly url: string; readonly title: string }
}

/** The application type of Confluence in remote links. */
export const confluenceType = 'com.atlassian.confluence'

/** Jira takes texts of at most this length for a link's global id. */
const longestGlobalId = 255

/**
 * A page as a remote link. With the application id that Jira knows the wiki by, it is shown as a page; without, it is a
 * link of the web, whose global id is its address.
 */
export const pageLink = (page: Pick<WikiPage, 'id' | 'title' | 'url'>, applicationId: string | null): PageLink => ({
  globalId: applicationId === null ? page.url.slice(0, longestGlobalId) : `appId=${applicationId}&pageId=${page.id}`,
  ...(applicationId === null ? {} : { application: { type: confluenceType, name: 'Confluence' } }),
  relationship: 'Wiki Page',
  object: { url: page.url, title: page.title },
})

/** Which page of which Confluence a remote link shows; null for other links. */
export const pageOfLink = (
  globalId: string | null,
): { readonly applicationId: string; readonly pageId: string } | null => {
  const query = new URLSearchParams(globalId ?? '')
  const [applicationId, pageId] = [query.get('appId'), query.get('pageId')]
  return applicationId === null || pageId === null || !/^\d{1,19}$/.test(pageId) ? null : { applicationId, pageId }
}

/** The page id in what a person gives: an id, or an address of the page. Undefined for a title or anything else. */
export const toPageId = (text: string): string | undefined => {
  if (/^\d{1,19}$/.test(text.trim())) return text.trim()
  const url = URL.parse(text.trim())
  const id = url?.searchParams.get('pageId') ?? url?.pathname.match(/\/pages\/(\d{1,19})(?:\/|$)/)?.[1]
  return id !== undefined && id !== null && /^\d{1,19}$/.test(id) ? id : undefined
}
