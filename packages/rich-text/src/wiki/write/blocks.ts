import type {
  Block,
  CodeBlock,
  Inline,
  List,
  ListItem,
  Noformat,
  Panel,
  Table,
  TableCell,
  TableRow,
} from '../../document/document.ts'
import { type InlinePlace, writeInlines } from './inlines.ts'
import { type Placed, type Siblings, wikiOrigin, wikiPlace } from './siblings.ts'

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

const PANEL_COLOURS: Readonly<Record<string, string>> = {
  info: '#deebff',
  note: '#eae6ff',
  success: '#e3fcef',
  tip: '#e3fcef',
  warning: '#fffae6',
  error: '#ffebe6',
}

/** Macros end at the first tag of their name, wherever it stands. */
const defused = (text: string, name: string): string => text.replaceAll(`{${name}}`, `{ ${name}}`)

const parameter = (value: string): string => value.replaceAll(/[{}|\n]/g, ' ').trim()

const codeOf = ({ text, title, ...block }: CodeBlock | Noformat): string => {
  const name = block.type === 'code' && !text.includes('{code}') ? 'code' : 'noformat'
  const language = block.type === 'code' && name === 'code' ? block.language : undefined
  const parameters = [
    ...(language === undefined ? [] : [parameter(language)]),
    ...(title === undefined ? [] : [`title=${parameter(title)}`]),
  ]
  const tag = parameters.length === 0 ? `{${name}}` : `{${name}:${parameters.join('|')}}`
  return `${tag}\n${defused(text, name)}\n{${name}}`
}

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
        return this.quote(block.blocks, place)
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
    return this.items(list.items, `${around}${list.ordered ? '#' : '*'}`, place, () => '')
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
    const text = this.blocks(rest, '\n', place).replaceAll(/\n\s*\n/g, '\n')
    const nested = lists.map((list) =>
      this.sequence(
        [list],
        (one) => this.list(one, markers, place),
        () => '\n',
      ),
    )
    const own =
      text === '' && sign === '' && nested.length > 0 ? [] : [`${markers} ${sign}${text === '' ? '\u00A0' : text}`]
    return [...own, ...nested].join(this.lineEnd)
  }

  private quote(blocks: readonly Block[], place: Place): string {
    if (place.inside.has('quote')) return this.blocks(blocks, '\n\n', place)
    const inside = new Set([...place.inside, 'quote'])
    return ['{quote}', this.blocks(blocks, '\n\n', { ...place, inside }), '{quote}'].join(this.lineEnd)
  }

  private panel(panel: Panel, place: Place): string {
    const inside = new Set([...place.inside, 'panel'])
    const body = this.blocks(panel.blocks, '\n\n', { ...place, inside })
    if (place.inside.has('panel')) return body
    const colour = panel.colour ?? (panel.kind === undefined ? undefined : PANEL_COLOURS[panel.kind])
    const parameters = [
      ...(panel.title === undefined ? [] : [`title=${parameter(panel.title)}`]),
      ...(colour === undefined ? [] : [`bgColor=${parameter(colour)}`]),
    ]
    const tag = `{panel${parameters.length === 0 ? '' : `:${parameters.join('|')}`}}`
    return [tag, body, '{panel}'].join(this.lineEnd)
  }

  private table({ rows }: Table, place: Place): string {
    return this.sequence(
      rows,
      (row) => this.row(row, place),
      () => '\n',
    )
  }

  private row({ cells }: TableRow, place: Place): string {
    const written = cells.map((cell) => `${cell.header ? '||' : '|'}${this.cell(cell, place)}`)
    return `${written.join('')}${cells.at(-1)?.header === true ? '||' : '|'}`
  }

  /** A blank line would end the table. */
  private cell(cell: TableCell, place: Place): string {
    const kept = this.kept(cell)
    if (kept !== undefined) return kept
    const text = this.blocks(cell.blocks, '\n', { ...place, barsPart: true }).replaceAll(/\n\s*\n/g, '\n')
    return text === '' ? ' ' : text
  }
}
