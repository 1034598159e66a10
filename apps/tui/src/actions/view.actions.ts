import type { App } from '../app/app.ts'
import { membersOf, viewErrors } from '../app/members.ts'
import { bufferOf } from '../input/text-edit.ts'
import { presentError } from '../present-error.ts'
import type { AppState } from '../state/state.ts'
import { type Action, key } from './action.ts'

const select = (app: App, choose: (at: number, count: number) => number): void =>
  app.store.update((state): AppState => {
    const at = state.views.findIndex(({ id }) => id === state.activeView)
    const view = state.views[choose(at, state.views.length)]
    return view === undefined ? state : { ...state, activeView: view.id, zoomed: false, visited: null }
  })

/** The id of the view that the JQL bar edits. */
export const jqlViewId = 'jql'

/** Asks for JQL and shows what it finds; a query that the site refuses comes back to be mended. */
export const editJql = (app: App, jql: string, error: string | null): void => {
  app.open({
    kind: 'prompt',
    title: 'JQL',
    help: ['Enter searches · Esc leaves'],
    buffer: bufferOf(jql),
    masked: false,
    error,
    onSubmit: (text) => void runJql(app, text.trim()),
  })
}

const runJql = async (app: App, jql: string): Promise<void> => {
  const session = app.session()
  if (session === null || jql === '') return
  const spec = { id: jqlViewId, title: 'JQL', jql }
  app.store.update((state) => ({
    ...state,
    views: [...state.views.filter(({ id }) => id !== jqlViewId), spec],
    activeView: jqlViewId,
    lists: Object.fromEntries(Object.entries(state.lists).filter(([id]) => id !== jqlViewId)),
    focus: 'list',
    zoomed: false,
    visited: null,
  }))
  await session.replica.openView(spec)
  const { spec: shown } = session.replica.view(jqlViewId) ?? {}
  const errors = viewErrors(session, jqlViewId)
  const [first] = errors
  // A query that some of the sites take is not wrong: a field or a project may be of one of them only.
  if (errors.length < membersOf(session).length) {
    for (const { error, site } of session.members === undefined ? [] : errors) app.fail(error, site)
    return
  }
  const { activeView, modals } = app.store.get()
  const isThere = app.session()?.replica === session.replica && activeView === jqlViewId && modals.length === 0
  if (isThere && first?.error.code === 'refused' && shown?.jql === jql)
    editJql(app, jql, presentError(first.error, {}).what)
}

export const viewActions: readonly Action[] = [
  {
    id: 'view.next',
    title: 'Next view',
    group: 'View',
    scope: 'triage',
    keys: key(']'),
    run: (app, count = 1) => select(app, (at, total) => (at + count) % total),
  },
  {
    id: 'view.previous',
    title: 'Previous view',
    group: 'View',
    scope: 'triage',
    keys: key('['),
    run: (app, count = 1) => select(app, (at, total) => (((at - count) % total) + total) % total),
  },
  {
    id: 'view.nth',
    title: 'The view with this number: 1 … 9, then wait a moment',
    group: 'View',
    scope: 'triage',
    keys: [],
    palette: false,
    run: (app, count = 1) => select(app, () => count - 1),
  },
  {
    id: 'view.jql',
    title: 'Edit the JQL of this list',
    hint: 'JQL',
    group: 'View',
    scope: 'triage',
    keys: key('J'),
    run: (app) => {
      const { views, activeView } = app.store.get()
      editJql(app, views.find(({ id }) => id === activeView)?.jql ?? '', null)
    },
  },
  {
    id: 'view.wider',
    title: 'Make the focused pane wider',
    group: 'View',
    scope: 'triage',
    keys: key('>'),
    run: (app, count = 1) => resizePane(app, 4 * count),
  },
  {
    id: 'view.narrower',
    title: 'Make the focused pane narrower',
    group: 'View',
    scope: 'triage',
    keys: key('<'),
    run: (app, count = 1) => resizePane(app, -4 * count),
  },
]

/** The views pane grows by itself; between list and preview what one wins the other loses. */
const resizePane = (app: App, by: number): void =>
  app.store.update((state) => {
    const { resize, focus } = state
    if (focus === 'views') return { ...state, resize: { ...resize, views: clamp(resize.views + by, 16) } }
    const preview = clamp(resize.preview + (focus === 'preview' ? by : -by), 120)
    return { ...state, resize: { ...resize, preview } }
  })

const clamp = (value: number, most: number): number => Math.max(-most, Math.min(most, value))
