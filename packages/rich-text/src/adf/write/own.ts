import type { Block, PanelKind, Paragraph, TableCell } from '../../document/document.ts'
import type { AdfMark } from '../adf-node.ts'
import type { Own } from './merge.ts'

/** What a block says of its node by itself. */
export const ownOfBlock = (block: Block): Own => {
  switch (block.type) {
    case 'paragraph':
      return { marks: placeMarks(block) }
    case 'heading':
      return { attrs: { level: block.level } }
    case 'list': {
      const { ordered, start } = block
      return ordered && start !== undefined && start >= 0 ? { attrs: { order: start } } : {}
    }
    case 'code':
      return block.language === undefined || block.language === '' ? {} : { attrs: { language: block.language } }
    case 'panel':
      return { attrs: { panelType: panelType(block.kind) } }
    case 'expand':
      return { attrs: { title: block.title } }
    case 'table':
      return block.numbered === true ? { attrs: { isNumberColumnEnabled: true } } : {}
    default:
      return {}
  }
}

/** Alignment and indentation, never both. */
const placeMarks = ({ align, indent }: Paragraph): readonly AdfMark[] => {
  if (align !== undefined) return [{ type: 'alignment', attrs: { align } }]
  if (indent === undefined || !(indent >= 1)) return []
  return [{ type: 'indentation', attrs: { level: Math.min(Math.floor(indent), 6) } }]
}

/** Of the kinds of panels Jira takes five reliably. */
const panelType = (kind: PanelKind | undefined): string => (kind === 'tip' ? 'success' : (kind ?? 'info'))

/** What a cell says of its node by itself. */
export const ownOfCell = ({ columns, rows, background }: TableCell): Own => ({
  attrs: {
    ...(columns !== undefined && columns > 1 && { colspan: columns }),
    ...(rows !== undefined && rows > 1 && { rowspan: rows }),
    ...(background !== undefined && { background }),
  },
})
