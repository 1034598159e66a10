import type {
  Attachment,
  Block,
  HeadingLevel,
  Image,
  ListItem,
  PanelKind,
  Paragraph,
  Task,
} from '../../document/document.ts'
import type { AdfNode } from '../adf-node.ts'
import { attribute, childrenOf, MAX_DEPTH, marksOf, textAttribute, textOf, wholeAttribute } from '../schema/node.ts'
import { INLINE_TYPES } from '../schema/node-rules.ts'
import { extensionLabel, unknownLabel, wordsOf } from './labels.ts'
import { cardTarget, readInlines } from './read-inlines.ts'
import { readMedium } from './read-media.ts'
import { readTable } from './read-table.ts'

/** Reads the nodes that stand one below the other. */
export const readBlocks = (nodes: readonly AdfNode[], depth: number): readonly Block[] =>
  nodes.map((node) => readBlock(node, depth))

/** Reads one of them; there is a block for each, whatever it is. */
export const readBlock = (node: AdfNode, depth: number): Block => {
  const origin = { node }
  if (depth >= MAX_DEPTH) return { type: 'macro', source: wordsOf(node), origin }
  if (INLINE_TYPES.has(node.type)) return { type: 'paragraph', content: readInlines([node]), origin }
  return { ...readKnownBlock(node, depth + 1), origin }
}

const readKnownBlock = (node: AdfNode, depth: number): Block => {
  const children = childrenOf(node)
  switch (node.type) {
    case 'paragraph':
      return { type: 'paragraph', content: readInlines(children), ...readPlace(node) }
    case 'heading':
      return { type: 'heading', level: headingLevel(node), content: readInlines(children) }
    case 'bulletList':
      return { type: 'list', ordered: false, items: readItems(children, 'listItem', depth) }
    case 'orderedList': {
      const start = wholeAttribute(node, 'order', 0, 1_000_000_000) ?? 1
      return {
        type: 'list',
        ordered: true,
        items: readItems(children, 'listItem', depth),
        ...(start !== 1 && { start }),
      }
    }
    case 'taskList':
      return { type: 'tasks', items: readTasks(children, depth) }
    case 'decisionList':
      return { type: 'decisions', items: children.map((item) => readDecision(item, depth)) }
    case 'codeBlock':
      return readCode(node, children)
    case 'blockquote':
      return { type: 'quote', blocks: readBlocks(children, depth) }
    case 'panel':
      return { type: 'panel', ...readPanelLook(node), blocks: readBlocks(children, depth) }
    case 'expand':
    case 'nestedExpand':
      return { type: 'expand', title: textAttribute(node, 'title') ?? '', blocks: readBlocks(children, depth) }
    case 'layoutSection':
      return { type: 'columns', columns: readItems(children, 'layoutColumn', depth) }
    case 'table':
      return readTable(node, depth, readBlocks)
    case 'mediaSingle':
    case 'mediaGroup':
      if (children.every(({ type }) => type === 'media' || type === 'caption')) return readMedia(node, children)
      return readPlaceholder(node, children, depth)
    case 'rule':
      return { type: 'rule' }
    default:
      return readPlaceholder(node, children, depth)
  }
}

/** What is not known as a block of its own: what stands for it, and its children. */
const readPlaceholder = (node: AdfNode, children: readonly AdfNode[], depth: number): Block => {
  const card = node.type === 'blockCard' || node.type === 'embedCard' ? cardTarget(node) : undefined
  if (card !== undefined) return { type: 'card', ...card }
  const isExtension = attribute(node, 'extensionKey') !== undefined
  return {
    type: 'macro',
    source: isExtension ? extensionLabel(node) : unknownLabel(node, false),
    ...(children.length > 0 && { blocks: readBlocks(children, depth) }),
  }
}

const readPlace = (node: AdfNode): Pick<Paragraph, 'align' | 'indent'> => {
  for (const mark of marksOf(node)) {
    const align = mark.type === 'alignment' ? attribute(mark, 'align') : undefined
    if (align === 'center' || align === 'end') return { align }
    const indent = mark.type === 'indentation' ? wholeAttribute(mark, 'level', 1, 6) : undefined
    if (indent !== undefined) return { indent }
  }
  return {}
}

const LEVELS: readonly HeadingLevel[] = [1, 2, 3, 4, 5, 6]

const headingLevel = (node: AdfNode): HeadingLevel => LEVELS.find((level) => level === attribute(node, 'level')) ?? 6

/** Children that should be of one kind; one that is not is the only block in an item. */
const readItems = (nodes: readonly AdfNode[], type: string, depth: number): readonly ListItem[] =>
  nodes.map((node) => ({
    blocks: node.type === type ? readBlocks(childrenOf(node), depth + 1) : [readBlock(node, depth)],
    origin: { node },
  }))

const readTasks = (nodes: readonly AdfNode[], depth: number): readonly Task[] => {
  const tasks: { done: boolean; blocks: Block[]; origin: { node: AdfNode } }[] = []
  for (const node of nodes) {
    const last = tasks.at(-1)
    if (node.type === 'taskItem' || node.type === 'blockTaskItem') {
      tasks.push({
        done: attribute(node, 'state') === 'DONE',
        blocks: node.type === 'taskItem' ? readWords(node) : [...readBlocks(childrenOf(node), depth + 1)],
        origin: { node },
      })
    } else if (last === undefined) tasks.push({ done: false, blocks: [readBlock(node, depth)], origin: { node } })
    else last.blocks.push(readBlock(node, depth))
  }
  return tasks
}

const readDecision = (node: AdfNode, depth: number): ListItem => ({
  blocks: node.type === 'decisionItem' ? readWords(node) : [readBlock(node, depth)],
  origin: { node },
})

/** A node with inlines in it, as a paragraph; it has no node of its own. */
const readWords = (node: AdfNode): Block[] => {
  const content = readInlines(childrenOf(node))
  return content.length === 0 ? [] : [{ type: 'paragraph', content, origin: { node } }]
}

const readCode = (node: AdfNode, children: readonly AdfNode[]): Block => {
  const language = textAttribute(node, 'language')
  const text = children.map((child) => (child.type === 'text' ? textOf(child) : wordsOf(child))).join('')
  return { type: 'code', text, ...(language !== undefined && { language }) }
}

const KINDS: ReadonlyMap<unknown, PanelKind> = new Map(
  (['info', 'note', 'success', 'warning', 'error', 'tip'] as const).map((kind) => [kind, kind]),
)

const readPanelLook = (node: AdfNode): { readonly kind?: PanelKind; readonly colour?: string } => {
  const kind = KINDS.get(attribute(node, 'panelType'))
  const colour = textAttribute(node, 'panelColor')?.toLowerCase()
  return { ...(kind !== undefined && { kind }), ...(colour !== undefined && { colour }) }
}

const readMedia = (node: AdfNode, children: readonly AdfNode[]): Block => {
  const caption = children.find((child) => child.type === 'caption')
  return {
    type: 'media',
    items: children
      .filter((child) => child !== caption)
      .map((child): Image | Attachment => ({
        ...readMedium(child, node.type === 'mediaSingle'),
        origin: { node: child },
      })),
    ...(caption !== undefined && { caption: readInlines(childrenOf(caption)) }),
  }
}
