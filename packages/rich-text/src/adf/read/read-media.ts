import type { Attachment, Image } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { textAttribute } from '../schema/node.ts'

/**
 * Reads a `media` or `mediaInline` node. A file is known by an id of the media service; its name is told by `alt` only,
 * and not always.
 */
export const readMedium = (node: AdfNode, isPicture: boolean): Image | Attachment => {
  const alt = textAttribute(node, 'alt')
  const source = textAttribute(node, 'url') ?? alt ?? textAttribute(node, 'id') ?? ''
  if (isPicture) return { type: 'image', source, ...(alt !== undefined && { alt }) }
  return { type: 'attachment', file: source, ...(alt !== undefined && { text: alt }) }
}
