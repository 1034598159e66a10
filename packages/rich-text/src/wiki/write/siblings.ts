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
}

const keyOf = ({ from, to }: WikiOrigin): string => `${from}:${to}`

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

/** Looks at every part of a document that was read from a text. */
export const siblingsOf = ({ blocks }: Document): Siblings => {
  const next = new Map<string, string>()
  const waiting: (readonly Placed[])[] = [blocks]
  for (let nodes = waiting.pop(); nodes !== undefined; nodes = waiting.pop()) {
    for (const [index, node] of nodes.entries()) {
      const [a, b] = [wikiOrigin(node), wikiOrigin(nodes[index + 1] ?? {})]
      if (a !== undefined && b !== undefined) next.set(keyOf(a), keyOf(b))
      if (isBlock(node)) for (const children of childrenOf(node)) waiting.push(children)
    }
  }
  const [first, last] = [blocks[0], blocks.at(-1)]
  return {
    first: first && wikiOrigin(first),
    last: last && wikiOrigin(last),
    areNeighbours: (a, b) => next.get(keyOf(a)) === keyOf(b),
  }
}
