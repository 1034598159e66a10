import type { DecisionList, List, ListItem } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { childrenOf } from '../schema/node.ts'
import { flatten } from './flatten.ts'
import { adfNodeOf } from './origins.ts'
import type { Place } from './place.ts'
import type { BlockWriter } from './write-blocks.ts'
import { writeInlines } from './write-inlines.ts'

/** A list, and after it what could not be in it; where no list can be, its words. */
export const writeList = (writer: BlockWriter, block: List, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'bulletList', 'orderedList')
  const type = block.ordered ? 'orderedList' : 'bulletList'
  if (!place.admits(type, node)) return writer.words(flatten([block]), place)
  const inside = place.inside(type, node)
  const content = block.items.flatMap((item) => writeItem(writer, item, inside))
  const isEmpty = content.length === 0 && (node === undefined || childrenOf(node).length > 0)
  const list = isEmpty ? [] : [writer.make(type, block, node, content, place)]
  return inside.lifted.length === 0 ? list : [...list, ...writer.blocks(inside.lifted, place.deeper())]
}

const writeItem = (writer: BlockWriter, item: ListItem, list: Place): readonly AdfNode[] => {
  const node = adfNodeOf(item)
  const isStray = node !== undefined && node.type !== 'listItem' && list.isHome(node)
  if (isStray) {
    const written = writer.blocks(item.blocks, list)
    if (written.length === 1 && written[0] === node) return written
    return written.length === 0 ? [] : [writer.makeOf('listItem', {}, undefined, written, list)]
  }
  const old = node?.type === 'listItem' ? node : undefined
  const inside = list.inside('listItem', old)
  const blocks = writer.blocks(item.blocks, inside)
  for (const lifted of inside.lifted) list.lifted.push(lifted)
  if (blocks.length === 0 && inside.lifted.length > 0) return []
  const wasSo = old !== undefined && childrenOf(old)[0]?.type === blocks[0]?.type
  // The schema lets an item begin with a list; Jira's editor does not.
  const content = blocks[0]?.type === 'paragraph' || wasSo ? blocks : [{ type: 'paragraph' }, ...blocks]
  return [writer.makeOf('listItem', {}, old === undefined ? undefined : { node: old, own: {} }, content, list)]
}

/** What was decided; where that cannot be, a list. */
export const writeDecisions = (writer: BlockWriter, block: DecisionList, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'decisionList')
  if (!place.admits('decisionList', node)) {
    return writeList(writer, { type: 'list', ordered: false, items: block.items }, place)
  }
  const inside = place.inside('decisionList', node)
  const content = block.items.flatMap((item): readonly AdfNode[] => {
    const old = adfNodeOf(item)
    if (old !== undefined && old.type !== 'decisionItem' && inside.isHome(old))
      return writer.blocks(item.blocks, inside)
    const former = old?.type === 'decisionItem' ? { node: old, own: {} } : undefined
    const words = writeInlines(flatten(item.blocks), inside.inside('decisionItem', former?.node))
    const own = former === undefined ? { attrs: { state: 'DECIDED' } } : {}
    return [writer.makeOf('decisionItem', own, former, words, inside)]
  })
  const isEmpty = content.length === 0 && (node === undefined || childrenOf(node).length > 0)
  return isEmpty ? [] : [writer.make('decisionList', block, node, content, place)]
}
