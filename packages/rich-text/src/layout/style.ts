import type { PanelKind } from '../document/document.ts'

/**
 * What a span is, never how it looks: the app's theme turns names into colours. `colour:red` and `colour:#ff0000` carry
 * the author's own colour, `background:` that behind the words, `tone:` that of a status word, `panel:` the kind of the
 * panel whose edge the span belongs to.
 */
export type StyleName =
  | 'heading'
  | 'subheading'
  | 'strong'
  | 'emphasis'
  | 'code'
  | 'strike'
  | 'inserted'
  | 'sup'
  | 'sub'
  | 'cite'
  | 'link'
  | 'mention'
  | 'image'
  | 'attachment'
  | 'emoji'
  | 'issue-key'
  | 'macro'
  | 'quote'
  | 'bullet'
  | 'frame'
  | 'title'
  | 'code-block'
  | 'table-header'
  | 'rule'
  | 'dim'
  | 'caption'
  | 'date'
  | 'placeholder'
  | 'decision'
  | 'task-done'
  | 'status'
  | `tone:${string}`
  | `panel:${PanelKind}`
  | `colour:${string}`
  | `background:${string}`

/** All names that apply to a span, outermost first. Equal styles are mostly the same object: cache by identity, fall back by value. */
export type SpanStyle = readonly StyleName[]

/** A piece of a line. `text` has no control characters; `href` is where a click leads, if anywhere. */
export interface Span {
  readonly text: string
  readonly style: SpanStyle
  readonly href?: string
}

/** One row of the screen, left to right; an empty list is a blank row. */
export type Line = readonly Span[]

/** The style of unmarked text. */
export const PLAIN: SpanStyle = []

const MOST_KEPT = 2000
const kept = new Map<string, SpanStyle>()

/** `base` with `names` added, one object for equal lists as long as there are not thousands of them. */
export const styled = (base: SpanStyle, ...names: readonly StyleName[]): SpanStyle => {
  const added = names.filter((name) => !base.includes(name))
  if (added.length === 0) return base
  const style = [...base, ...added]
  const key = style.join(' ')
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(key, style)
  return style
}
