import type { FetchedPart } from '@mmd/replica'
import { layoutPlain, type StoredText } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import type { SectionName } from '../../state/issue-screen.ts'
import { age } from '../triage/age.ts'
import { textLines } from '../triage/rich-lines.ts'
import type { IssueInput } from './issue-input.ts'
import type { IssueItem } from './item.ts'
import { namesFor } from './names.ts'

/** A line of an issue. `text` is painted, one cell narrower than the pane: the first cell shows cursor and news. */
export interface Row {
  readonly text: string
  readonly item?: IssueItem
  /** The title of this section. */
  readonly section?: SectionName
  /** Fetched as soon as the line is seen. */
  readonly wants?: FetchedPart
  readonly isNews?: boolean
}

type Looks = Pick<IssueInput, 'width' | 'theme'>

export const row = (pieces: readonly Piece[], { width, theme }: Looks, more: Omit<Row, 'text'> = {}): Row => ({
  ...more,
  text: line(pieces, Math.max(0, width - 1), theme),
})

export const blank = (looks: Looks): Row => row([], looks)

/** A text of the site, laid out as far as it is looked at. */
export function* textRows(text: StoredText, input: IssueInput, more: Omit<Row, 'text'> = {}): Generator<Row> {
  const nameOf = namesFor(input)
  for (const painted of textLines(text, input.width, input.theme, { nameOf })) yield { ...more, text: painted.slice(1) }
}

/** Plain words over as many lines as they take. */
export const wordRows = (role: Piece[0], text: string, looks: Looks): readonly Row[] =>
  layoutPlain(text, Math.max(1, looks.width - 2)).map((spans) =>
    row([[role, spans.map((span) => span.text).join('')]], looks),
  )

/** How long ago in words. */
export const since = (iso: string | null, now: number): string => {
  const short = age(iso, now)
  return short === '' ? 'never' : short === 'now' ? 'just now' : `${short} ago`
}

/** Says that somebody else did it since the last visit. */
export const newsPiece = (isNew: boolean): Piece => ['warn', isNew ? ' · new' : '']
