import type { Table, TableCell, TableRow } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { readCell } from '../read/read-table.ts'
import { childrenOf } from '../schema/node.ts'
import { flatten, wordsIn } from './flatten.ts'
import { adfNodeOf } from './origins.ts'
import { ownOfCell } from './own.ts'
import type { Place } from './place.ts'
import type { BlockWriter } from './write-blocks.ts'

/** A table; out of a list item it comes after the list, and elsewhere where none can be it is a block of code. */
export const writeTable = (writer: BlockWriter, block: Table, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'table')
  if (!place.admits('table', node)) return instead(writer, block, place)
  const inside = place.inside('table', node)
  const content = block.rows.flatMap((row) => writeRow(writer, row, inside))
  const isEmpty = content.length === 0 && (node === undefined || childrenOf(node).length > 0)
  return isEmpty ? [] : [writer.make('table', block, node, content, place)]
}

const instead = (writer: BlockWriter, block: Table, place: Place): readonly AdfNode[] => {
  if (place.type === 'listItem') {
    place.lifted.push(block)
    return []
  }
  if (!place.admits('codeBlock')) return writer.words(flatten([block]), place)
  const lines = block.rows.map(({ cells }) => cells.map(cellWords).join(' | '))
  return lines.length === 0 ? [] : writer.block({ type: 'noformat', text: lines.join('\n') }, place)
}

const cellWords = (cell: TableCell): string => cell.blocks.map(wordsIn).join(' ')

const writeRow = (writer: BlockWriter, row: TableRow, table: Place): readonly AdfNode[] => {
  const node = adfNodeOf(row)
  // What stood between the rows without being one was given a row and a cell of its own by the reader.
  if (node !== undefined && node.type !== 'tableRow' && table.isHome(node)) {
    return row.cells.flatMap((cell) => writeCell(writer, cell, table))
  }
  const old = node?.type === 'tableRow' ? node : undefined
  const inside = table.inside('tableRow', old)
  const content = row.cells.flatMap((cell) => writeCell(writer, cell, inside))
  const isEmpty = content.length === 0 && (old === undefined || childrenOf(old).length > 0)
  return isEmpty ? [] : [writer.makeOf('tableRow', {}, old && { node: old, own: {} }, content, table)]
}

const writeCell = (writer: BlockWriter, cell: TableCell, row: Place): readonly AdfNode[] => {
  const node = adfNodeOf(cell)
  const isCell = node?.type === 'tableCell' || node?.type === 'tableHeader'
  if (node !== undefined && !isCell && row.isHome(node)) return writer.blocks(cell.blocks, row)
  const type = cell.header ? 'tableHeader' : 'tableCell'
  const old = isCell ? node : undefined
  const former = old && { node: old, own: ownOfCell(readCell({ ...old, content: [] }, 0, () => [])) }
  const content = writer.filled(cell.blocks, old, row.inside(type, old))
  return [writer.makeOf(type, ownOfCell(cell), former, content, row)]
}
