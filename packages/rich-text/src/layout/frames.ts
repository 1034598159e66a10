import type { Block, BlockMacro, CodeBlock, Columns, Expand, Noformat, Panel, PanelKind } from '../document/document.ts'
import { besides, boxed, prefixed } from './frame.ts'
import { type BlocksLayout, inside, NARROWEST, type Place } from './place.ts'
import { fit, verbatimLines } from './plain.ts'
import { printable } from './printable.ts'
import { type Line, PLAIN, type Span, styled } from './style.ts'
import { textWidth } from './width.ts'

/** Behind a bar. */
export const layoutQuote = (blocks: readonly Block[], place: Place, layout: BlocksLayout): Iterable<Line> => {
  const bar = { text: '▎ ', style: styled(place.base, 'frame') }
  const base = styled(place.base, 'quote')
  if (place.width < NARROWEST) return layout(blocks, inside(place, { base }))
  return prefixed(layout(blocks, inside(place, { base, width: place.width - 2 })), bar, bar)
}

const KINDS: Readonly<Record<PanelKind, string>> = {
  info: 'Info',
  note: 'Note',
  success: '✓ Success',
  warning: '! Warning',
  error: '✗ Error',
  tip: 'Tip',
}

/** In a box; the kind stands in its edge, as a word too: not everybody sees colours. */
export const layoutPanel = (panel: Panel, place: Place, layout: BlocksLayout): Iterable<Line> => {
  const { kind, colour } = panel
  const named = kind === undefined ? place.base : styled(place.base, `panel:${kind}`)
  const edge = kind !== undefined || colour === undefined ? named : styled(place.base, `colour:${printable(colour)}`)
  const words = [kind === undefined ? undefined : KINDS[kind], panel.title].filter((part) => part !== undefined)
  const title = words.length === 0 ? undefined : words.join(' · ')
  const isFramed = place.width >= NARROWEST
  const lines = layout(panel.blocks, inside(place, { width: isFramed ? place.width - 4 : place.width, isTight: false }))
  if (isFramed) return boxed(lines, place.width, title, styled(edge, 'frame'))
  return withTitle(lines, title, { ...place, base: edge })
}

/** Open: what is folded away cannot be read in a terminal. */
export function* layoutExpand({ title, blocks }: Expand, place: Place, layout: BlocksLayout): Generator<Line> {
  yield* withTitle(stepped(blocks, place, layout), `▾ ${title}`.trimEnd(), place)
}

/** A step to the right, where there is room. */
const stepped = (blocks: readonly Block[], place: Place, layout: BlocksLayout): Iterable<Line> => {
  if (place.width < NARROWEST) return layout(blocks, inside(place))
  const step: Span = { text: '  ', style: PLAIN }
  return prefixed(layout(blocks, inside(place, { width: place.width - 2 })), step, step)
}

/** What stands for a macro or node that is not known, and what is in it. */
export function* layoutMacro(block: BlockMacro, place: Place, layout: BlocksLayout): Generator<Line> {
  yield* verbatimLines(block.source, place.width, styled(place.base, 'macro'))
  if (block.blocks !== undefined) yield* stepped(block.blocks, place, layout)
}

/** Columns narrower than this are put below one another. */
const NARROWEST_COLUMN = 24
const GAP = ' │ '

/** Side by side where there is room. */
export function* layoutColumns({ columns }: Columns, place: Place, layout: BlocksLayout): Generator<Line> {
  const width = Math.floor((place.width - GAP.length * (columns.length - 1)) / Math.max(columns.length, 1))
  if (columns.length > 1 && width >= NARROWEST_COLUMN) {
    const parts = columns.map(({ blocks }) => ({ lines: layout(blocks, inside(place, { width })), width }))
    yield* besides(parts, { text: GAP, style: styled(place.base, 'frame') })
    return
  }
  const rule: Line = [{ text: '┈'.repeat(Math.min(place.width, 12)), style: styled(place.base, 'frame') }]
  for (const [index, { blocks }] of columns.entries()) {
    if (index > 0) yield rule
    yield* layout(blocks, inside(place))
  }
}

function* withTitle(lines: Iterable<Line>, title: string | undefined, place: Place): Generator<Line> {
  if (title !== undefined) yield* verbatimLines(title, place.width, styled(place.base, 'title'))
  yield* lines
}

/** Code and text as typed: behind a line, its language and title above. */
export function* layoutCode(block: CodeBlock | Noformat, place: Place): Generator<Line> {
  const frame = styled(place.base, 'frame')
  const style = styled(place.base, 'code-block')
  const isFramed = place.width >= NARROWEST
  const label = [block.type === 'code' ? block.language : undefined, block.title].filter((part) => part !== undefined)
  if (label.length > 0) {
    const text = printable(label.join(' · '))
    const room = place.width - (isFramed ? 2 : 0)
    const title = { text: fit(text, Math.min(textWidth(text), room)), style: styled(frame, 'title') }
    yield isFramed ? [{ text: '╭ ', style: frame }, title] : [title]
  }
  const gutter = { text: '│ ', style: frame }
  const lines = verbatimLines(block.text, place.width - (isFramed ? 2 : 0), style)
  yield* isFramed ? prefixed(lines, gutter, gutter) : lines
}
