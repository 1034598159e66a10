import { escapeHtml } from './emphasis.ts'

// Every pattern ends at the next mark of its own kind, so that a long line is passed once for each.
const inlineMarks: readonly (readonly [RegExp, string])[] = [
  [/\{\{([^{}\n]+)\}\}/gu, '<tt>$1</tt>'],
  [/(?<![\w*])\*([^*\s]|[^*\s][^*\n]*[^*\s])\*(?![\w*])/gu, '<b>$1</b>'],
  [/(?<![\w_])_([^_\s]|[^_\s][^_\n]*[^_\s])_(?![\w_])/gu, '<em>$1</em>'],
  [
    /\[(?:([^[\]|\n]+)\|)?((?:https?|mailto):[^[\]|\s]+)\]/gu,
    '<a href="$2" class="external-link" rel="nofollow noopener">$1</a>',
  ],
]

const inline = (text: string): string =>
  inlineMarks
    .reduce((html, [mark, put]) => html.replace(mark, put), escapeHtml(text))
    .replaceAll(/<a href="([^"]*)"([^>]*)><\/a>/gu, '<a href="$1"$2>$1</a>')

const preformatted = (lines: readonly string[]): string =>
  `<div class="preformatted panel"><div class="preformattedContent panelContent">\n<pre>${escapeHtml(lines.join('\n'))}\n</pre>\n</div></div>`

const listed = (lines: readonly string[]): string => {
  const tagOf = (mark: string): 'ol' | 'ul' => (mark === '#' ? 'ol' : 'ul')
  let html = ''
  let open = ''
  for (const line of lines) {
    const [, marks = '', text = ''] = /^\s*([*#-]+)\s+(.*)$/u.exec(line) ?? []
    while (open !== '' && !marks.startsWith(open)) {
      html += `</li></${tagOf(open.at(-1) ?? '')}>`
      open = open.slice(0, -1)
    }
    if (open === marks) html += '</li>'
    while (open.length < marks.length) {
      const mark = marks.charAt(open.length)
      html += `<${tagOf(mark)}>`
      open += mark
      if (open.length < marks.length) html += '<li>'
    }
    html += `<li>${inline(text)}`
  }
  for (const mark of Array.from(open).toReversed()) html += `</li></${tagOf(mark)}>`
  return html
}

const tabled = (lines: readonly string[]): string => {
  const row = (line: string): string => {
    const cell = line.startsWith('||') ? 'th' : 'td'
    const cells = line.split(/\|{1,2}/u).slice(1, -1)
    return `<tr>${cells.map((text) => `<${cell} class="confluence${cell.toUpperCase()}">${inline(text.trim())}</${cell}>`).join('')}</tr>`
  }
  return `<div class="table-wrap"><table class="confluenceTable"><tbody>\n${lines.map(row).join('\n')}\n</tbody></table></div>`
}

type Kind = 'text' | 'list' | 'table' | 'heading' | 'quote' | 'rule' | 'blank'

const kindOf = (line: string): Kind => {
  if (line.trim() === '') return 'blank'
  if (/^h[1-6]\. /u.test(line)) return 'heading'
  if (line.startsWith('bq. ')) return 'quote'
  if (/^-{4,5}\s*$/u.test(line)) return 'rule'
  if (/^\s{0,9}[*#-]{1,9} /u.test(line)) return 'list'
  return /^\|.*\|\s*$/u.test(line) ? 'table' : 'text'
}

const alone: ReadonlySet<Kind> = new Set(['heading', 'quote', 'rule'])

const block = (kind: Kind, lines: readonly string[]): string => {
  const [first = ''] = lines
  switch (kind) {
    case 'heading': {
      const text = first.slice(4).trim()
      return `<h${first.charAt(1)}><a name="${escapeHtml(text.replaceAll(/\s/gu, ''))}"></a>${inline(text)}</h${first.charAt(1)}>`
    }
    case 'quote':
      return `<blockquote><p>${inline(first.slice(4))}</p></blockquote>`
    case 'rule':
      return '<hr />'
    case 'list':
      return listed(lines)
    case 'table':
      return tabled(lines)
    case 'blank':
      return ''
    case 'text':
      return `<p>${lines.map(inline).join('<br/>\n')}</p>`
  }
}

const fence = /^\s{0,9}\{(code|noformat)(?::[^{}\n]*)?\}\s*$/u

/**
 * Wiki markup as HTML, as far as a client's tests need it: headings, lists, tables, quotes, rules, preformatted blocks that stand
 * on lines of their own, and within lines bold, italic, monospace and links. Everything else stays as it was typed.
 */
export const wikiHtml = (text: string): string => {
  const lines = text.split(/\r?\n/u)
  const lastEnd = { code: lines.lastIndexOf('{code}'), noformat: lines.lastIndexOf('{noformat}') }
  const blocks: string[] = []
  for (let at = 0; at < lines.length; ) {
    const macro = fence.exec(lines[at] ?? '')?.[1]
    if ((macro === 'code' || macro === 'noformat') && lastEnd[macro] > at) {
      const close = lines.indexOf(`{${macro}}`, at + 1)
      blocks.push(preformatted(lines.slice(at + 1, close)))
      at = close + 1
      continue
    }
    const kind = kindOf(lines[at] ?? '')
    let end = at + 1
    while (!alone.has(kind) && end < lines.length && kindOf(lines[end] ?? '') === kind && !fence.test(lines[end] ?? ''))
      end += 1
    blocks.push(block(kind, lines.slice(at, end)))
    at = end
  }
  return blocks.filter((html) => html !== '').join('\n\n')
}
