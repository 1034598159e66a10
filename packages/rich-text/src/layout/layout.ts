import type {
  Block,
  BlockMacro,
  BlockSource,
  CodeBlock,
  Inline,
  List,
  ListItem,
  Noformat,
  Panel,
  Paragraph,
} from '../document/document.ts'
import { boxed, prefixed } from './frame.ts'
import { LineWindow } from './line-window.ts'
import { fit, verbatimLines } from './plain.ts'
import { runsOf } from './runs.ts'
import { type Line, PLAIN, type Span, type SpanStyle, styled } from './style.ts'
import { layoutTable } from './table.ts'
import { clean, textWidth } from './width.ts'
import { wrap } from './wrap.ts'

/** Lays out a whole document as lines of at most `width` cells (at least 1). */
export const layout = (document: BlockSource, width: number): readonly Line[] => [...layoutLines(document, width)]

/** The same, a line at a time: nothing is laid out before it is asked for. */
export const layoutLines = (document: BlockSource, width: number): Iterable<Line> =>
  layoutBlocks(document.blocks, {
    width: Math.max(Math.floor(width), 1),
    base: PLAIN,
    bullets: 0,
    numbers: 0,
    isTight: false,
  })

/** The same as a window that lays out what is looked at and keeps it, for texts of megabytes. */
export const layoutLazily = (document: BlockSource, width: number): LineWindow =>
  new LineWindow(layoutLines(document, width))

interface Place {
  readonly width: number
  readonly base: SpanStyle
  /** How many lists of each kind are around. */
  readonly bullets: number
  readonly numbers: number
  /** No blank lines between blocks, as in a list item. */
  readonly isTight: boolean
}

/** Below this many cells a frame or an indent would leave no room for words, so it is left out. */
const NARROWEST = 12

