import type { Block, Break, Inline, ListItem, Text } from '../../document/document.ts'
import { inlineText } from '../../document/plain-text.ts'

const text = (words: string): Text => ({ type: 'text', text: words })
const BREAK: Break = { type: 'break' }

/** How deep blocks in blocks are told apart when only words can stay; deeper there are words alone. */
const DEEPEST = 64

/** Blocks as words on lines, for places that take nothing else. */
export const flatten = (blocks: readonly Block[]): readonly Inline[] =>
  linesOf(blocks, 0).flatMap((line, index) => (index > 0 ? [BREAK, ...line] : line))

type Words = readonly Inline[]

const linesOf = (blocks: readonly Block[], depth: number): readonly Words[] =>
  blocks.flatMap((block) => (depth > DEEPEST ? [[text(wordsIn(block))]] : blockLines(block, depth + 1)))

const blockLines = (block: Block, depth: number): readonly Words[] => {
  switch (block.type) {
    case 'paragraph':
      return [block.content]
    case 'heading':
      return [emboldened(block.content)]
    case 'list': {
      const { start = 1, ordered } = block
      return block.items.flatMap((item, index) => itemLines(item, ordered ? `${start + index}. ` : '• ', depth))
    }
    case 'tasks':
      return block.items.flatMap((item) => itemLines(item, item.done ? '[x] ' : '[ ] ', depth))
    case 'decisions':
      return block.items.flatMap((item) => itemLines(item, '• ', depth))
    case 'code':
    case 'noformat':
      return [...titleLine(block.title), [{ ...text(block.text), marks: ['code'] }]]
    case 'panel':
    case 'expand':
      return [...titleLine(block.title), ...linesOf(block.blocks, depth)]
    case 'quote':
      return linesOf(block.blocks, depth)
    case 'columns':
      return block.columns.flatMap(({ blocks }) => linesOf(blocks, depth))
    case 'table':
      return block.rows.map(({ cells }) =>
        cells.flatMap(({ blocks }, index) => [
          ...(index > 0 ? [text(' | ')] : []),
          ...linesOf(blocks, depth).flatMap((line, at) => (at > 0 ? [text(' '), ...line] : line)),
        ]),
      )
    case 'media':
      return [...block.items.map((item) => [item]), ...(block.caption === undefined ? [] : [block.caption])]
    case 'card':
      return [[{ type: 'link', href: block.href, content: [text(block.title ?? block.href)] }]]
    case 'rule':
      return []
    case 'macro':
      return [[text(block.source)], ...linesOf(block.blocks ?? [], depth)]
  }
}

const itemLines = ({ blocks }: ListItem, bullet: string, depth: number): readonly Words[] => {
  const [first = [], ...others] = linesOf(blocks, depth)
  return [[text(bullet), ...first], ...others]
}

const titleLine = (title: string | undefined): readonly Words[] =>
  title === undefined || title === '' ? [] : [emboldened([text(title)])]

/** The same words in bold, as a heading is written where none can be. */
export const emboldened = (content: readonly Inline[]): readonly Inline[] =>
  content.map((inline) => {
    if (inline.type === 'link') return { ...inline, content: inline.content.map(bold) }
    return bold(inline)
  })

const bold = (inline: Inline): Inline =>
  inline.type === 'text' && inline.marks?.includes('strong') !== true
    ? { ...inline, marks: [...(inline.marks ?? []), 'strong'] }
    : inline

/** The words in a block, however deep it is. */
export const wordsIn = (block: Block): string => {
  const words: string[] = []
  // A stack of our own: the depth is up to who made the tree.
  const open: unknown[] = [block]
  while (open.length > 0) {
    const next = open.pop()
    if (Array.isArray(next)) for (let index = next.length - 1; index >= 0; index -= 1) open.push(next[index])
    else if (typeof next === 'string') words.push(next)
    else if (typeof next === 'object' && next !== null) open.push(partsOf({ ...next }))
  }
  return words.join(' ').replaceAll(/\s+/g, ' ').trim()
}

type Members = Readonly<Record<string, unknown>>

const CONTAINERS = ['title', 'content', 'caption', 'blocks', 'items', 'columns', 'rows', 'cells']
const SHOWN = ['text', 'name', 'user', 'alt', 'source', 'file', 'key', 'date', 'href']

/** What is in a part of the tree: the parts of a container, or else the words of something small. */
const partsOf = (part: Members): readonly unknown[] => {
  const inside = CONTAINERS.map((name) => part[name]).filter(
    (value) => Array.isArray(value) || typeof value === 'string',
  )
  if (inside.some((value) => Array.isArray(value))) return inside
  const shown = SHOWN.map((name) => part[name]).find((value) => typeof value === 'string')
  return [shown ?? '']
}

/** The words of an inline that has no node of its own. */
export const wordsOfInline = (inline: Inline): string => {
  if (inline.type === 'image') return inline.alt ?? inline.source
  if (inline.type === 'attachment') return inline.text ?? inline.file
  return inlineText([inline])
}
