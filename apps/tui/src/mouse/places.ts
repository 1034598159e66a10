import { chromeHeight, listRows, triageLayout } from '../screens/triage/layout.ts'
import { listHeight } from '../state/selectors.ts'
import { type AppState, activeList, type PaneName } from '../state/state.ts'

/** A cell of the screen, from 0 at the upper left. */
export interface Cell {
  readonly column: number
  readonly row: number
}

/** A border that can be pulled: right of the views, or between the list and the issue. */
export type Border = 'views' | 'preview'

/** What of the triage screen a cell belongs to. `row` counts inside the pane's frame; -1 is its upper edge. */
export type Place =
  | { readonly kind: 'pane'; readonly pane: PaneName; readonly row: number }
  | { readonly kind: 'border'; readonly border: Border }
  | { readonly kind: 'footer' }
  | { readonly kind: 'nothing' }

const nothing: Place = { kind: 'nothing' }

const headerHeight = 1

/** What is at this cell while no dialog is open. */
export const placeAt = (state: AppState, { column, row }: Cell): Place => {
  const { columns } = state.size
  const layout = triageLayout(state)
  if (column < 0 || column >= columns) return nothing
  if (row === layout.bodyHeight + chromeHeight - 1) return { kind: 'footer' }
  const inBody = row - headerHeight
  if (inBody < 0 || inBody >= layout.bodyHeight) return nothing
  const { views, list, preview, stacked } = layout
  const paneOf = (pane: PaneName, first = 0): Place => ({ kind: 'pane', pane, row: inBody - first - 1 })
  const viewsEnd = views?.width ?? 0
  if (views !== null && list !== null && (column === viewsEnd - 1 || column === viewsEnd))
    return { kind: 'border', border: 'views' }
  if (column < viewsEnd) return paneOf('views')
  if (list === null) return preview === null ? nothing : paneOf('preview')
  if (preview === null) return paneOf('list')
  if (stacked) {
    if (inBody === list.height - 1 || inBody === list.height) return { kind: 'border', border: 'preview' }
    return inBody < list.height ? paneOf('list') : paneOf('preview', list.height)
  }
  const previewStart = viewsEnd + list.width
  if (column === previewStart - 1 || column === previewStart) return { kind: 'border', border: 'preview' }
  return column < previewStart ? paneOf('list') : paneOf('preview')
}

/** The index of the list's row on this line inside its frame; it may be behind the last one. Undefined: titles of columns. */
export const listRowAt = (state: AppState, row: number): number | undefined => {
  const titles = listRows(triageLayout(state)) - listHeight(state)
  return row < titles ? undefined : activeList(state).top + row - titles
}

/** The state with the border pulled to this cell, as far as it goes. */
export const pullBorder = (state: AppState, border: Border, { column, row }: Cell): AppState => {
  const { resize, size } = state
  if (border === 'views') return { ...state, resize: { ...resize, views: column + 1 - ownSize(state, 'views') } }
  const { stacked, bodyHeight } = triageLayout(state)
  const wanted = stacked ? bodyHeight + headerHeight - row : size.columns - column
  return { ...state, resize: { ...resize, preview: wanted - ownSize(state, 'preview') } }
}

/** Columns, or rows below the list, that a pane has by itself. */
const ownSize = (state: AppState, border: Border): number => {
  const { views, preview, stacked } = triageLayout({ ...state, resize: { ...state.resize, [border]: 0 } })
  if (border === 'views') return views?.width ?? 0
  return (stacked ? preview?.height : preview?.width) ?? 0
}
