import type { Block, Paragraph } from '../document/document.ts'

/**
 * What is in blocks, without what is around it: for nesting so deep that frames and indents say nothing any more. Nothing
 * is left out, and no depth is too much: the stack is our own.
 */
export function* leavesOf(blocks: Iterable<Block>): Generator<Block> {
  const open: Iterator<Block>[] = [blocks[Symbol.iterator]()]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.next()
    if (next.done === true) {
      open.pop()
      continue
    }
    const { own, inner } = partsOf(next.value)
    if (own !== undefined) yield own
    if (inner !== undefined) open.push(inner[Symbol.iterator]())
  }
}

interface Parts {
  readonly own?: Block
  readonly inner?: readonly Block[]
}

const titled = (title: string | undefined, inner: readonly Block[]): Parts =>
  title === undefined || title === '' ? { inner } : { own: titleOf(title), inner }

const titleOf = (title: string): Paragraph => ({
  type: 'paragraph',
  content: [{ type: 'text', text: title, marks: ['strong'] }],
})

const partsOf = (block: Block): Parts => {
  switch (block.type) {
    case 'list':
    case 'tasks':
    case 'decisions':
      return { inner: block.items.flatMap(({ blocks }) => blocks) }
    case 'columns':
      return { inner: block.columns.flatMap(({ blocks }) => blocks) }
    case 'table':
      return { inner: block.rows.flatMap(({ cells }) => cells.flatMap(({ blocks }) => blocks)) }
    case 'quote':
      return { inner: block.blocks }
    case 'panel':
    case 'expand':
      return titled(block.title, block.blocks)
    case 'macro':
      return { own: { type: 'macro', source: block.source }, inner: block.blocks ?? [] }
    default:
      return { own: block }
  }
}
