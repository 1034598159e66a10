import type { Block, HeadingLevel, Inline, TableCell, TableRow } from '../document/document.ts'
import { parseInlines } from './inlines.ts'
import { buildLists, type ListLine } from './lists.ts'
import type { MacroPair } from './macros.ts'
import { parseParameters } from './parameters.ts'
import type { WikiSource } from './source.ts'
import { type CellRange, splitRow } from './tables.ts'

/** Macros nested deeper than this are shown as written. */
const DEEPEST = 8

/** Longer paragraphs are parsed in parts of about this many characters, so that the first lines of a long log show at once. */
const LONGEST_PART = 32_000

/** Longer tables are parsed in parts of so many rows, for the same reason. */
const MOST_ROWS = 500

const STARTER = /[^\S\n]*(?:(h[1-6])\.|(bq)\.|(-{4,})(?=[^\S\n]*(?:\n|$))|((?!--)[*#-]{1,40})[^\S\n]+(?=\S)|(\|))/y

interface Starter {
  readonly kind: 'heading' | 'quote' | 'rule' | 'list' | 'table'
  /** `h2`, `*#`, and so on. */
  readonly word: string
  /** Where what follows the word begins. */
  readonly from: number
}

/** Parses `from..to` as blocks, one at a time, as they are asked for. */
export function* parseBlocks(source: WikiSource, from: number, to: number, depth = 0): Generator<Block> {
  let at = from
  let textFrom = from
  while (at < to) {
    const starter = starterAt(source, at, to)
    const end = source.logicalLineEnd(at, to)
    if (starter === undefined && !isBlank(source.text, at, end)) {
      at = end + 1
      if (at - textFrom < LONGEST_PART || at >= to) continue
      yield* toBeContinued(source, parseFlow(source, textFrom, at, depth))
      textFrom = at
      continue
    }
    yield* parseFlow(source, textFrom, at, depth)
    at = starter === undefined ? end + 1 : yield* parseStarted(source, starter, at, to, depth)
    textFrom = at
  }
  yield* parseFlow(source, textFrom, to, depth)
}

function* toBeContinued(source: WikiSource, blocks: Iterable<Block>): Generator<Block> {
  let last: Block | undefined
  for (const block of blocks) {
    if (last !== undefined) yield last
    last = block
  }
  if (last !== undefined) yield last.type === 'paragraph' ? source.moved(last, { ...last, continues: true }) : last
}

const starterAt = (source: WikiSource, at: number, to: number): Starter | undefined => {
  STARTER.lastIndex = at
  const match = STARTER.exec(source.text)
  if (match === null || STARTER.lastIndex > to) return undefined
  const [, heading, quote, rule, list, table] = match
  const from = STARTER.lastIndex
  if (heading !== undefined) return { kind: 'heading', word: heading, from }
  if (quote !== undefined) return { kind: 'quote', word: quote, from }
  if (rule !== undefined) return { kind: 'rule', word: rule, from }
  if (list !== undefined) return { kind: 'list', word: list, from }
  return { kind: 'table', word: table ?? '|', from: from - 1 }
}

/** Parses the block that `starter` begins and returns the offset after it. */
function* parseStarted(
  source: WikiSource,
  starter: Starter,
  at: number,
  to: number,
  depth: number,
): Generator<Block, number> {
  if (starter.kind === 'list') return yield* parseList(source, at, to, depth)
  if (starter.kind === 'table') return yield* parseTable(source, starter.from, to, depth)
  const line = source.lineEnd(starter.from, to)
  const end = Math.min(line, source.macroIn(starter.from, line, to)?.start ?? line)
  if (starter.kind === 'rule') {
    yield source.placed({ type: 'rule' }, at, end)
  } else {
    const [from, until] = trimmed(source.text, starter.from, end)
    const content = parseInlines(source, from, until)
    const level = Number(starter.word[1]) as HeadingLevel
    if (starter.kind === 'heading') yield source.placed({ type: 'heading', level, content }, at, end)
    else {
      const words = source.placed({ type: 'paragraph', content } as const, from, until)
      yield source.placed({ type: 'quote', blocks: [words] }, at, end)
    }
  }
  return end === line ? end + 1 : end
}

function* parseList(source: WikiSource, from: number, to: number, depth: number): Generator<Block, number> {
  const lines: ListLine[] = []
  let at = from
  while (at < to) {
    const starter = starterAt(source, at, to)
    const end = source.logicalLineEnd(at, to)
    if (starter?.kind === 'list') lines.push({ markers: starter.word, start: at, from: starter.from, to: end })
    else if (starter !== undefined || isBlank(source.text, at, end)) break
    const last = lines.at(-1)
    if (last !== undefined) last.to = end
    at = end + 1
  }
  yield* buildLists(source, lines, (start, end) => [...parseFlow(source, start, end, depth)])
  return at
}

function* parseTable(source: WikiSource, from: number, to: number, depth: number): Generator<Block, number> {
  let rows: TableRow[] = []
  let at = from
  let first = from
  let last = from
  for (let starter = starterAt(source, at, to); starter?.kind === 'table'; starter = starterAt(source, at, to)) {
    if (rows.length === MOST_ROWS) {
      yield source.placed({ type: 'table', rows, continues: true }, first, last)
      rows = []
      first = starter.from
    }
    const end = rowEnd(source, starter.from, to)
    const cells = splitRow(source, starter.from, end).map((cell) => parseCell(source, cell, depth))
    rows.push(source.placed({ cells }, starter.from, end))
    last = end
    at = end + 1
    if (at >= to) break
  }
  yield source.placed({ type: 'table', rows }, first, last)
  return at
}

const parseCell = (source: WikiSource, cell: CellRange, depth: number): TableCell => {
  const [from, to] = trimmed(source.text, cell.from, cell.to)
  // A table in a cell of a table is still one, but not for ever.
  const blocks = [...(depth < DEEPEST ? parseBlocks(source, from, to, depth + 1) : parseFlow(source, from, to, depth))]
  return source.placed({ header: cell.header, blocks }, cell.from, cell.to)
}

/** A row goes on over lines until one ends with a bar, the next begins with one, or a blank line comes. */
const rowEnd = (source: WikiSource, from: number, to: number): number => {
  let end = source.logicalLineEnd(from, to)
  while (end < to && !/\|[^\S\n]*$/.test(source.text.slice(Math.max(from + 1, end - 40), end))) {
    const nextEnd = source.logicalLineEnd(end + 1, to)
    if (isBlank(source.text, end + 1, nextEnd) || starterAt(source, end + 1, to)?.kind === 'table') break
    end = nextEnd
  }
  return end
}

/** Running text with block macros in it: paragraphs, and between them what the macros hold. */
function* parseFlow(source: WikiSource, from: number, to: number, depth: number): Generator<Block> {
  let at = from
  while (at < to) {
    const pair = depth < DEEPEST ? source.macroIn(at, to, to) : undefined
    yield* parseParagraph(source, at, pair?.start ?? to)
    if (pair === undefined) return
    yield source.placed(macroBlock(source, pair, depth), pair.start, pair.end)
    at = pair.end
  }
}

function* parseParagraph(source: WikiSource, from: number, to: number): Generator<Block> {
  const [start, end] = trimmed(source.text, from, to)
  const content = start < end ? withoutOuterBreaks(parseInlines(source, start, end)) : []
  const [only] = content
  if (content.length === 1 && only?.type === 'macro')
    yield source.placed({ type: 'macro', source: only.source }, start, end)
  else if (content.length > 0) yield source.placed({ type: 'paragraph', content }, start, end)
}

/** Tags that show nothing may stand on lines of their own at either end. */
const withoutOuterBreaks = (content: readonly Inline[]): readonly Inline[] => {
  let from = 0
  let to = content.length
  while (from < to && content[from]?.type === 'break') from += 1
  while (to > from && content[to - 1]?.type === 'break') to -= 1
  return content.slice(from, to)
}

const macroBlock = (source: WikiSource, pair: MacroPair, depth: number): Block => {
  const { first, named } = parseParameters(pair.parameters)
  const title = named.get('title')
  const titled = title === undefined ? {} : { title }
  if (pair.name === 'code') {
    const language = named.get('language') ?? named.get('lang') ?? first
    const spoken = language === undefined || /^(?:none|plain|text)$/i.test(language) ? {} : { language }
    return { type: 'code', text: verbatim(source, pair), ...spoken, ...titled }
  }
  if (pair.name === 'noformat') return { type: 'noformat', text: verbatim(source, pair), ...titled }
  const blocks = [...parseBlocks(source, pair.bodyStart, pair.bodyEnd, depth + 1)]
  if (pair.name === 'quote') return { type: 'quote', blocks }
  const colour = (named.get('bordercolor') ?? named.get('bgcolor'))?.toLowerCase()
  return { type: 'panel', blocks, ...titled, ...(colour === undefined ? {} : { colour }) }
}

/** The body without the line breaks that only set it apart from its tags. */
const verbatim = (source: WikiSource, pair: MacroPair): string => {
  const { text } = source
  let { bodyStart: from, bodyEnd: to } = pair
  for (let line = source.lineEnd(from, to); line < to && isBlank(text, from, line); line = source.lineEnd(from, to)) {
    from = line + 1
  }
  while (to > from && isSpaceCode(text.charCodeAt(to - 1))) to -= 1
  return text.slice(from, to)
}

const isBlank = (text: string, from: number, to: number): boolean => {
  let at = from
  while (at < to && isSpaceCode(text.charCodeAt(at))) at += 1
  return at >= to
}

const trimmed = (text: string, from: number, to: number): [number, number] => {
  let start = from
  let end = to
  while (start < end && isSpaceCode(text.charCodeAt(start))) start += 1
  while (end > start && isSpaceCode(text.charCodeAt(end - 1))) end -= 1
  return [start, end]
}

const isSpaceCode = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000
