import type { Document } from '../document/document.ts'
import type { AdfDocument, AdfNode } from './adf-node.ts'
import { childrenOf } from './schema/node.ts'
import { sameNodes } from './write/merge.ts'
import { adfNodeOf } from './write/origins.ts'
import { Place } from './write/place.ts'
import { BlockWriter } from './write/write-blocks.ts'

export interface AdfWriteOptions {
  /** Makes the ids that Jira wants for tasks and decisions, each another one; default: random UUIDs. */
  readonly newLocalId?: () => string
}

/**
 * Writes a document as Jira takes it. What came from an Atlassian document and was not changed is the very node that it
 * was, also where that is not valid; of a changed one all is kept that the tree does not speak of. What Jira could not
 * take where it is becomes the next best thing, as a heading in a list item a bold paragraph.
 */
export const writeAdf = (document: Document, options: AdfWriteOptions = {}): AdfDocument => {
  const node = adfNodeOf(document, 'doc')
  const writer = new BlockWriter(options.newLocalId ?? (() => crypto.randomUUID()))
  const content = writer.blocks(document.blocks, new Place('doc', node, 0))
  if (node === undefined) return { version: 1, type: 'doc', content }
  if (isDocument(node) && sameNodes(content, childrenOf(node))) return node
  return { ...node, version: 1, type: 'doc', content }
}

const isDocument = (node: AdfNode): node is AdfDocument =>
  'version' in node && node.version === 1 && Array.isArray(node.content)
