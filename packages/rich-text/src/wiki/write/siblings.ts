import type { Block, Document } from '../../document/document.ts'
import type { WikiOrigin } from '../../document/origin.ts'

/** Something that stands in a text. */
export interface Placed {
  readonly origin?: unknown
}

/** Where a node stands in the wiki text, if it was read from one. */
export const wikiOrigin = ({ origin }: Placed): WikiOrigin | undefined =>
  typeof origin === 'object' && origin !== null && 'from' in origin ? (origin as WikiOrigin) : undefined

/** The same, or where the node stands in place of one that was. */
export const wikiPlace = (node: Placed & { readonly place?: unknown }): WikiOrigin | undefined =>
  wikiOrigin(node) ?? wikiOrigin({ origin: node.place })

/** Which parts of a text came right after one another: what stands between those is kept too. */
export interface Siblings {
  readonly first: WikiOrigin | undefined
  readonly last: WikiOrigin | undefined
  areNeighbours(a: WikiOrigin, b: WikiOrigin): boolean
  /** What stood around the parts of a panel, a quote, a row or a cell. */
  frameAt(kind: FrameKind, origin: WikiOrigin): Frame | undefined
}

/** What has something of its own before and after its parts. */
export type FrameKind = 'panel' | 'quote' | 'row' | 'cell'

/** Where the parts of something begin and end, as offsets, and what it was. */
export interface Frame {
  readonly from: number
  readonly to: number
  readonly node: Placed
}

/** A number for each place: a table of hundreds of thousands of texts is the slowest part of writing. */
const keyOf = ({ from, to }: WikiOrigin): number => from * 2 ** 26 + (to - from)

const childrenOf = (block: Block): readonly (readonly Placed[])[] => {
  switch (block.type) {
    case 'list':
      return [block.items, ...block.items.map(({ blocks }) => blocks)]
    case 'quote':
    case 'panel':
      return [block.blocks]
    case 'table':
      return [block.rows, ...block.rows.flatMap(({ cells }) => [cells, ...cells.map(({ blocks }) => blocks)])]
    default:
      return []
  }
}

const isBlock = (node: Placed): node is Block => 'type' in node

const partsOf = (node: Placed): readonly [FrameKind, readonly Placed[]] | undefined => {
  if ('type' in node) {
    const block = node as Block
    return block.type === 'panel' || block.type === 'quote' ? [block.type, block.blocks] : undefined
  }
  if ('cells' in node && Array.isArray(node.cells)) return ['row', node.cells]
  return 'header' in node && 'blocks' in node && Array.isArray(node.blocks) ? ['cell', node.blocks] : undefined
}

/** Looks at every part of a document that was read from a text. */
export const siblingsOf = ({ blocks }: Document): Siblings => {
  const next = new Map<number, number>()
  const frames: Readonly<Record<FrameKind, Map<number, Frame>>> = {
    panel: new Map(),
    quote: new Map(),
    row: new Map(),
    cell: new Map(),
  }
  const waiting: (readonly Placed[])[] = [blocks]
  for (let nodes = waiting.pop(); nodes !== undefined; nodes = waiting.pop()) {
    for (const [index, node] of nodes.entries()) {
      const [a, b] = [wikiOrigin(node), wikiOrigin(nodes[index + 1] ?? {})]
      if (a !== undefined && b !== undefined) next.set(keyOf(a), keyOf(b))
      const [kind, parts] = partsOf(node) ?? []
      const [head, tail] = [wikiOrigin(parts?.[0] ?? {}), wikiOrigin(parts?.at(-1) ?? {})]
      if (a !== undefined && kind !== undefined && head !== undefined && tail !== undefined)
        frames[kind].set(keyOf(a), { from: head.from, to: tail.to, node })
      if (isBlock(node)) for (const children of childrenOf(node)) waiting.push(children)
    }
  }
  const [first, last] = [blocks[0], blocks.at(-1)]
  return {
    first: first && wikiOrigin(first),
    last: last && wikiOrigin(last),
    areNeighbours: (a, b) => next.get(keyOf(a)) === keyOf(b),
    frameAt: (kind, origin) => frames[kind].get(keyOf(origin)),
  }
}
