import type { Block, CodeBlock, Heading, Inline, Noformat, Paragraph } from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { readBlock } from '../read/read-blocks.ts'
import { childrenOf, MAX_DEPTH } from '../schema/node.ts'
import { INLINE_TYPES } from '../schema/node-rules.ts'
import { emboldened, flatten, wordsIn } from './flatten.ts'
import { type Former, makeNode, type Own } from './merge.ts'
import { adfNodeOf } from './origins.ts'
import { ownOfBlock } from './own.ts'
import type { Place } from './place.ts'
import { writeColumns, writeExpand, writePanel, writeQuote } from './write-frames.ts'
import { isAddress, writeInlines } from './write-inlines.ts'
import { writeDecisions, writeList } from './write-lists.ts'
import { writeCard, writeMacro, writeMedia } from './write-media.ts'
import { writeTable } from './write-table.ts'
import { writeTasks } from './write-tasks.ts'

/** Writes blocks into a place, each so that it can be there. */
export class BlockWriter {
  private readonly newId: () => string

  constructor(newId: () => string) {
    this.newId = newId
  }

  blocks(blocks: readonly Block[], place: Place): readonly AdfNode[] {
    return joinedParts(blocks).flatMap((block) => this.block(block, place))
  }

  block(block: Block, place: Place): readonly AdfNode[] {
    const isOld = adfNodeOf(block) !== undefined
    // A list, its item, a paragraph and its text: what is not cut here has room for them.
    if (place.depth >= (isOld ? 2 * MAX_DEPTH : MAX_DEPTH - 8)) return this.words([text(wordsIn(block))], place)
    switch (block.type) {
      case 'paragraph':
        return this.paragraph(block, place)
      case 'heading':
        return this.heading(block, place)
      case 'list':
        return writeList(this, block, place)
      case 'tasks':
        return writeTasks(this, block, place)
      case 'decisions':
        return writeDecisions(this, block, place)
      case 'code':
      case 'noformat':
        return this.code(block, place)
      case 'quote':
        return writeQuote(this, block, place)
      case 'panel':
        return writePanel(this, block, place)
      case 'expand':
        return writeExpand(this, block, place)
      case 'columns':
        return writeColumns(this, block, place)
      case 'table':
        return writeTable(this, block, place)
      case 'media':
        return writeMedia(this, block, place)
      case 'card':
        return writeCard(this, block, place)
      case 'rule': {
        const node = adfNodeOf(block, 'rule')
        return place.admits('rule', node) ? [node ?? { type: 'rule' }] : []
      }
      case 'macro':
        return writeMacro(this, block, place)
    }
  }

  /** Makes the node of a block. */
  make(type: string, block: Block, node: AdfNode | undefined, content: readonly AdfNode[], place: Place): AdfNode {
    const former = node === undefined ? undefined : { node, own: ownOfBlock(readBlock(withoutContent(node), 0)) }
    return this.makeOf(type, ownOfBlock(block), former, content, place)
  }

  /** Makes a node that is not of a block, as an item. */
  makeOf(type: string, own: Own, former: Former | undefined, content: readonly AdfNode[], place: Place): AdfNode {
    return makeNode(type, own, content, former, place, this.newId)
  }

  /** Makes a node around blocks, which are never none. */
  frame(
    type: string,
    block: Block & { readonly blocks: readonly Block[] },
    node: AdfNode | undefined,
    place: Place,
  ): AdfNode {
    return this.make(type, block, node, this.filled(block.blocks, node, place.inside(type, node)), place)
  }

  /** Blocks for a node that must not be empty; one that was empty may stay so. */
  filled(blocks: readonly Block[], node: AdfNode | undefined, inside: Place): readonly AdfNode[] {
    const content = this.blocks(blocks, inside)
    const mayBeEmpty = node !== undefined && childrenOf(node).length === 0
    return content.length > 0 || mayBeEmpty ? content : [{ type: 'paragraph' }]
  }

  /** A paragraph of inlines, or nothing if there is nothing to show. */
  words(content: readonly Inline[], place: Place): readonly AdfNode[] {
    const written = writeInlines(content, place.inside('paragraph'))
    return written.length === 0 ? [] : [{ type: 'paragraph', content: written }]
  }

  /** A title in bold, for blocks that have no other place for theirs. */
  title(title: string | undefined, place: Place): readonly AdfNode[] {
    return this.words(emboldened([text(title ?? '')]), place)
  }

  private paragraph(block: Paragraph, place: Place): readonly AdfNode[] {
    const stray = adfNodeOf(block, ...INLINE_TYPES)
    if (stray !== undefined && place.isHome(stray)) {
      const written = writeInlines(block.content, place)
      if (written.length === 1 && written[0] === stray) return written
    }
    const node = adfNodeOf(block, 'paragraph')
    const picture = node === undefined ? onlyPicture(block) : undefined
    if (picture !== undefined && place.admits('mediaSingle')) {
      return writeMedia(this, { type: 'media', items: [picture] }, place)
    }
    const content = writeInlines(block.content, place.inside('paragraph', node))
    return node === undefined && content.length === 0 ? [] : [this.make('paragraph', block, node, content, place)]
  }

  private heading(block: Heading, place: Place): readonly AdfNode[] {
    const node = adfNodeOf(block, 'heading')
    if (!place.admits('heading', node)) return this.words(emboldened(block.content), place)
    const content = writeInlines(block.content, place.inside('heading', node))
    return node === undefined && content.length === 0 ? [] : [this.make('heading', block, node, content, place)]
  }

  private code(block: CodeBlock | Noformat, place: Place): readonly AdfNode[] {
    const node = adfNodeOf(block, 'codeBlock')
    if (!place.admits('codeBlock', node)) return this.words(flatten([block]), place)
    const before = node === undefined ? undefined : readBlock(node, 0)
    const fresh = block.text === '' ? [] : [{ type: 'text', text: block.text }]
    const isSame = node !== undefined && before?.type === 'code' && before.text === block.text
    const content = isSame ? childrenOf(node) : fresh
    return [...this.title(block.title, place), this.make('codeBlock', block, node, content, place)]
  }
}

const text = (words: string): Inline => ({ type: 'text', text: words })

const withoutContent = (node: AdfNode): AdfNode => ({ ...node, content: [] })

const onlyPicture = ({ content }: Paragraph) => {
  const [first] = content
  return content.length === 1 && first?.type === 'image' && isAddress(first.source) ? first : undefined
}

/** Long paragraphs that the reader of wiki texts gave in parts are whole again. */
const joinedParts = (blocks: readonly Block[]): readonly Block[] => {
  if (!blocks.some((block) => block.type === 'paragraph' && block.continues === true)) return blocks
  const out: Block[] = []
  let open: { readonly first: Paragraph; readonly content: Inline[] } | undefined
  for (const block of blocks) {
    if (block.type !== 'paragraph') {
      if (open !== undefined) out.push({ ...open.first, content: open.content })
      open = undefined
      out.push(block)
      continue
    }
    const { continues, ...rest } = block
    if (open === undefined) open = { first: rest, content: [...block.content] }
    else {
      open.content.push({ type: 'break' })
      for (const inline of block.content) open.content.push(inline)
    }
    if (continues === true) continue
    out.push(open.content.length === block.content.length ? block : { ...open.first, content: open.content })
    open = undefined
  }
  if (open !== undefined) out.push({ ...open.first, content: open.content })
  return out
}
