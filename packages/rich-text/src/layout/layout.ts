import type { Block, BlockSource, Card, Inline, Media, Paragraph } from '../document/document.ts'
import { lineWidth, prefixed } from './frame.ts'
import { layoutCode, layoutColumns, layoutExpand, layoutMacro, layoutPanel, layoutQuote } from './frames.ts'
import { leavesOf } from './leaves.ts'
import { LineWindow } from './line-window.ts'
import { layoutDecisions, layoutList, layoutTasks } from './lists.ts'
import { NARROWEST, type Place } from './place.ts'
import { printable } from './printable.ts'
import { runsOf } from './runs.ts'
import { type Line, PLAIN, type Span, styled } from './style.ts'
import { layoutTable } from './table.ts'
import { type Run, wrap } from './wrap.ts'

/** What a layout may be told besides its width. */
export interface LayoutOptions {
  /** Words are kept to so many cells, so that they are read with ease; tables and code use the whole width. */
  readonly measure?: number
}

/** Lays out a whole document as lines of at most `width` cells (at least 1). */
export const layout = (document: BlockSource, width: number): readonly Line[] => [...layoutLines(document, width)]

/** The same, a line at a time: nothing is laid out before it is asked for. */
export const layoutLines = (document: BlockSource, width: number, { measure }: LayoutOptions = {}): Iterable<Line> =>
  layoutBlocks(document.blocks, {
    width: Math.max(Math.floor(width), 1),
    base: PLAIN,
    bullets: 0,
    numbers: 0,
    tables: 0,
    isTight: false,
    depth: 0,
    ...(measure === undefined ? {} : { measure: Math.max(Math.floor(measure), 1) }),
  })

/** The same as a window that lays out what is looked at and keeps it, for texts of megabytes. */
export const layoutLazily = (document: BlockSource, width: number): LineWindow =>
  new LineWindow(layoutLines(document, width))

/** What is nested deeper is laid out flat: every level costs each of its lines a step, and no screen is that wide. */
const DEEPEST = 32

function* layoutBlocks(blocks: Iterable<Block>, place: Place): Generator<Line> {
  let previous: Block | undefined
  for (const block of place.depth < DEEPEST ? blocks : leavesOf(blocks)) {
    let isFirst = true
    for (const line of layoutBlock(block, place)) {
      if (isFirst && previous !== undefined && needsGap(previous, block, place)) yield []
      isFirst = false
      yield line
    }
    if (!isFirst) previous = block
  }
}

/** A heading sits on what it heads, and a paragraph on the list or code that it leads to. */
const needsGap = (previous: Block, block: Block, place: Place): boolean => {
  if (place.isTight || previous.type === 'heading') return false
  if (previous.type === 'list' && block.type === 'list') return false
  if ('continues' in previous && previous.continues) return false
  return previous.type !== 'paragraph' || !['list', 'code', 'noformat'].includes(block.type)
}

/** What is read line by line. */
const isRead = ({ type }: Block): boolean =>
  ['paragraph', 'heading', 'media', 'card', 'quote', 'panel', 'rule'].includes(type)

/** Cells of tables share the width among themselves. */
const unmeasured = ({ measure: _, ...place }: Place): Place => place

const layoutBlock = (block: Block, around: Place): Iterable<Line> => {
  const { measure, width } = around
  const place = measure !== undefined && measure < width && isRead(block) ? { ...around, width: measure } : around
  switch (block.type) {
    case 'paragraph':
      return layoutParagraph(block, place)
    case 'heading': {
      const style = styled(place.base, block.level < 4 ? 'heading' : 'subheading')
      return wrap(runsOf(block.content, style), place.width)
    }
    case 'list':
      return layoutList(block, place, layoutBlocks)
    case 'tasks':
      return layoutTasks(block, place, layoutBlocks)
    case 'decisions':
      return layoutDecisions(block, place, layoutBlocks)
    case 'expand':
      return layoutExpand(block, place, layoutBlocks)
    case 'columns':
      return layoutColumns(block, place, layoutBlocks)
    case 'media':
      return layoutMedia(block, place)
    case 'card':
      return wrap(cardRuns(block, place), place.width)
    case 'code':
    case 'noformat':
      return layoutCode(block, place)
    case 'quote':
      return layoutQuote(block.blocks, place, layoutBlocks)
    case 'panel':
      return layoutPanel(block, place, layoutBlocks)
    case 'table':
      return layoutTable(block, unmeasured(place), layoutBlocks)
    case 'rule':
      return [[{ text: '─'.repeat(place.width), style: styled(place.base, 'rule') }]]
    case 'macro':
      return layoutMacro(block, place, layoutBlocks)
  }
}

const STEP = 2

const layoutParagraph = ({ content, align, indent = 0 }: Paragraph, place: Place): Iterable<Line> => {
  const runs = runsOf(content, place.base)
  if (align !== undefined) return aligned(wrap(runs, place.width), place.width, align)
  const cells = Math.max(Math.floor(indent), 0) * STEP
  if (cells === 0 || place.width - cells < NARROWEST) return wrap(runs, place.width)
  const blank: Span = { text: ' '.repeat(cells), style: PLAIN }
  return prefixed(wrap(runs, place.width - cells), blank, blank)
}

function* aligned(lines: Iterable<Line>, width: number, align: 'center' | 'end'): Generator<Line> {
  for (const line of lines) {
    const room = Math.max(width - lineWidth(line), 0)
    const cells = align === 'end' ? room : room >> 1
    yield cells === 0 || line.length === 0 ? line : [{ text: ' '.repeat(cells), style: PLAIN }, ...line]
  }
}

/** Each on a line of its own, and under them what is said of them. */
function* layoutMedia({ items, caption = [] }: Media, place: Place): Generator<Line> {
  for (const item of items) yield* wrap(runsOf([item], place.base), place.width)
  yield* layoutParagraph(
    { type: 'paragraph', content: caption, indent: 1 },
    { ...place, base: styled(place.base, 'caption') },
  )
}

/** The title, and quietly the host: a card shows where it leads. */
function* cardRuns({ href, title }: Card, { base }: Place): Generator<Run> {
  const content: readonly Inline[] = [{ type: 'text', text: title ?? href }]
  yield* runsOf([{ type: 'link', href, content }], base)
  const host = title === undefined ? undefined : /^https?:\/\/(?:[^/?#@]*@)?([^/?#\s]+)/i.exec(href)?.[1]
  if (host !== undefined) yield { text: ` ${printable(host)}`, style: styled(base, 'dim') }
}
