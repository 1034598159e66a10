import type { Block, BlockSource, Document } from '../document/document.ts'
import type { AdfNode } from './adf-node.ts'
import { readBlock } from './read/read-blocks.ts'
import { childrenOf, isNode } from './schema/node.ts'

/**
 * Reads an Atlassian document out of parsed JSON. Never throws; takes time in proportion to the size. What is not
 * known is there as a macro with what stands for it; what is nested deeper than 256 times is there as text; a string
 * is a paragraph; what is no document at all is an empty one. Each part knows its node as its origin.
 */
export const parseAdf = (value: unknown): Document => ({
  blocks: nodesOf(value).map((node) => readBlock(node, 0)),
  ...(isNode(value) && value.type === 'doc' && { origin: { node: value } }),
})

/** The same, but a block is read when it is first asked for, and then kept: for texts of megabytes. */
export const parseAdfLazily = (value: unknown): BlockSource => {
  const nodes = nodesOf(value)
  const known: Block[] = []
  return {
    blocks: {
      *[Symbol.iterator]() {
        for (const [index, node] of nodes.entries()) {
          const block = known[index] ?? readBlock(node, 0)
          known[index] = block
          yield block
        }
      },
    },
  }
}

const nodesOf = (value: unknown): readonly AdfNode[] => {
  if (typeof value === 'string') return value === '' ? [] : [{ type: 'text', text: value }]
  if (!isNode(value)) return []
  return value.type === 'doc' ? childrenOf(value) : [value]
}
