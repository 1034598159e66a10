import type { Block, Table, TableCell, TableRow } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { attribute, childrenOf, textAttribute, wholeAttribute } from '../schema/node.ts'

/** Reads the blocks in a cell; passed in, since blocks are made of tables too. */
type ReadBlocks = (nodes: readonly AdfNode[], depth: number) => readonly Block[]

/** The widest and highest a cell may say it is: more would only cost time. */
const MOST_SPAN = 1000

/** Reads a table with its spans; what is not in a row or a cell gets one around it. */
export const readTable = (node: AdfNode, depth: number, readBlocks: ReadBlocks): Table => ({
  type: 'table',
  rows: childrenOf(node).map((row) => readRow(row, depth + 1, readBlocks)),
  ...(attribute(node, 'isNumberColumnEnabled') === true && { numbered: true }),
})

const readRow = (node: AdfNode, depth: number, readBlocks: ReadBlocks): TableRow => ({
  cells: (node.type === 'tableRow' ? childrenOf(node) : [node]).map((cell) => readCell(cell, depth + 1, readBlocks)),
  origin: { node },
})

/** Reads a cell; of a node that is none, only what does not hang on its children is asked for. */
export const readCell = (node: AdfNode, depth: number, readBlocks: ReadBlocks): TableCell => {
  const origin = { node }
  if (node.type !== 'tableCell' && node.type !== 'tableHeader') {
    return { header: false, blocks: readBlocks([node], depth), origin }
  }
  const columns = wholeAttribute(node, 'colspan', 2, MOST_SPAN)
  const rows = wholeAttribute(node, 'rowspan', 2, MOST_SPAN)
  const background = textAttribute(node, 'background')?.toLowerCase()
  return {
    header: node.type === 'tableHeader',
    ...(columns !== undefined && { columns }),
    ...(rows !== undefined && { rows }),
    ...(background !== undefined && { background }),
    blocks: readBlocks(childrenOf(node), depth),
    origin,
  }
}
