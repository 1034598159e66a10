/** A text as HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A text as HTML in which what was searched for stands out. */
export const emphasised = (text: string, query: string, tag: 'b' | 'strong'): string => {
  const at = query === '' ? -1 : text.toLowerCase().indexOf(query.toLowerCase())
  if (at === -1) return escapeHtml(text)
  const end = at + query.length
  return `${escapeHtml(text.slice(0, at))}<${tag}>${escapeHtml(text.slice(at, end))}</${tag}>${escapeHtml(text.slice(end))}`
}
