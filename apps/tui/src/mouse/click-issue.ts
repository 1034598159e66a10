import { goToItem } from '../actions/flows/items/cursor.ts'
import type { App } from '../app/app.ts'
import type { Keys } from '../app/keys.ts'
import type { IssueItem } from '../screens/issue/item.ts'
import { shownNow } from '../screens/issue/shown-now.ts'
import { readsIssue } from '../state/selectors.ts'

/** Items that Enter opens; elsewhere it would lead out of the issue. */
const opens: Readonly<Record<IssueItem['kind'], boolean>> = {
  issue: true,
  web: true,
  file: true,
  section: true,
  comment: false,
  worklog: false,
}

/** A click in an issue: the pane has the keys, and the cursor is on the item under the pointer; a second click opens it. */
export const clickIssue = (app: App, row: number, isDouble: boolean, press: Keys['press']): void => {
  const shown = shownNow(app)
  const item = shown === undefined || row < 0 ? undefined : shown.lines.itemAt(shown.top + row)
  app.store.update((state) => (readsIssue(state) ? state : { ...state, focus: 'preview' }))
  if (item === undefined) return
  goToItem(app, item.id)
  if (isDouble && opens[item.kind]) press('enter')
}
