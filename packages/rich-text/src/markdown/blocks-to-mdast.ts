import type {
  BlockContent,
  DefinitionContent,
  ListItem as MdListItem,
  Table as MdTable,
  Paragraph,
  RootContent,
} from 'mdast'
import type { Block, Inline, ListItem, Panel, Table, TableCell, Task } from '../document/document.ts'
import { clean } from '../layout/width.ts'
import { toPhrasing } from './inlines-to-mdast.ts'
import { type OpaqueParts, signOf } from './opaque.ts'

const paragraph = (content: readonly Inline[], parts: OpaqueParts): Paragraph => ({
  type: 'paragraph',
  children: toPhrasing(content, parts),
})

const opaque = (block: Block, parts: OpaqueParts): Paragraph => {
  parts.blocks.push(block)
  const words = block.type === 'macro' ? `macro ${block.source}` : block.type
  return { type: 'paragraph', children: [{ type: 'text', value: signOf('b', parts.blocks.length - 1, words) }] }
}

const children = (blocks: readonly Block[], parts: OpaqueParts): (BlockContent | DefinitionContent)[] =>
  blocks.map((block) => toNode(block, parts)) as (BlockContent | DefinitionContent)[]

const item = ({ blocks }: ListItem, parts: OpaqueParts, checked: boolean | null): MdListItem => ({
  type: 'listItem',
  spread: false,
  checked,
  children: children(blocks, parts),
})

const lines = (text: string): string => text.split('\n').map(clean).join('\n')

/** `[!NOTE] Title`, as an alert of Markdown; a frame without a kind keeps its colour. */
const panel = ({ kind, title, colour, blocks }: Panel, parts: OpaqueParts): RootContent => {
  const name = kind === undefined ? `PANEL${colour === undefined ? '' : `:${colour}`}` : kind.toUpperCase()
  const head = `[!${name}]${title === undefined ? '' : ` ${clean(title)}`}`
  // Not as text: its brackets must stay as they are.
  return { type: 'blockquote', children: [{ type: 'html', value: head }, ...children(blocks, parts)] }
}

const isSimpleCell = ({ blocks, columns, rows, background }: TableCell): boolean => {
  const [only, ...others] = blocks
  const isText = only === undefined || (only.type === 'paragraph' && only.content.every(({ type }) => type !== 'break'))
  return isText && others.length === 0 && (columns ?? 1) === 1 && (rows ?? 1) === 1 && background === undefined
}

/** Markdown's tables have one row of headings, above all others. */
const isSimpleTable = ({ rows, numbered }: Table): boolean => {
  const [head, ...others] = rows
  const width = head?.cells.length ?? 0
  return (
    numbered !== true &&
    width > 0 &&
    rows.every(({ cells }) => cells.length === width && cells.every(isSimpleCell)) &&
    head?.cells.every(({ header }) => header) === true &&
    others.every(({ cells }) => cells.every(({ header }) => !header))
  )
}

const table = ({ rows }: Table, parts: OpaqueParts): MdTable => ({
  type: 'table',
  align: null,
  children: rows.map(({ cells }) => ({
    type: 'tableRow',
    children: cells.map(({ blocks: [only] }) => ({
      type: 'tableCell',
      children: only?.type === 'paragraph' ? toPhrasing(only.content, parts) : [],
    })),
  })),
})

const tasks = (items: readonly Task[], parts: OpaqueParts): RootContent => ({
  type: 'list',
  ordered: false,
  spread: false,
  children: items.map((task) => item(task, parts, task.done)),
})

/** One block as Markdown's tree has it; what Markdown cannot say gets a sign on a line of its own and goes to `parts`. */
export const toNode = (block: Block, parts: OpaqueParts): RootContent => {
  switch (block.type) {
    case 'paragraph':
      return block.align === undefined && block.indent === undefined
        ? paragraph(block.content, parts)
        : opaque(block, parts)
    case 'heading':
      return { type: 'heading', depth: block.level, children: toPhrasing(block.content, parts) }
    case 'list':
      return {
        type: 'list',
        ordered: block.ordered,
        start: block.ordered ? (block.start ?? 1) : null,
        spread: false,
        children: block.items.map((one) => item(one, parts, null)),
      }
    case 'tasks':
      return tasks(block.items, parts)
    case 'code':
      return {
        type: 'code',
        lang: block.language ?? null,
        meta: block.title === undefined ? null : `title="${clean(block.title).replaceAll('"', "'")}"`,
        value: lines(block.text),
      }
    case 'noformat':
      return block.title === undefined
        ? { type: 'code', lang: 'noformat', meta: null, value: lines(block.text) }
        : opaque(block, parts)
    case 'quote':
      return { type: 'blockquote', children: children(block.blocks, parts) }
    case 'panel':
      return panel(block, parts)
    case 'table':
      return isSimpleTable(block) ? table(block, parts) : opaque(block, parts)
    case 'rule':
      return { type: 'thematicBreak' }
    default:
      return opaque(block, parts)
  }
}
