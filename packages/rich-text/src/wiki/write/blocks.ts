import type {
  Block,
  Inline,
  List,
  ListItem,
  Panel,
  Quote,
  Table,
  TableCell,
  TableRow,
} from '../../document/document.ts'
import { withoutBlankLines } from './blank-lines.ts'
import { type InlinePlace, writeInlines } from './inlines.ts'
import { type FrameKind, type Placed, type Siblings, wikiOrigin, wikiPlace } from './siblings.ts'
import { codeOf, panelTag, parameter } from './tags.ts'

/** What a text is written from. */
export interface WriteSource {
  /** The text that the untouched parts stand in. */
  readonly source: string
  readonly siblings: Siblings
}

/** Where blocks are written. */
interface Place {
  readonly barsPart: boolean
  /** Macros of these names are open: they cannot be opened once more. */
  readonly inside: ReadonlySet<string>
}

const outermost: Place = { barsPart: false, inside: new Set() }

/** Writes blocks: those that nobody touched as they stood, and what stood between two of them too. */
export class BlockWriter {
  private readonly from: WriteSource | undefined
  /** As the text has it. */
  private readonly lineEnd: string

  constructor(from: WriteSource | undefined) {
    this.from = from
    this.lineEnd = from?.source.includes('\r\n') === true ? '\r\n' : '\n'
  }

  private within(): Pick<InlinePlace, 'source'> {
    return this.from === undefined ? {} : { source: this.from.source }
  }

  private withLineEnds(text: string): string {
    return this.lineEnd === '\n' ? text : text.replaceAll('\n', this.lineEnd)
  }

  blocks(blocks: readonly Block[], gap: string, place: Place = outermost): string {
    return this.sequence(
      blocks,
      (block) => this.block(block, place),
      (before) => ('continues' in before && before.continues ? '\n' : gap),
    )
  }

  private sequence<T extends Placed>(
    nodes: readonly T[],
    write: (node: T) => string,
    gapAfter: (node: T) => string,
  ): string {
    let out = ''
    let before: T | undefined
    for (const node of nodes) {
      const text = this.kept(node) ?? write(node)
      if (text === '') continue
      if (before !== undefined) out += this.between(before, node) ?? this.withLineEnds(gapAfter(before))
      out += text
      before = node
    }
    return out
  }

  private kept(node: Placed): string | undefined {
    const origin = this.from && wikiOrigin(node)
    return origin && this.from?.source.slice(origin.from, origin.to)
  }

  private between(before: Placed, after: Placed): string | undefined {
    const [a, b] = [wikiPlace(before), wikiPlace(after)]
    if (this.from === undefined || a === undefined || b === undefined || !this.from.siblings.areNeighbours(a, b))
      return undefined
    return this.from.source.slice(a.to, b.from)
  }

  /**
   * What stood before and after the parts of something that this node stands in place of: its tag with all that was in
   * it, blanks, bars. Undefined when there was none, or it said something else of itself than the node does.
   */
  private around(kind: FrameKind, node: Placed): readonly [before: string, after: string] | undefined {
    const place = this.from && wikiPlace(node)
    const frame = place && this.from?.siblings.frameAt(kind, place)
    if (this.from === undefined || place === undefined || frame === undefined || !saysTheSame(frame.node, node))
      return undefined
    const { source } = this.from
    return [source.slice(place.from, frame.from), source.slice(frame.to, place.to)]
  }

