import type { Table, TableCell } from '../document/document.ts'
import { lineWidth, padded } from './frame.ts'
import { type BlocksLayout, inside, type Place } from './place.ts'
import { type Line, PLAIN, styled } from './style.ts'

/** A table too wide for its place as one record under the other: each cell on its own lines, its column's heading before it. */
export function* layoutRecords(table: Table, place: Place, layout: BlocksLayout): Generator<Line> {
  const [head] = table.rows
  const hasHead = table.rows.length > 1 && head !== undefined && head.cells.every((cell) => cell.header)
  const labels = hasHead ? labelLines(head.cells, place, layout) : undefined
  const rows = labels === undefined ? table.rows : table.rows.slice(1)
  for (const [index, row] of rows.entries()) {
    const number = table.numbered === true ? `${index + 1} ` : ''
    if (index > 0 || number !== '') {
      const rule = `${number}${'┈'.repeat(12)}`.slice(0, Math.max(Math.min(place.width, 12), 1))
      yield [{ text: rule, style: styled(place.base, 'frame') }]
    }
    for (const [column, cell] of row.cells.entries()) {
      const base = cell.header ? styled(place.base, 'table-header') : place.base
      const label = labels?.lines[column]
      const width = label === undefined ? place.width : place.width - (labels?.width ?? 0)
      const lines = layout(cell.blocks, inside(place, { width, base, isTight: true }))
      if (label === undefined) yield* lines
      else yield* hung(label, lines, labels?.width ?? 0)
    }
  }
}

interface Labels {
  readonly lines: readonly Line[]
  readonly width: number
}

/** The headings as labels left of their cells, if they are short enough for that. */
const labelLines = (cells: readonly TableCell[], place: Place, layout: BlocksLayout): Labels | undefined => {
  const lines: Line[] = []
  let widest = 0
  for (const { blocks } of cells) {
    const base = styled(place.base, 'table-header')
    const [first = [], more] = layout(blocks, inside(place, { base, isTight: true }))
    if (more !== undefined) return undefined
    widest = Math.max(widest, lineWidth(first) + 2)
    if (widest > place.width / 2) return undefined
    lines.push(first)
  }
  return { lines, width: widest }
}

function* hung(label: Line, lines: Iterable<Line>, indent: number): Generator<Line> {
  let isFirst = true
  for (const line of lines) {
    const blank = { text: ' '.repeat(indent), style: PLAIN }
    yield isFirst ? [...padded(label, indent), ...line] : line.length === 0 ? [] : [blank, ...line]
    isFirst = false
  }
  if (isFirst) yield label
}
