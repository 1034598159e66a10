import type { App } from '../app/app.ts'
import { besideView, toView } from '../state/views-cursor.ts'
import { type Action, key } from './action.ts'
import { editJql } from './flows/jql.ts'

const beside = (app: App, by: number): void =>
  app.store.update((state) => ({ ...besideView(state, by), zoomed: false, visited: null }))

export const viewActions: readonly Action[] = [
  {
    id: 'view.next',
    title: 'Next view',
    group: 'View',
    scope: 'triage',
    keys: key(']'),
    run: (app, count = 1) => beside(app, count),
  },
  {
    id: 'view.previous',
    title: 'Previous view',
    group: 'View',
    scope: 'triage',
    keys: key('['),
    run: (app, count = 1) => beside(app, -count),
  },
  {
    id: 'view.nth',
    title: 'The view with this number: 1 … 9, then wait a moment',
    group: 'View',
    scope: 'triage',
    keys: [],
    palette: false,
    run: (app, count = 1) =>
      app.store.update((state) => {
        const view = state.views[count - 1]
        return view === undefined ? state : { ...toView(state, view.id), zoomed: false, visited: null }
      }),
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
      editJql(app, views.find(({ id }) => id === activeView)?.jql ?? '')
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
