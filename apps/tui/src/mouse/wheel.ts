import { findAction } from '../actions/registry.ts'
import type { App } from '../app/app.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { viewLineCount } from '../screens/triage/views-pane.ts'
import { moveTo } from '../state/list.ts'
import type { Modal } from '../state/modal.ts'
import { listHeight, shownKeys } from '../state/selectors.ts'
import { withActiveList } from '../state/state.ts'
import { stepViews, viewsShown } from '../state/views-cursor.ts'

/** Lines that one notch of the wheel moves. */
const notch = 3

/** Rows between the cursor and the edge, as when one scrolls by keys. */
const edge = 2

/** Moves the rows under the pointer; the cursor stays on its row as long as that is on screen. */
export const scrollList = (app: App, step: 1 | -1): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const [keys, height] = [shownKeys(state, replica), listHeight(state)]
    return withActiveList(state, (list) => {
      const top = Math.max(0, Math.min(keys.length - height, list.top + step * notch))
      if (top === list.top) return list
      const [first, last] = [top === 0 ? 0 : top + edge, top + height - 1 - edge]
      return moveTo({ ...list, top }, keys, Math.max(first, Math.min(last, list.cursor)), height)
    })
  })
}

/** Scrolls the issue, without going there. */
export const scrollPreview = (app: App, step: 1 | -1): void => {
  const { focus } = app.store.get()
  app.store.update((state) => ({ ...state, focus: 'preview' }))
  findAction(step === 1 ? 'move.down' : 'move.up')?.run(app, notch)
  app.store.update((state) => ({ ...state, focus }))
}

/** Views that are all on screen stay as they are. */
export const scrollViews = (app: App, step: 1 | -1): void =>
  app.store.update((state) => {
    const height = (triageLayout(state).views?.height ?? 2) - 2
    return viewLineCount(viewsShown(state)) <= height ? state : stepViews(state, (from) => from + step)
  })

/** The same as its arrows: several times where they scroll a text, else by a row. */
export const scrollDialog = ({ kind }: Modal, step: 1 | -1, press: (chord: string) => void): void => {
  const times = kind === 'help' || kind === 'message' ? notch : 1
  for (let done = 0; done < times; done += 1) press(step === 1 ? 'down' : 'up')
}
