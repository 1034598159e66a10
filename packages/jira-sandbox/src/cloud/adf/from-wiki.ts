import { type NameOf, readInline } from './from-wiki-inline.ts'
import { type AdfNode, blockNode, documentOf, textNode } from './node.ts'
import { panelTypeOf } from './to-wiki.ts'

interface Lines {
  readonly nameOf: NameOf
  readonly all: readonly string[]
  at: number
  /** Macros that nothing closes from here on: not looked for again. */
  readonly unclosed: Set<string>
}

const macro = /^\s*\{(?<name>code|noformat|quote|panel|info|note|warning|tip)(?::(?<options>[^}]*))?\}(?<rest>.*)$/u
const heading = /^\s*h(?<level>[1-6])\.\s+(?<text>.*)$/u
const bullet = /^\s*(?<signs>[*#]{1,8}|-)\s+(?<text>.*)$/u
const quoteLine = /^\s*bq\.\s+(?<text>.*)$/u
const ruleLine = /^\s*-{4,5}\s*$/u
const tableLine = /^\s*\|/u

const deepest = 8

const paragraph = (text: string, nameOf: NameOf): readonly AdfNode[] => {
  const content = readInline(text, nameOf)
  return content.length === 0 ? [] : [blockNode('paragraph', content)]
}

const orEmpty = (nodes: readonly AdfNode[]): readonly AdfNode[] =>
  nodes.length === 0 ? [{ type: 'paragraph' }] : nodes

const codeBlock = (text: string, options: string): AdfNode => {
  const language = options.split('|')[0] ?? ''
  const named = language === '' || language.includes('=') ? undefined : { language }
  return blockNode('codeBlock', text === '' ? [] : [textNode(text)], named)
}

const panelTypes: Readonly<Record<string, string>> = { info: 'info', note: 'note', warning: 'warning', tip: 'success' }
const inPanel = new Set(['paragraph', 'bulletList', 'orderedList', 'heading', 'codeBlock', 'rule'])
const inQuote = new Set(['paragraph', 'bulletList', 'orderedList', 'codeBlock'])

// What may not stand in a block is shown as the text that it was.
const fitting = (text: string, allowed: ReadonlySet<string>, depth: number, nameOf: NameOf): readonly AdfNode[] => {
  const nodes = readBlocks(text, depth + 1, nameOf)
  return orEmpty(nodes.every(({ type }) => allowed.has(type)) ? nodes : paragraph(text.trim(), nameOf))
}

const macroNode = (name: string, options: string, text: string, depth: number, nameOf: NameOf): AdfNode => {
  if (name === 'code' || name === 'noformat')
    return codeBlock(text.replace(/^\n|\n$/gu, ''), name === 'code' ? options : '')
  if (name === 'quote') return blockNode('blockquote', fitting(text, inQuote, depth, nameOf))
  const colour = /bgColor=(?<colour>#[0-9a-fA-F]{6})/u.exec(options)?.groups?.['colour'] ?? ''
  const panelType = panelTypes[name] ?? panelTypeOf(colour)
  return blockNode('panel', fitting(text, inPanel, depth, nameOf), { panelType })
}

const readMacro = (lines: Lines, depth: number): AdfNode | undefined => {
  const { name = '', options = '', rest = '' } = macro.exec(lines.all[lines.at] ?? '')?.groups ?? {}
  if (name === '' || depth > deepest || lines.unclosed.has(name)) return undefined
  const close = `{${name}}`
  const inside: string[] = []
  for (let at = lines.at; at < lines.all.length; at += 1) {
    const line = at === lines.at ? rest : (lines.all[at] ?? '')
    const end = line.indexOf(close)
    if (end !== -1) {
      inside.push(line.slice(0, end))
      lines.at = at + 1
      const after = line.slice(end + close.length).trim()
      const node = macroNode(name, options, inside.join('\n'), depth, lines.nameOf)
      return after === '' ? node : { type: 'fragment', content: [node, ...paragraph(after, lines.nameOf)] }
    }
    inside.push(line)
  }
  lines.unclosed.add(name)
  return undefined
}

interface Item {
  readonly signs: string
  text: string
}

const readItems = (lines: Lines): readonly Item[] => {
  const items: Item[] = []
  while (lines.at < lines.all.length) {
    const line = lines.all[lines.at] ?? ''
    const { signs, text = '' } = ruleLine.test(line) ? {} : (bullet.exec(line)?.groups ?? {})
    const last = items.at(-1)
    if (signs !== undefined) items.push({ signs: signs === '-' ? '*' : signs, text })
    else if (last === undefined || line.trim() === '' || startsBlock(line)) break
    else last.text = `${last.text}\n${line}`
    lines.at += 1
  }
  return items
}

const listTree = (items: readonly Item[], depth: number, nameOf: NameOf): readonly AdfNode[] => {
  const lists: AdfNode[] = []
  let at = 0
  while (at < items.length) {
    const sign = items[at]?.signs[depth] ?? items[at]?.signs.at(-1) ?? '*'
    const entries: AdfNode[] = []
    while (at < items.length && (items[at]?.signs[depth] ?? sign) === sign) {
      const item = items[at]
      let own: readonly AdfNode[] = [{ type: 'paragraph' }]
      if (item !== undefined && item.signs.length <= depth + 1) {
        own = orEmpty(paragraph(item.text, nameOf))
        at += 1
      }
      const from = at
      while (at < items.length && (items[at]?.signs.length ?? 0) > depth + 1) at += 1
      entries.push(
        blockNode('listItem', [...own, ...(at > from ? listTree(items.slice(from, at), depth + 1, nameOf) : [])]),
      )
    }
    lists.push(blockNode(sign === '#' ? 'orderedList' : 'bulletList', entries))
  }
  return lists
}

const cellsOf = (line: string, nameOf: NameOf): readonly AdfNode[] => {
  const cells: AdfNode[] = []
  // A bar inside of brackets belongs to a link.
  const parts = line.trim().match(/\|{1,2}(?:\[[^\]\n]*\]|[^|[]|\[)*/gu) ?? []
  for (const [index, part] of parts.entries()) {
    const isHeader = part.startsWith('||')
    const text = part.replace(/^\|{1,2}/u, '')
    if (index === parts.length - 1 && text.trim() === '') break
    cells.push(blockNode(isHeader ? 'tableHeader' : 'tableCell', orEmpty(paragraph(text.trim(), nameOf))))
  }
  return cells
}

const readTable = (lines: Lines): AdfNode | undefined => {
  const rows: AdfNode[] = []
  while (tableLine.test(lines.all[lines.at] ?? '')) {
    let row = lines.all[lines.at] ?? ''
    lines.at += 1
    // A row goes on in the next line until a bar ends it.
    while (!row.trimEnd().endsWith('|') && lines.at < lines.all.length && (lines.all[lines.at] ?? '').trim() !== '') {
      if (tableLine.test(lines.all[lines.at] ?? '')) break
      row = `${row}\n${lines.all[lines.at] ?? ''}`
      lines.at += 1
    }
    const cells = cellsOf(row, lines.nameOf)
    if (cells.length > 0) rows.push(blockNode('tableRow', cells))
  }
  return rows.length === 0 ? undefined : blockNode('table', rows, { isNumberColumnEnabled: false, layout: 'default' })
}

const startsBlock = (line: string): boolean =>
  heading.test(line) || quoteLine.test(line) || ruleLine.test(line) || tableLine.test(line) || macro.test(line)

const readBlock = (lines: Lines, depth: number): readonly AdfNode[] => {
  const line = lines.all[lines.at] ?? ''
  const macroBlock = readMacro(lines, depth)
  if (macroBlock !== undefined) return macroBlock.type === 'fragment' ? (macroBlock.content ?? []) : [macroBlock]
  const title = heading.exec(line)?.groups
  const quote = quoteLine.exec(line)?.groups
  if (title !== undefined || quote !== undefined || ruleLine.test(line)) {
    lines.at += 1
    if (title !== undefined)
      return [blockNode('heading', readInline(title['text'] ?? '', lines.nameOf), { level: Number(title['level']) })]
    return quote === undefined
      ? [{ type: 'rule' }]
      : [blockNode('blockquote', orEmpty(paragraph(quote['text'] ?? '', lines.nameOf)))]
  }
  if (bullet.test(line)) return listTree(readItems(lines), 0, lines.nameOf)
  if (tableLine.test(line)) {
    const table = readTable(lines)
    return table === undefined ? [] : [table]
  }
  const text = [line]
  lines.at += 1
  while (lines.at < lines.all.length) {
    const next = lines.all[lines.at] ?? ''
    if (next.trim() === '' || startsBlock(next) || bullet.test(next)) break
    text.push(next)
    lines.at += 1
  }
  return paragraph(text.join('\n'), lines.nameOf)
}

const readBlocks = (text: string, depth: number, nameOf: NameOf): readonly AdfNode[] => {
  const lines: Lines = { nameOf, all: text.split('\n'), at: 0, unclosed: new Set() }
  const nodes: AdfNode[] = []
  while (lines.at < lines.all.length) {
    if ((lines.all[lines.at] ?? '').trim() === '') lines.at += 1
    else nodes.push(...readBlock(lines, depth))
  }
  return nodes
}

const nobody: NameOf = () => undefined

/** Wiki markup as a document: headings, lists, tables, code, panels, quotes, links, marks, mentions; the rest as text. */
export const fromWiki = (text: string, nameOf: NameOf = nobody): AdfNode =>
  documentOf(readBlocks(text.replaceAll(/\r\n?/gu, '\n'), 0, nameOf))
