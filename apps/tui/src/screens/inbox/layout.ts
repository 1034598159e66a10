import type { AppState } from '../../state/state.ts'
import { type Box, chromeHeight } from '../triage/layout.ts'

/** Where the inbox puts its panes; `null` is not shown. Heights include frames. */
export interface InboxLayout {
  readonly queue: Box | null
  readonly issue: Box | null
  readonly candidates: Box | null
  readonly decided: Box | null
  /** `one`: a pane alone. `stacked`: the queue, or the candidates, above the issue. `beside`: the queue left. `three`: three columns. */
  readonly shape: 'one' | 'stacked' | 'beside' | 'three'
  /** Rows for the panes together, without header and footer. */
  readonly bodyHeight: number
}

export type InboxPane = 'queue' | 'issue' | 'candidates' | 'decided'

/** The columns of panes, from left to right, each from top to bottom; those that are not shown are left out. */
export const columnsOf: Readonly<Record<InboxLayout['shape'], readonly (readonly InboxPane[])[]>> = {
  one: [['issue', 'candidates']],
  stacked: [['queue', 'candidates', 'issue']],
  beside: [['queue'], ['issue', 'candidates']],
  three: [['queue'], ['issue'], ['candidates', 'decided']],
}

/** Columns below which one pane is shown at a time, the queue moves above the issue, and there are only two columns. */
const narrow = 60
const wide = 110
const veryWide = 170

/** Rows below which one pane is shown at a time. */
const low = 14

/** Rows of candidates with their frame. */
const candidateRows = 7

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value))

/** The layout rules of the inbox, for any terminal size. One row is left free at the bottom. */
export const inboxLayout = ({ size, inbox }: Pick<AppState, 'size' | 'inbox'>): InboxLayout => {
  const { columns, rows } = size
  const bodyHeight = Math.max(1, rows - 1 - chromeHeight)
  const none = { queue: null, issue: null, candidates: null, decided: null, bodyHeight }
  const chooses = inbox !== null && inbox.choosing !== null
  const whole: Box = { width: columns, height: bodyHeight }
  if (columns < narrow || bodyHeight < low)
    return chooses ? { ...none, shape: 'one', candidates: whole } : { ...none, shape: 'one', issue: whole }
  if (columns < wide) {
    const above = { width: columns, height: candidateRows }
    const issue = { width: columns, height: bodyHeight - candidateRows }
    // The one takes exactly the place of the other: nothing else moves.
    return { ...none, shape: 'stacked', issue, ...(chooses ? { candidates: above } : { queue: above }) }
  }
  const queueWidth = clamp(Math.round(columns * 0.34), 40, 60)
  const queue = { width: queueWidth, height: bodyHeight }
  const rest = columns - queueWidth
  if (columns < veryWide) {
    const issue = { width: rest, height: bodyHeight - candidateRows }
    return { ...none, shape: 'beside', queue, issue, candidates: { width: rest, height: candidateRows } }
  }
  const side = clamp(Math.round(columns * 0.28), 48, 64)
  const above = clamp(Math.round(bodyHeight * 0.4), 7, 17)
  return {
    ...none,
    shape: 'three',
    queue,
    issue: { width: rest - side, height: bodyHeight },
    candidates: { width: side, height: above },
    decided: { width: side, height: bodyHeight - above },
  }
}

/** Rows of the queue on screen. */
export const queueHeight = (state: Pick<AppState, 'size' | 'inbox'>): number =>
  Math.max(1, (inboxLayout(state).queue?.height ?? 3) - 2)
