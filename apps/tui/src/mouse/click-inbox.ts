import { moveInQueue } from '../actions/flows/inbox/open-inbox.ts'
import type { App } from '../app/app.ts'
import type { Keys } from '../app/keys.ts'
import { footer } from '../screens/inbox/inbox-lines.ts'
import { scrollInbox } from '../screens/inbox/issue-pane.ts'
import { columnsOf, type InboxPane, inboxLayout } from '../screens/inbox/layout.ts'
import { type Box, chromeHeight } from '../screens/triage/layout.ts'
import type { AppState } from '../state/state.ts'
import type { Cell } from './places.ts'
import { chordsOf, hintAt, probe } from './probe.ts'

/** The pane at a cell, and which of its lines that is: 0 is the first one inside its frame. */
const paneAt = (state: AppState, cell: Cell): { readonly pane: InboxPane; readonly row: number } | undefined => {
  const layout = inboxLayout(state)
  let left = 0
  for (const names of columnsOf[layout.shape]) {
    const boxes = names.flatMap((pane): readonly (readonly [InboxPane, Box])[] => {
      const box = layout[pane]
      return box === null ? [] : [[pane, box]]
    })
    const width = boxes[0]?.[1].width ?? 0
    let top = 1
    for (const [pane, box] of boxes) {
      const isHere = cell.column >= left && cell.column < left + width && cell.row >= top && cell.row < top + box.height
      if (isHere) return { pane, row: cell.row - top - 1 }
      top += box.height
    }
    left += width
  }
  return undefined
}

/** A click in the inbox: goes to an issue, or presses the key of a hint. Nothing is decided by a click beside one. */
export const clickInbox = (app: App, cell: Cell, press: Keys['press']): void => {
  const state = app.store.get()
  const { inbox } = state
  if (inbox === null) return
  if (cell.row === inboxLayout(state).bodyHeight + chromeHeight - 1) {
    const line = footer({ app, state, theme: probe })
    chordsOf(hintAt(line, cell.column) ?? '')?.forEach(press)
    return
  }
  const { pane, row } = paneAt(state, cell) ?? {}
  if (pane === 'queue' && row !== undefined && row >= 0)
    moveInQueue(app, (from, count) => (inbox.top + row < count ? inbox.top + row : from))
}

/** The wheel in the inbox: through the queue, or the text of the issue. */
export const wheelInbox = (app: App, cell: Cell, step: 1 | -1): void => {
  const { pane } = paneAt(app.store.get(), cell) ?? {}
  if (pane === 'queue') moveInQueue(app, (from) => from + step)
  else if (pane === 'issue') scrollInbox(app, step)
}
