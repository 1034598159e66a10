import type { IssueKey } from '@mmd/jira-api'
import { qualify } from '@mmd/replica'
import type { App } from '../../../app/app.ts'
import type { Stop } from '../../../state/issue-screen.ts'
import { currentKey, cursorItem } from '../../../state/selectors.ts'
import type { AppState } from '../../../state/state.ts'
import { goTo } from '../go-to.ts'
import type { ItemPlace } from './on-item.ts'

/** Issues of the way that are kept. */
const longest = 100

/** Where one is now, to come back to. */
const stopOf = (state: AppState, key: IssueKey): Stop => ({
  key,
  top: state.preview.key === key ? state.preview.top : 0,
  item: cursorItem(state),
})

/** The way so far; one that led elsewhere than to the issue on screen was left. */
const trailOf = (state: AppState): { readonly stops: readonly Stop[]; readonly at: number } => {
  const { stops, at } = state.issue.trail
  const key = currentKey(state)
  if (key === null) return { stops: [], at: 0 }
  const here = stopOf(state, key)
  if (stops[at]?.key !== key) return { stops: [here], at: 0 }
  return { stops: stops.with(at, here), at }
}

const show = (app: App, stops: readonly Stop[], at: number): void => {
  const session = app.session()
  const stop = stops[at]
  if (session === null || stop === undefined) return
  goTo(app, session, stop.key)
  const { key, top, item } = stop
  app.store.update((state) => ({
    ...state,
    preview: { key, top },
    issue: { ...state.issue, trail: { stops, at }, cursor: item === null ? null : { key, item } },
  }))
  // Nobody waits for a pause: this is where one wanted to go.
  void session.replica.openIssue(key)
}

/** Opens a linked issue of the same site; `Ctrl-O` leads back. */
export const walkTo = (app: App, { session }: ItemPlace, other: IssueKey): void => {
  const key = app.session()?.members !== undefined ? qualify(session.site.name, other) : other
  const { stops, at } = trailOf(app.store.get())
  const way = [...stops.slice(0, at + 1), { key, top: 0, item: null }].slice(-longest)
  show(app, way, way.length - 1)
}

/** Why there is no way in this direction, or `true`. */
export const canWalk =
  (step: 1 | -1) =>
  (app: App): true | string => {
    const { stops, at } = trailOf(app.store.get())
    if (stops[at + step] !== undefined) return true
    return step === -1 ? 'you came here from the list · Esc leads there' : 'you have not gone back from an issue'
  }

/** Goes back on the way through linked issues, or forward again. */
export const walkBy = (app: App, step: 1 | -1): void => {
  const { stops, at } = trailOf(app.store.get())
  if (stops[at + step] !== undefined) show(app, stops, at + step)
}
