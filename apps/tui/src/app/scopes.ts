import type { Scope } from '../actions/action.ts'
import { itemKind } from '../screens/issue/item.ts'
import { shownBoard } from '../state/active-board.ts'
import { cursorItem } from '../state/selectors.ts'
import type { AppState } from '../state/state.ts'

/** The scope of the item that the cursor is on, by its kind. */
const itemScopes: Readonly<Record<string, Scope>> = {
  issue: 'link',
  web: 'link',
  file: 'file',
  comment: 'comment',
  worklog: 'worklog',
  section: 'section',
}

/** The scopes whose keys are live, nearest first. */
export const liveScopes = (state: AppState): readonly Scope[] => {
  if (state.site === null) return ['welcome', 'app']
  if (state.inbox !== null) return [state.inbox.choosing === null ? 'inbox' : 'duplicates', 'app']
  const item = cursorItem(state)
  const scope = item === null ? undefined : itemScopes[itemKind(item)]
  const onBoard = !state.zoomed && state.focus === 'list' && shownBoard(state) !== null
  return [
    ...(scope === undefined ? [] : [scope]),
    ...(onBoard ? (['board'] as const) : []),
    state.zoomed ? 'preview' : state.focus,
    'triage',
    'app',
  ]
}