  /** The markers that the items of a list had: there are two signs for the same kind. */
  private markersOf({ items, ordered }: List, around: string): string {
    const usual = `${around}${ordered ? '#' : '*'}`
    for (const item of items) {
      const place = this.from && wikiPlace(item)
      const markers =
        place && /[*#-]+/y.exec(this.from?.source.slice(place.from, place.from + 80).trimStart() ?? '')?.[0]
      const isOfKind = markers?.endsWith('#') === ordered && markers.length === usual.length
      if (markers !== undefined && isOfKind && markers.startsWith(around)) return markers
    }
    return usual
  }

  private inlines(content: readonly Inline[], { barsPart }: Place, more: Partial<InlinePlace> = {}): string {
    return this.withLineEnds(writeInlines(content, { oneLine: false, barsPart, ...this.within(), ...more }))
  }

  private block(block: Block, place: Place): string {
    switch (block.type) {
      case 'paragraph':
        return this.inlines(block.content, place)
      case 'heading':
        return `h${block.level}. ${this.inlines(block.content, place, { oneLine: true, continuesLine: true })}`
      case 'list':
        return this.list(block, '', place)
      case 'tasks':
        return this.items(block.items, '*', place, ({ done }) => (done ? '☑ ' : '☐ '))
      case 'decisions':
        return this.items(block.items, '*', place, () => '◇ ')
      case 'code':
      case 'noformat':
        return this.withLineEnds(codeOf(block))
      case 'quote':
        return this.quote(block, place)
      case 'panel':
        return this.panel(block, place)
      case 'expand':
        return this.panel({ type: 'panel', title: block.title, blocks: block.blocks }, place)
      case 'columns':
        return this.blocks(
          block.columns.flatMap(({ blocks }) => blocks),
          '\n\n',
          place,
        )
      case 'table':
        return this.table(block, place)
      case 'media': {
        const caption = block.caption === undefined ? '' : this.inlines(block.caption, place)
        return [...block.items.map((item) => this.inlines([item], place)), caption]
          .filter((line) => line !== '')
          .join('\n')
      }
      case 'card':
        return `[${block.title === undefined ? '' : `${parameter(block.title).replaceAll(/[[\]]/g, ' ')}|`}${block.href}]`
      case 'rule':
        return '----'
      case 'macro':
        return [block.source, this.blocks(block.blocks ?? [], '\n\n', place)]
          .filter((part) => part !== '')
          .join(this.lineEnd)
    }
  }

  private list(list: List, around: string, place: Place): string {
    return this.items(list.items, this.markersOf(list, around), place, () => '')
  }

  private items<T extends ListItem>(
    items: readonly T[],
    markers: string,
    place: Place,
    sign: (item: T) => string,
  ): string {
    return this.sequence(
      items,
      (item) => this.item(item, markers, place, sign(item)),
      () => '\n',
    )
  }

  /** The text of an item cannot hold blank lines; lists in it are lines with more markers. */
  private item({ blocks }: ListItem, markers: string, place: Place, sign: string): string {
    const lists = blocks.filter((block) => block.type === 'list')
    const rest = blocks.filter((block) => block.type !== 'list')
    const text = withoutBlankLines(this.blocks(rest, '\n', place))
    const nested = this.sequence(
      lists,
      (list) => this.list(list, markers, place),
      () => '\n',
    )
    if (text === '' && sign === '' && nested !== '') return nested
    const own = `${markers} ${sign}${text === '' ? '\u00A0' : text}`
    const [last, first] = [rest.at(-1), lists[0]]
    const gap = last === undefined || first === undefined ? undefined : this.between(last, first)
    return nested === '' ? own : `${own}${gap ?? this.lineEnd}${nested}`
  }

  private quote(quote: Quote, place: Place): string {
    const around = this.around('quote', quote)
    // One in another is one only where it was one.
    if (around === undefined && place.inside.has('quote')) return this.blocks(quote.blocks, '\n\n', place)
    const body = this.blocks(quote.blocks, '\n\n', { ...place, inside: new Set([...place.inside, 'quote']) })
    const isLine = around?.[0].trimStart().startsWith('bq') === true
    const fits = !isLine || (quote.blocks.length === 1 && quote.blocks[0]?.type === 'paragraph' && !/[\r\n]/.test(body))
    return this.framed(fits ? around : undefined, '{quote}', body, '{quote}', quote.blocks)
  }

  /** Whether a block can stand right beside a tag: running text, or what stands where another of its kind did. */
  private mayBeInline(block: Block): boolean {
    if (block.type === 'paragraph') return true
    const place = this.from && wikiPlace(block)
    const needsLine = !['panel', 'quote', 'code', 'noformat', 'macro'].includes(block.type)
    const before = place && this.from?.source.slice(place.from, place.from + 50)
    return before !== undefined && STARTER.test(before) === needsLine
  }

  /** A body in its tags; blocks that begin a line need one for themselves. */
  private framed(
    around: readonly [before: string, after: string] | undefined,
    open: string,
    body: string,
    close: string,
    blocks: readonly Block[],
  ): string {
    if (around === undefined) return [open, body, close].join(this.lineEnd)
    const [before, after] = around
    const [first, last] = [blocks[0], blocks.at(-1)]
    const isApart = /[\r\n]\s*$/.test(before) || first === undefined || this.mayBeInline(first)
    const isEnded = /^\s*[\r\n]/.test(after) || last === undefined || this.mayBeInline(last)
    return `${before}${isApart ? '' : this.lineEnd}${body}${isEnded ? '' : this.lineEnd}${after}`
  }

  private panel(panel: Panel, place: Place): string {
    const inside = new Set([...place.inside, 'panel'])
    const body = this.blocks(panel.blocks, '\n\n', { ...place, inside })
    const around = this.around('panel', panel)
    if (around === undefined && place.inside.has('panel')) return body
    return this.framed(around, panelTag(panel), body, '{panel}', panel.blocks)
  }

  private table({ rows }: Table, place: Place): string {
    return this.sequence(
      rows,
      (row) => this.row(row, place),
      () => '\n',
    )
  }

  private row(row: TableRow, place: Place): string {
    const { cells } = row
    const around = this.around('row', row)
    let out = ''
    for (const [index, cell] of cells.entries()) {
      const before = cells[index - 1]
      const bars = before === undefined ? around?.[0] : around && this.between(before, cell)
      out += `${bars ?? (cell.header ? '||' : '|')}${this.cell(cell, place)}`
    }
    return `${out}${around?.[1] ?? (cells.at(-1)?.header === true ? '||' : '|')}`
  }

  /** A blank line would end the table. */
  private cell(cell: TableCell, place: Place): string {
    const kept = this.kept(cell)
    if (kept !== undefined) return kept
    const text = withoutBlankLines(this.blocks(cell.blocks, '\n', { ...place, barsPart: true }))
    const [before, after] = this.around('cell', cell) ?? ['', '']
    return text === '' ? ' ' : `${before}${text}${after}`
  }
}

/** What must begin a line. */
const STARTER = /^[^\S\n]*(?:[*#-]+[^\S\n]|h[1-6]\.|bq\.|\||----)/

/** Whether what stands around the parts of two nodes would be the same. */
const saysTheSame = (old: Placed, node: Placed): boolean => frameMeaning(old) === frameMeaning(node)

const frameMeaning = (node: Placed): string => {
  const { title, kind, colour, header, cells } = node as Partial<Panel & TableRow & TableCell>
  return JSON.stringify([title, kind, colour, header, cells?.map((cell) => cell.header)])
}
