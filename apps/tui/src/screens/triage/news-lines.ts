import { fit, layoutPlain, textWidth } from '@mmd/rich-text'
import { line } from '../../components/pieces.ts'
import type { AppState, Toast } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'

const between = ' · '

/**
 * News where there is hardly room: what it says last is mostly a key, and stays whole while it leaves the rest the greater
 * half; else the first sentence is told alone.
 */
const inOneRow = (text: string, width: number): string => {
  if (textWidth(text) <= width) return text
  const [first = '', ...more] = text.split(between)
  const last = more.at(-1)
  if (last === undefined) return text
  const room = width - textWidth(between + last)
  if (room < width / 2) return first
  const rest = text.slice(0, text.length - between.length - last.length)
  return `${fit(rest, room).trimEnd()}${between}${last}`
}

/** A break between two sentences is better than one between two words. */
const inTwoRows = (text: string, width: number): readonly string[] => {
  const sentences = text.split(between)
  const last = sentences.at(-1) ?? ''
  const rest = sentences.slice(0, -1).join(between)
  if (sentences.length > 1 && textWidth(last) <= width && textWidth(rest) <= width) return [rest, last]
  const rows = layoutPlain(text, width).map((spans) => spans.map((span) => span.text).join(''))
  if (rows.length <= 2) return rows
  if (sentences.length > 1 && textWidth(last) <= width) return [inOneRow(rest, width), last]
  const [first = '', ...more] = rows
  return [first, inOneRow(more.join(' '), width)]
}

/** News as at most two painted lines, each exactly `width` cells. What is said last, mostly the way back, is the last to be cut. */
export const newsLines = (
  { tone, text }: Pick<Toast, 'tone' | 'text'>,
  { width, rows }: { readonly width: number; readonly rows: 1 | 2 },
  theme: Theme,
): readonly string[] => {
  const room = Math.max(0, width - 1)
  const shown = rows === 1 || textWidth(text) <= room ? [inOneRow(text, room)] : inTwoRows(text, room)
  return shown.map((row) => line([[tone === 'info' ? 'text' : tone, ` ${row}`]], width, theme))
}

/** Below this height a second line would hide too much of what it is about. */
const low = 8

/**
 * The rows of a screen with its last line below them; news that need a second line have the lowest row, as long as no dialog
 * stands there and no key is half typed.
 */
export const withFooter = (
  rows: readonly string[],
  footer: string,
  { toast, pending, modals, size }: Pick<AppState, 'toast' | 'pending' | 'modals' | 'size'>,
  theme: Theme,
): readonly string[] => {
  const isTyping = pending.count !== '' || pending.sequence.length > 0
  if (toast === null || isTyping || modals.length > 0 || size.rows < low) return [...rows, footer]
  const news = newsLines(toast, { width: size.columns, rows: 2 }, theme)
  return [...rows.slice(0, rows.length + 1 - news.length), ...news]
}
