import { shownBoard } from '../../state/active-board.ts'
import type { AppState } from '../../state/state.ts'

export interface Box {
  readonly width: number
  readonly height: number
}

/** Where the triage screen puts its panes; `null` is not shown. Heights include frames. */
export interface TriageLayout {
  readonly views: Box | null
  readonly list: Box | null
  readonly preview: Box | null
  /** The preview stands below the list, not beside it. */
  readonly stacked: boolean
  /** Rows for the panes together, without header and footer. */
  readonly bodyHeight: number
}

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** Below these widths the preview moves under the list, and only the list is left. */
const wide = 110
const middle = 80

/** From this width on there is room for the preview beside a board. */
const veryWide = 190

/** Below this height there is no room for both, one below the other. */
const low = 8

/** Longer lines of a text are harder to read: on a wide screen the list has more use for the room. */
const longestLine = 68

/** Rows that header and footer take. */
export const chromeHeight = 2

/** The layout rules of the triage screen, for any terminal size. One row is left free at the bottom. */
export const triageLayout = (
  state: Pick<AppState, 'size' | 'resize' | 'zoomed' | 'focus'> &
    Partial<Pick<AppState, 'views' | 'activeView' | 'boards'>>,
): TriageLayout => {
  const { columns } = state.size
  const bodyHeight = Math.max(1, state.size.rows - 1 - chromeHeight)
  const whole: Box = { width: columns, height: bodyHeight }
  const none = { views: null, list: null, preview: null, stacked: false, bodyHeight }
  if (state.zoomed) return { ...none, preview: whole }
  if (columns < middle) {
    if (state.focus === 'views') return { ...none, views: whole }
    return state.focus === 'preview' ? { ...none, preview: whole } : { ...none, list: whole }
  }
  const views = clamp(26 + state.resize.views, 16, 42)
  const rest = columns - views
  const side: Box = { width: views, height: bodyHeight }
  // Columns of a board have use for all the room, and a card says what it is about.
  if (shownBoard(state) !== null && state.focus !== 'preview' && columns < veryWide)
    return { ...none, views: side, list: { width: rest, height: bodyHeight } }
  if (columns < wide && bodyHeight < low) {
    const box: Box = { width: rest, height: bodyHeight }
    return state.focus === 'preview' ? { ...none, views: side, preview: box } : { ...none, views: side, list: box }
  }
  if (columns < wide) {
    const below = clamp(Math.round(bodyHeight * 0.42) + state.resize.preview, 4, Math.max(4, bodyHeight - 5))
    return {
      ...none,
      views: side,
      list: { width: rest, height: bodyHeight - below },
      preview: { width: rest, height: below },
      stacked: true,
    }
  }
  const preview = clamp(
    Math.min(longestLine, Math.round(rest * 0.42)) + state.resize.preview,
    30,
    Math.max(30, rest - 40),
  )
  return {
    ...none,
    views: side,
    list: { width: rest - preview, height: bodyHeight },
    preview: { width: preview, height: bodyHeight },
  }
}

/** Issue rows that the list shows: its box without the frame and the line of column titles. */
export const listRows = (layout: TriageLayout): number => Math.max(1, (layout.list?.height ?? layout.bodyHeight) - 2)