function* layoutBlocks(blocks: Iterable<Block>, place: Place): Generator<Line> {
  let previous: Block | undefined
  for (const block of blocks) {
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
  if (previous.type === 'paragraph' && previous.continues === true) return false
  return previous.type !== 'paragraph' || !['list', 'code', 'noformat'].includes(block.type)
}

const layoutBlock = (block: Block, place: Place): Iterable<Line> => {
  switch (block.type) {
    case 'paragraph':
      return layoutParagraph(block, place)
    case 'heading': {
      const style = styled(place.base, block.level < 4 ? 'heading' : 'subheading')
      return wrap(runsOf(block.content, style), place.width)
    }
    case 'list':
      return layoutList(block, place)
    case 'tasks':
      return layoutItems(block.items, place, ({ done }) => (done ? '☑ ' : '☐ '))
    case 'decisions':
      return layoutItems(block.items, place, () => '◇ ')
    case 'expand':
      return withTitle(layoutBlocks(block.blocks, place), `▾ ${block.title}`, place)
    case 'columns':
      return layoutBlocks(
        block.columns.flatMap(({ blocks }) => blocks),
        place,
      )
    case 'media':
      return layoutBlocks(
        [...block.items.map((item): Paragraph => paragraphOf([item])), paragraphOf(block.caption ?? [])],
        { ...place, isTight: true },
      )
    case 'card':
      return layoutParagraph(
        paragraphOf([{ type: 'link', href: block.href, content: [{ type: 'text', text: block.title ?? block.href }] }]),
        place,
      )
    case 'code':
    case 'noformat':
      return layoutCode(block, place)
    case 'quote':
      return layoutQuote(block.blocks, place)
    case 'panel':
      return layoutPanel(block, place)
    case 'table':
      return layoutTable(block, place.width, place.base, (blocks, width, base) =>
        layoutBlocks(blocks, { ...place, width: Math.max(width, 1), base, isTight: true }),
      )
    case 'rule':
      return [[{ text: '─'.repeat(place.width), style: styled(place.base, 'rule') }]]
    case 'macro':
      return layoutMacro(block, place)
  }
}

const paragraphOf = (content: readonly Inline[]): Paragraph => ({ type: 'paragraph', content })

function* layoutMacro(block: BlockMacro, place: Place): Generator<Line> {
  yield* verbatimLines(block.source, place.width, styled(place.base, 'macro'))
  yield* layoutBlocks(block.blocks ?? [], place)
}

function* layoutItems<T extends ListItem>(
  items: readonly T[],
  place: Place,
  bulletOf: (item: T) => string,
): Generator<Line> {
  const style = styled(place.base, 'bullet')
  for (const item of items) yield* indented(item.blocks, { ...place, isTight: true }, { text: bulletOf(item), style })
}

const layoutParagraph = (block: Paragraph, place: Place): Iterable<Line> =>
  wrap(runsOf(block.content, place.base), place.width)

const BULLETS = ['•', '◦', '▪']

function* layoutList(list: List, place: Place): Generator<Line> {
  const inner = {
    ...place,
    isTight: true,
    bullets: place.bullets + (list.ordered ? 0 : 1),
    numbers: place.numbers + (list.ordered ? 1 : 0),
  }
  const digits = String(list.items.length).length
  const style = styled(place.base, 'bullet')
  for (const [index, item] of list.items.entries()) {
    const bullet = list.ordered
      ? numbered((list.start ?? 1) - 1 + index, digits, place.numbers)
      : `${BULLETS[place.bullets % BULLETS.length] ?? '•'} `
    const [only] = item.blocks
    const isNestedOnly = item.blocks.length === 1 && only?.type === 'list'
    yield* indented(item.blocks, inner, { text: isNestedOnly ? '' : bullet, style })
  }
}

/** `1.`, and `a.` in a list in a list, as long as the letters last. */
const numbered = (index: number, digits: number, depth: number): string =>
  depth % 2 === 1 && index < 26 ? `${String.fromCharCode(97 + index)}. ` : `${String(index + 1).padStart(digits)}. `

function* indented(blocks: readonly Block[], place: Place, first: Span): Generator<Line> {
  const cells = textWidth(first.text)
  const fits = place.width - cells >= Math.min(NARROWEST, 4)
  const lines = layoutBlocks(blocks, fits ? { ...place, width: place.width - cells } : place)
  if (!fits || cells === 0) yield* lines
  else yield* prefixed(lines, first, { text: ' '.repeat(cells), style: PLAIN })
}

const layoutQuote = (blocks: readonly Block[], place: Place): Iterable<Line> => {
  const bar = { text: '▎ ', style: styled(place.base, 'frame') }
  const base = styled(place.base, 'quote')
  if (place.width < NARROWEST) return layoutBlocks(blocks, { ...place, base })
  return prefixed(layoutBlocks(blocks, { ...place, base, width: place.width - 2 }), bar, bar)
}

const layoutPanel = (panel: Panel, place: Place): Iterable<Line> => {
  const coloured = panel.colour === undefined ? place.base : styled(place.base, `colour:${clean(panel.colour)}`)
  const isFramed = place.width >= NARROWEST
  const inner = { ...place, width: isFramed ? place.width - 4 : place.width, isTight: false }
  const lines = layoutBlocks(panel.blocks, inner)
  if (isFramed) return boxed(lines, place.width, panel.title, styled(coloured, 'frame'))
  return withTitle(lines, panel.title, place)
}

function* withTitle(lines: Iterable<Line>, title: string | undefined, place: Place): Generator<Line> {
  if (title !== undefined) yield* verbatimLines(title, place.width, styled(place.base, 'title'))
  yield* lines
}

function* layoutCode(block: CodeBlock | Noformat, place: Place): Generator<Line> {
  const frame = styled(place.base, 'frame')
  const style = styled(place.base, 'code-block')
  const isFramed = place.width >= NARROWEST
  const label = [block.type === 'code' ? block.language : undefined, block.title].filter((part) => part !== undefined)
  if (label.length > 0) {
    const text = clean(label.join(' · '))
    const room = place.width - (isFramed ? 2 : 0)
    const title = { text: fit(text, Math.min(textWidth(text), room)), style: styled(frame, 'title') }
    yield isFramed ? [{ text: '╭ ', style: frame }, title] : [title]
  }
  const gutter = { text: '│ ', style: frame }
  const lines = verbatimLines(block.text, place.width - (isFramed ? 2 : 0), style)
  yield* isFramed ? prefixed(lines, gutter, gutter) : lines
}
