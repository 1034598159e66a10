import { printable } from '../layout/printable.ts'
import type { Block, BlockSource, Inline, List, ListItem, TableCell } from './document.ts'

/**
 * A document as text without frames or colours, for pipes and screen readers: lists with `-` and numbers, tables with
 * bars, addresses after the words that link to them. Lines are as long as they are. No control character is in it but
 * line feeds and tabs.
 */
export const toPlainText = (document: BlockSource): string => cleanLines(blocksText(document.blocks, '\n\n'))

const cleanLines = (text: string): string =>
  text
    .split(/(\r\n?|[\n\t\u0085\u2028\u2029])/)
    .map((part, index) => (index % 2 === 0 ? printable(part) : part === '\t' ? part : '\n'))
    .join('')

const blocksText = (blocks: Iterable<Block>, between: string): string => {
  let out = ''
  let gap = ''
  for (const block of blocks) {
    const text = blockText(block)
    if (text === '') continue
    out += gap + text
    gap = 'continues' in block && block.continues ? '\n' : between
  }
  return out
}

const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return inlineText(block.content)
    case 'list':
      return listText(block)
    case 'tasks':
      return itemsText(block.items, ({ done }) => (done ? '[x] ' : '[ ] '))
    case 'decisions':
      return itemsText(block.items, () => '- ')
    case 'code':
    case 'noformat':
      return joined('\n', block.title, block.text)
    case 'quote':
      return blocksText(block.blocks, '\n\n').replaceAll(/^/gm, '> ')
    case 'panel':
      return joined('\n', block.title, blocksText(block.blocks, '\n\n'))
    case 'expand':
      return joined('\n', block.title, blocksText(block.blocks, '\n\n'))
    case 'columns':
      return block.columns.map(({ blocks }) => blocksText(blocks, '\n\n')).join('\n\n')
    case 'media':
      return joined('\n', block.items.map(oneInline).join('\n'), inlineText(block.caption ?? []))
    case 'card':
      return block.title === undefined ? block.href : `${block.title} (${block.href})`
    case 'table':
      return block.rows.map((row) => row.cells.map(cellText).join(' | ')).join('\n')
    case 'rule':
      return '---'
    case 'macro':
      return joined('\n', block.source, blocksText(block.blocks ?? [], '\n\n'))
  }
}

const listText = ({ items, ordered, start = 1 }: List): string =>
  itemsText(items, (_, index) => (ordered ? `${start + index}. ` : '- '))

const itemsText = <T extends ListItem>(items: readonly T[], bulletOf: (item: T, index: number) => string): string =>
  items
    .map((item, index) => {
      const bullet = bulletOf(item, index)
      return bullet + blocksText(item.blocks, '\n').replaceAll('\n', `\n${' '.repeat(bullet.length)}`)
    })
    .join('\n')

const cellText = (cell: TableCell): string => blocksText(cell.blocks, ' ').replaceAll('\n', ' ')

/** Inlines as text; a link shows its address unless its words are the address. */
export const inlineText = (content: readonly Inline[]): string => content.map(oneInline).join('')

const oneInline = (inline: Inline): string => {
  switch (inline.type) {
    case 'text':
      return inline.text
    case 'break':
      return '\n'
    case 'link': {
      const words = inlineText(inline.content)
      return words === '' || inline.href.endsWith(words) ? inline.href : `${words} (${inline.href})`
    }
    case 'mention':
      return `@${inline.name ?? inline.user}`
    case 'image':
      return `[image: ${inline.alt ?? inline.source}]`
    case 'attachment':
      return `[attachment: ${inline.text ?? inline.file}]`
    case 'emoji':
      return inline.source
    case 'issue-key':
      return inline.key
    case 'macro':
      return inline.source
    case 'status':
      return `[${inline.text}]`
    case 'date':
      return inline.date
    case 'placeholder':
      return `<${inline.text}>`
    case 'anchor':
      return ''
  }
}

const joined = (between: string, ...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(between)
