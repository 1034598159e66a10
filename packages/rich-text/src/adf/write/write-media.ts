import type { Attachment, BlockMacro, Card, Image, Media } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { readBlock } from '../read/read-blocks.ts'
import { readMedium } from '../read/read-media.ts'
import { childrenOf } from '../schema/node.ts'
import { nodeRules } from '../schema/node-rules.ts'
import { sameNodes, saysTheSame } from './merge.ts'
import { adfNodeOf } from './origins.ts'
import type { Place } from './place.ts'
import type { BlockWriter } from './write-blocks.ts'
import { isAddress, writeInlines } from './write-inlines.ts'

type Medium = Image | Attachment

/**
 * Pictures and files. A file has a node only if it was read from one, since Jira wants the id that its media service
 * gave; a picture elsewhere has one too; of others there are the words.
 */
export const writeMedia = (writer: BlockWriter, block: Media, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'mediaSingle', 'mediaGroup')
  const kept = node !== undefined && place.admits(node.type, node) ? keptMedia(block, node, place) : undefined
  if (kept !== undefined) return [kept]
  const nodes = block.items.flatMap((item): readonly AdfNode[] => {
    const medium = place.admits('mediaSingle') ? mediumNode(item) : undefined
    if (medium === undefined) return writer.words([item], place)
    return [{ type: 'mediaSingle', attrs: { layout: 'center' }, content: [medium] }]
  })
  return [...nodes, ...writer.words(block.caption ?? [], place)]
}

/** The former node with the items that there are now, or undefined if they do not fit into it. */
const keptMedia = (block: Media, node: AdfNode, place: Place): AdfNode | undefined => {
  const inside = place.inside(node.type, node)
  const items = block.items.map((item) => {
    const old = adfNodeOf(item)
    return old !== undefined && inside.isHome(old) && isSameMedium(item, old, node) ? old : mediumNode(item)
  })
  const media = items.filter((item) => item !== undefined)
  if (media.length < items.length) return undefined
  const caption = writeCaption(block, node, inside)
  const content = [...media, ...caption]
  const children = childrenOf(node)
  if (sameNodes([...content].sort(byPlace(children)), children)) return node
  if (media.length === 0 || (node.type === 'mediaSingle' && media.length > 1)) return undefined
  return { ...node, content }
}

const byPlace = (children: readonly AdfNode[]) => {
  const places = new Map(children.map((child, index) => [child, index]))
  return (a: AdfNode, b: AdfNode): number => (places.get(a) ?? 0) - (places.get(b) ?? 0)
}

const writeCaption = ({ caption = [] }: Media, node: AdfNode, inside: Place): readonly AdfNode[] => {
  const old = childrenOf(node).find((child) => child.type === 'caption')
  const written = writeInlines(caption, inside.inside('caption', old))
  if (old !== undefined && sameNodes(written, childrenOf(old))) return [old]
  if (written.length === 0 || node.type !== 'mediaSingle') return []
  return [{ ...old, type: 'caption', content: written }]
}

const isSameMedium = (item: Medium, old: AdfNode, parent: AdfNode): boolean => {
  const { origin, ...own } = item
  return saysTheSame(own, readMedium(old, parent.type === 'mediaSingle'))
}

const mediumNode = (item: Medium): AdfNode | undefined => {
  const old = adfNodeOf(item, 'media')
  const isPicture = item.type === 'image'
  if (old !== undefined) {
    const { origin, ...own } = item
    if (saysTheSame(own, readMedium(old, isPicture))) return old
  }
  const url = isPicture ? item.source : item.file
  const alt = isPicture ? item.alt : item.text
  if (!isAddress(url)) return undefined
  return { type: 'media', attrs: { type: 'external', url, ...(alt !== undefined && alt !== '' && { alt }) } }
}

/** A card; where none can be, one in a line of text. */
export const writeCard = (writer: BlockWriter, block: Card, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'blockCard', 'embedCard')
  if (node !== undefined && place.admits(node.type, node)) {
    const before = readBlock(node, 0)
    if (before.type === 'card' && before.href === block.href && before.title === block.title) return [node]
  }
  const { href, title } = block
  if (isAddress(href) && place.admits('blockCard')) return [{ type: 'blockCard', attrs: { url: href } }]
  return writer.words([{ type: 'link', href, content: [{ type: 'text', text: title ?? href }], isCard: true }], place)
}

/** A node that is not known, whole, with what changed in it; a macro without a node is the text that stands for it. */
export const writeMacro = (writer: BlockWriter, block: BlockMacro, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block)
  if (node === undefined || (nodeRules.has(node.type) && !place.admits(node.type, node))) {
    return [
      ...writer.words([{ type: 'text', text: block.source }], place),
      ...writer.blocks(block.blocks ?? [], place.deeper()),
    ]
  }
  if (block.blocks === undefined) return [node]
  const content = writer.filled(block.blocks, node, place.inside(node.type, node))
  return [sameNodes(content, childrenOf(node)) ? node : { ...node, content }]
}
