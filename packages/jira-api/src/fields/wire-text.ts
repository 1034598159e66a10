import type { StoredText, TextFormat } from '@mmd/rich-text'

/** A paragraph for each line; a text of a document is never empty. */
const documentOf = (source: string): unknown => ({
  type: 'doc',
  version: 1,
  content: source
    .split(/\r\n|[\r\n]/)
    .map((text) => ({ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) })),
})

/**
 * A text as a body carries it to a site that keeps texts in `format`: markup as it is, a document as JSON, characters as
 * either. Throws `TypeError` for markup where documents are kept, and the other way round: the site would refuse it, or
 * show its signs.
 */
export const wireText = ({ format: own, source }: StoredText, format: TextFormat): unknown => {
  if (own === 'adf' && format === 'adf') return JSON.parse(source)
  if (own === 'plain') return format === 'adf' ? documentOf(source) : source
  if (own === format) return source
  throw new TypeError(`A text kept as ${own} cannot be written where texts are kept as ${format}`)
}
