import type { Block, DecisionList, List, TaskList } from '../document/document.ts'
import { prefixed } from './frame.ts'
import { type BlocksLayout, inside, NARROWEST, type Place } from './place.ts'
import { type Line, PLAIN, type Span, styled } from './style.ts'
import { textWidth } from './width.ts'

const BULLETS = ['•', '◦', '▪']

/** Items under one another, each behind its bullet or number. */
export function* layoutList(list: List, place: Place, layout: BlocksLayout): Generator<Line> {
  const inner = inside(place, {
    isTight: true,
    bullets: place.bullets + (list.ordered ? 0 : 1),
    numbers: place.numbers + (list.ordered ? 1 : 0),
  })
  const start = list.start ?? 1
  const digits = String(Math.max(start + list.items.length - 1, start)).length
  const style = styled(place.base, 'bullet')
  for (const [index, item] of list.items.entries()) {
    const bullet = list.ordered
      ? numbered(start + index, digits, place.numbers)
      : `${BULLETS[place.bullets % BULLETS.length] ?? '•'} `
    const [only] = item.blocks
    const isNestedOnly = item.blocks.length === 1 && only?.type === 'list'
    yield* indented(item.blocks, inner, { text: isNestedOnly ? '' : bullet, style }, layout)
  }
}

/** `1.`, and `a.` in a list in a list, as long as the letters last. */
const numbered = (number: number, digits: number, depth: number): string =>
  depth % 2 === 1 && number >= 1 && number <= 26
    ? `${String.fromCharCode(96 + number)}. `
    : `${String(number).padStart(digits)}. `

/** Tasks behind boxes; what is done stands back. */
export function* layoutTasks(list: TaskList, place: Place, layout: BlocksLayout): Generator<Line> {
  for (const { done, blocks } of list.items) {
    const inner = inside(place, { isTight: true, base: done ? styled(place.base, 'task-done') : place.base })
    const box: Span = { text: done ? '☑ ' : '☐ ', style: styled(place.base, done ? 'task-done' : 'bullet') }
    yield* indented(blocks, inner, box, layout)
  }
}

/** Decisions behind a sign of their own. */
export function* layoutDecisions(list: DecisionList, place: Place, layout: BlocksLayout): Generator<Line> {
  const sign: Span = { text: '◇ ', style: styled(place.base, 'decision') }
  for (const { blocks } of list.items) yield* indented(blocks, inside(place, { isTight: true }), sign, layout)
}

function* indented(blocks: readonly Block[], place: Place, first: Span, layout: BlocksLayout): Generator<Line> {
  const cells = textWidth(first.text)
  const fits = place.width - cells >= Math.min(NARROWEST, 4)
  const lines = layout(blocks, fits ? { ...place, width: place.width - cells } : place)
  if (!fits || cells === 0) {
    yield* lines
    return
  }
  let isEmpty = true
  for (const line of prefixed(lines, first, { text: ' '.repeat(cells), style: PLAIN })) {
    isEmpty = false
    yield line
  }
  // An item without words is there all the same.
  if (isEmpty) yield [{ ...first, text: first.text.trimEnd() }]
}
