import type { WikiPage } from './pages.ts'

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const highlighted = (text: string, words: readonly string[]): string =>
  words.reduce((marked, word) => {
    const at = marked.toLowerCase().indexOf(word.toLowerCase())
    if (at === -1) return marked
    const end = at + word.length
    return `${marked.slice(0, at)}@@@hl@@@${marked.slice(at, end)}@@@endhl@@@${marked.slice(end)}`
  }, text)

const webui = (page: WikiPage): string => `/pages/viewpage.action?pageId=${page.id}`

/** A page as the content resources show it. */
export const contentJson = (page: WikiPage, baseUrl: string): Readonly<Record<string, unknown>> => ({
  id: page.id,
  type: 'page',
  status: 'current',
  title: page.title,
  space: { id: 1, key: page.spaceKey, name: page.spaceName, type: 'global' },
  _links: { webui: webui(page), tinyui: `/x/${page.id}`, self: `${baseUrl}/rest/api/content/${page.id}` },
})

/** The text beside a hit: with what was found marked, as it is, or not at all. */
export type Excerpt = 'highlight' | 'indexed' | 'none'

/** A hit of a search; `words`: what was searched for. */
export const hitJson = (
  page: WikiPage,
  baseUrl: string,
  words: readonly string[],
  excerpt: Excerpt,
): Readonly<Record<string, unknown>> => ({
  content: contentJson(page, baseUrl),
  title: highlighted(page.title, excerpt === 'highlight' ? words : []),
  excerpt: excerpt === 'none' ? '' : highlighted(escapeText(page.text), excerpt === 'highlight' ? words : []),
  url: webui(page),
  resultGlobalContainer: { title: page.spaceName, displayUrl: `/display/${page.spaceKey}` },
  entityType: 'content',
  iconCssClass: 'aui-icon content-type-page',
  lastModified: new Date(page.updated).toISOString(),
  friendlyLastModified: 'some time ago',
})
