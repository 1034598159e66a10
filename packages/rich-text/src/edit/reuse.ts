import type { Block, Inline, ListItem, TableCell, TableRow } from '../document/document.ts'
import { inPlaceOf, type Origin } from '../document/origin.ts'
import { matchTexts } from './match.ts'
import { inlineMeaningOf, meaningOf } from './meaning.ts'

const itemMeaning = ({ blocks }: ListItem): string => blocks.map(meaningOf).join('\n')

const cellMeaning = ({ header, blocks }: TableCell): string => JSON.stringify([header, blocks.map(meaningOf)])

const rowMeaning = ({ cells }: TableRow): string => JSON.stringify(cells.map(cellMeaning))

/** Takes the old one for each new one that says the same; `within` mends those that stand where an old one stood. */
const reuseAll = <T extends { readonly origin?: Origin }>(
  before: readonly T[],
  after: readonly T[],
  meaning: (item: T) => string,
  within: (old: T, fresh: T) => T,
): readonly T[] => {
  const matches = matchTexts(before.map(meaning), after.map(meaning))
  return after.map((fresh, index) => {
    const match = matches[index]
    if (match !== undefined) return before[match] ?? fresh
    // Between two that stayed, one that changed stands for the one that was there.
    const previous = index === 0 ? -1 : matches[index - 1]
    const old = previous === undefined ? undefined : before[previous + 1]
    const isTaken = old === undefined || matches.includes((previous ?? -1) + 1)
    return isTaken ? fresh : inPlaceOf(old, within(old, fresh))
  })
}

/** Links, pictures and whatever else is more than words are taken over where they say the same. */
const reuseInlines = (before: readonly Inline[], after: readonly Inline[]): readonly Inline[] => {
  const known = new Map<string, Inline[]>()
  for (const inline of before) {
    if (inline.type === 'text' || inline.type === 'break') continue
    const meaning = inlineMeaningOf(inline)
    known.set(meaning, [...(known.get(meaning) ?? []), inline])
  }
  return after.map((inline) => known.get(inlineMeaningOf(inline))?.shift() ?? inline)
}

const reuseIn = (old: Block, fresh: Block): Block => {
  if (
    (old.type === 'paragraph' && fresh.type === 'paragraph') ||
    (old.type === 'heading' && fresh.type === 'heading')
  ) {
    return withOrigin(old, { ...fresh, content: reuseInlines(old.content, fresh.content) })
  }
  if (old.type === 'list' && fresh.type === 'list') {
    const items = reuseAll(old.items, fresh.items, itemMeaning, (a, b) =>
      withOrigin(a, { ...b, blocks: reuseBlocks(a.blocks, b.blocks) }),
    )
    return withOrigin(old, { ...fresh, items })
  }
  if (old.type === 'tasks' && fresh.type === 'tasks') {
    const meaning = (task: ListItem & { readonly done: boolean }): string => `${task.done} ${itemMeaning(task)}`
    const items = reuseAll(old.items, fresh.items, meaning, (a, b) =>
      withOrigin(a, { ...b, blocks: reuseBlocks(a.blocks, b.blocks) }),
    )
    return withOrigin(old, { ...fresh, items })
  }
  if (old.type === 'table' && fresh.type === 'table') {
    return withOrigin(old, { ...fresh, rows: reuseAll(old.rows, fresh.rows, rowMeaning, reuseInRow) })
  }
  if (old.type === 'quote' && fresh.type === 'quote')
    return withOrigin(old, { ...fresh, blocks: reuseBlocks(old.blocks, fresh.blocks) })
  if (old.type === 'panel' && fresh.type === 'panel')
    return withOrigin(old, { ...fresh, blocks: reuseBlocks(old.blocks, fresh.blocks) })
  return fresh
}

/** Of a row only the cell that changed is another one. */
const reuseInRow = (old: TableRow, fresh: TableRow): TableRow => {
  const cells = reuseAll(old.cells, fresh.cells, cellMeaning, (a, b) =>
    withOrigin(a, { ...b, blocks: reuseBlocks(a.blocks, b.blocks) }),
  )
  return withOrigin(old, { ...fresh, cells })
}

/** A node of a document keeps what the tree does not speak of, such as ids; a piece of wiki text is written anew. */
const withOrigin = <T extends { readonly origin?: unknown }>(old: T, fresh: T): T =>
  typeof old.origin === 'object' && old.origin !== null && 'node' in old.origin
    ? { ...fresh, origin: old.origin }
    : fresh

/** New blocks, with the old ones in place of all that say the same as before, also inside of lists, quotes and tables. */
export const reuseBlocks = (before: readonly Block[], after: readonly Block[]): readonly Block[] =>
  reuseAll(before, after, meaningOf, reuseIn)
