import { isJson, toJson, toLine, toList, toTimestamp, toWord } from '../model/primitives.ts'
import type { PageHits, WikiPage } from './page.ts'

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** Marks around found words are a language of their own, and an excerpt is HTML-escaped. */
const plain = (value: unknown): string =>
  (toLine(value) ?? '')
    .replaceAll(/@@@(?:end)?hl@@@/g, '')
    .replaceAll(/<[^<>]{0,100}>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Titles are plain text: only the marks go. */
const title = (value: unknown): string | null =>
  toWord(typeof value === 'string' ? value.replaceAll(/@@@(?:end)?hl@@@/g, '') : value)

/** The address of a page below where people see the wiki. */
export const pageUrl = (webUrl: string, id: string): string =>
  `${webUrl}/pages/viewpage.action?pageId=${encodeURIComponent(id)}`

/** A page out of the content resources; null without an id. `webUrl` is where people see the wiki. */
export const readPage = (value: unknown, webUrl: string): WikiPage | null => {
  const content = toJson(value)
  const id = toWord(content['id'])
  if (id === null) return null
  return {
    id,
    title: title(content['title']) ?? id,
    space: toWord(toJson(content['space'])['name']),
    excerpt: '',
    // The site's own links may name a host that nobody reaches: this form works everywhere.
    url: pageUrl(webUrl, id),
    updated: null,
  }
}

const readHit = (value: unknown, webUrl: string): WikiPage | null => {
  const hit = toJson(value)
  const page = readPage(hit['content'], webUrl)
  if (page === null) return null
  return {
    ...page,
    title: title(hit['title']) ?? page.title,
    space: toWord(toJson(hit['resultGlobalContainer'])['title']) ?? page.space,
    excerpt: plain(hit['excerpt']),
    updated: toTimestamp(hit['lastModified']),
  }
}

/** What asks for the next part: a cursor where the wiki has them, else where it begins. */
const nextOf = (links: unknown): string | null => {
  const { next } = toJson(links)
  if (typeof next !== 'string') return null
  const query = new URLSearchParams(next.slice(next.indexOf('?') + 1))
  const cursor = query.get('cursor')
  if (cursor !== null && cursor !== '') return `cursor:${cursor}`
  const start = query.get('start')
  return start !== null && /^\d{1,9}$/.test(start) ? `start:${start}` : null
}

/** A search's answer; null when it is none. */
export const readHits = (value: unknown, webUrl: string): PageHits | null => {
  if (!isJson(value) || !Array.isArray(value['results'])) return null
  const total = value['totalSize']
  const pages = toList(value['results']).flatMap((hit) => readHit(hit, webUrl) ?? [])
  return {
    pages,
    total: typeof total === 'number' && total >= 0 ? total : null,
    next: pages.length === 0 ? null : nextOf(value['_links']),
  }
}
