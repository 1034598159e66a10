import type { RemoteLink } from '@mmd/jira-api/model'
import stringWidth from 'string-width'
import type { Output } from '../output/output.ts'

/** What an issue is linked to outside of its site, in JSON; the keys are part of the contract. */
export interface OutsideJson {
  /** Every link, those to pages among them. */
  readonly remoteLinks: readonly {
    readonly id: string
    readonly title: string
    readonly url: string
    readonly relationship: string | null
    /** Such as `com.atlassian.confluence`; null for a link of the web. */
    readonly application: string | null
    readonly summary: string | null
    readonly resolved: boolean
  }[]
  /** The pages of a wiki alone, by their ids there. */
  readonly pages: readonly { readonly id: string | null; readonly title: string; readonly url: string }[]
}

/** What is not in JSON: which of the links are none to pages. */
export interface Outside extends OutsideJson {
  readonly webLinks: readonly RemoteLink[]
}

/** Nothing, without asking. */
export const nothingOutside: Outside = { remoteLinks: [], pages: [], webLinks: [] }

/** The links of an issue as they are shown; `pages` are those among them that lead to pages, with their titles. */
export const toOutside = (
  links: readonly RemoteLink[],
  pages: readonly {
    readonly linkId: string
    readonly pageId: string | null
    readonly title: string
    readonly url: string
  }[],
): Outside => {
  const titles = new Map(pages.map(({ linkId, title }) => [linkId, title]))
  return {
    remoteLinks: links.map(({ id, title, url, relationship, applicationType, summary, resolved }) => ({
      id,
      title: titles.get(id) ?? title,
      url,
      relationship,
      application: applicationType,
      summary,
      resolved,
    })),
    pages: pages.map(({ pageId, title, url }) => ({ id: pageId, title, url })),
    webLinks: links.filter(({ id }) => !titles.has(id)),
  }
}

/** What a person reads of a link of the web: `causes Outage (resolved)`. */
const wordsOf = ({ relationship, title, url, resolved }: RemoteLink): string =>
  `${relationship === null ? '' : `${relationship} `}${title === url ? '' : title}${resolved ? ' (resolved)' : ''}`.trim()

/** Words and addresses in two columns where the terminal has room for both, else below each other: addresses stay whole. */
const toLines = (
  { width, paint }: Output,
  links: readonly { readonly words: string; readonly url: string }[],
): readonly string[] => {
  const widest = Math.max(...links.map(({ words }) => stringWidth(words)))
  const longest = Math.max(...links.map(({ url }) => url.length))
  const isNarrow = width !== undefined && widest + 2 + longest > width
  return links.map(({ words, url }) => {
    if (words === '' || words === url) return url
    if (url === '') return words
    const gap = isNarrow ? '\n  ' : ' '.repeat(widest + 2 - stringWidth(words))
    return `${words}${gap}${paint('dim', url)}`
  })
}

/** The lines of the sections, by their titles. */
export const outsideSections = (
  output: Output,
  { pages, webLinks }: Outside,
): readonly (readonly [title: string, lines: readonly string[]])[] => [
  [
    'Pages',
    toLines(
      output,
      pages.map(({ title, url }) => ({ words: title, url })),
    ),
  ],
  [
    'Web links',
    toLines(
      output,
      webLinks.map((link) => ({ words: wordsOf(link), url: link.url })),
    ),
  ],
]
