import type { Block, Columns, Expand, Inline, Panel, Quote } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { attribute, childrenOf } from '../schema/node.ts'
import { adfNodeOf } from './origins.ts'
import type { Place } from './place.ts'
import type { BlockWriter } from './write-blocks.ts'

/** A quote; where none can be, its paragraphs with `> ` before them. */
export const writeQuote = (writer: BlockWriter, block: Quote, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'blockquote')
  if (place.admits('blockquote', node)) return [writer.frame('blockquote', block, node, place)]
  return writer.blocks(block.blocks.map(quoted), place.deeper())
}

const QUOTE_SIGN: Inline = { type: 'text', text: '> ' }

const quoted = (block: Block): Block =>
  block.type === 'paragraph' ? { ...block, content: [QUOTE_SIGN, ...block.content] } : block

/** A panel, with its title as a bold line; where none can be, what is in it. */
export const writePanel = (writer: BlockWriter, block: Panel, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'panel')
  if (!place.admits('panel', node)) {
    return [...writer.title(block.title, place), ...writer.blocks(block.blocks, place.deeper())]
  }
  const inside = place.inside('panel', node)
  const title = writer.title(block.title, inside)
  const content = title.length > 0 ? [...title, ...writer.blocks(block.blocks, inside)] : undefined
  return [writer.make('panel', block, node, content ?? writer.filled(block.blocks, node, inside), place)]
}

/** A part that folds; where none can be, its title in bold and what is in it. */
export const writeExpand = (writer: BlockWriter, block: Expand, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'expand', 'nestedExpand')
  const type =
    node !== undefined && place.admits(node.type, node)
      ? node.type
      : ['expand', 'nestedExpand'].find((wanted) => place.admits(wanted))
  if (type !== undefined) return [writer.frame(type, block, node, place)]
  return [...writer.title(block.title, place), ...writer.blocks(block.blocks, place.deeper())]
}

/** Columns, in sections of two or three since there are no others; where none can be, one below the other. */
export const writeColumns = (writer: BlockWriter, block: Columns, place: Place): readonly AdfNode[] => {
  const node = adfNodeOf(block, 'layoutSection')
  const isAsMany = node !== undefined && block.columns.length === childrenOf(node).length
  const isRight = isAsMany || block.columns.length === 2 || block.columns.length === 3
  if (!place.admits('layoutSection', node) || block.columns.length < (isAsMany ? 0 : 2)) {
    return block.columns.flatMap(({ blocks }) => writer.blocks(blocks, place.deeper()))
  }
  if (!isRight) {
    return inSections(block.columns).flatMap((columns) => writeColumns(writer, { type: 'columns', columns }, place))
  }
  const inside = place.inside('layoutSection', node)
  const share = Math.floor(10_000 / block.columns.length) / 100
  const content = block.columns.flatMap((column): readonly AdfNode[] => {
    const old = adfNodeOf(column)
    if (old !== undefined && old.type !== 'layoutColumn' && inside.isHome(old)) {
      return writer.blocks(column.blocks, inside)
    }
    const former = old?.type === 'layoutColumn' ? old : undefined
    const blocks = writer.filled(column.blocks, former, inside.inside('layoutColumn', former))
    // Columns of which one came or went share the width anew.
    const width = isAsMany && former !== undefined ? attribute(former, 'width') : share
    const own = { attrs: { ...(width !== undefined && { width }) } }
    const was =
      former === undefined ? undefined : { node: former, own: { attrs: { width: attribute(former, 'width') } } }
    return [writer.makeOf('layoutColumn', own, was, blocks, inside)]
  })
  return [writer.make('layoutSection', block, node, content, place)]
}

const inSections = <T>(columns: readonly T[]): readonly (readonly T[])[] => {
  const sections: (readonly T[])[] = []
  for (let from = 0; from < columns.length; ) {
    const left = columns.length - from
    const size = left === 4 || left === 2 ? 2 : 3
    sections.push(columns.slice(from, from + size))
    from += size
  }
  return sections
}
