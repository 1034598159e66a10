import type { Block, Document, Inline } from '../document/document.ts'
import { parseWiki } from './parse.ts'
import { BlockWriter, type WriteSource } from './write/blocks.ts'
import { siblingsOf, wikiPlace } from './write/siblings.ts'

/**
 * Writes a document as wiki markup. With the `source` that it was read from, everything that nobody touched goes back byte
 * for byte, with what stood around and between. What the markup cannot say is written in the nearest form: tasks and
 * decisions as lists with a sign, expands as panels, status words in their colour, cards as links (see `wikiLosses`).
 */
export const writeWiki = (document: Document, source?: string): string => {
  const from: WriteSource | undefined =
    source === undefined ? undefined : { source, siblings: siblingsOf(parseWiki(source)) }
  const { blocks } = document
  const writer = new BlockWriter(from)
  const text = writer.blocks(blocks, '\n\n')
  if (from === undefined || source === undefined) return text
  const { first, last } = from.siblings
  if (first === undefined || last === undefined) return blocks.length === 0 ? source : text
  const [head, tail] = [blocks[0], blocks.at(-1)]
  const before = head !== undefined && wikiPlace(head)?.from === first.from ? source.slice(0, first.from) : ''
  const after = tail !== undefined && wikiPlace(tail)?.to === last.to ? source.slice(last.to) : ''
  return `${before}${text}${after}`
}

const lossOf = (block: Block): string | undefined => {
  switch (block.type) {
    case 'tasks':
      return 'task lists'
    case 'decisions':
      return 'decisions'
    case 'expand':
      return 'folding'
    case 'columns':
      return 'columns'
    case 'card':
      return 'cards'
    case 'table':
      return block.numbered === true || block.rows.some(({ cells }) => cells.some(isSpecial))
        ? 'cells over several others'
        : undefined
    case 'list':
      return (block.start ?? 1) === 1 ? undefined : 'first numbers of lists'
    case 'paragraph':
      return block.align !== undefined || block.indent !== undefined ? 'alignment' : undefined
    default:
      return undefined
  }
}

const isSpecial = (cell: {
  readonly columns?: number
  readonly rows?: number
  readonly background?: string
}): boolean => (cell.columns ?? 1) > 1 || (cell.rows ?? 1) > 1 || cell.background !== undefined

const inlineLossOf = (inline: Inline): string | undefined => {
  if (inline.background !== undefined) return 'colours behind words'
  if (inline.type === 'status') return 'status words'
  if (inline.type === 'date') return 'dates'
  return inline.type === 'placeholder' ? 'placeholders' : undefined
}

const contentOf = (block: Block): readonly Inline[] => ('content' in block ? block.content : [])

const childrenOf = (block: Block): readonly Block[] => {
  if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks))
  if ('items' in block) return block.items.flatMap((item) => ('blocks' in item ? item.blocks : []))
  if (block.type === 'columns') return block.columns.flatMap(({ blocks }) => blocks)
  return 'blocks' in block ? (block.blocks ?? []) : []
}

/** What of a document wiki markup cannot say, each thing once, for callers that must not lose anything. */
export const wikiLosses = (document: Document): readonly string[] => {
  const losses = new Set<string>()
  const waiting = [...document.blocks]
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    for (const loss of [lossOf(block), ...contentOf(block).map(inlineLossOf)]) if (loss !== undefined) losses.add(loss)
    for (const child of childrenOf(block)) waiting.push(child)
  }
  return [...losses].sort()
}
