import type { App } from '../app/app.ts'
import { liveScopes } from '../app/scopes.ts'
import { nothingPending } from '../input/dispatcher.ts'
import { activeList, withActiveList } from '../state/state.ts'
import { type Action, key } from './action.ts'
import { openDrafts } from './flows/drafts-list.ts'
import { openHelp } from './flows/help.ts'
import { showMessages } from './flows/messages.ts'
import { openOutbox } from './flows/outbox.ts'
import { openPalette } from './flows/palette.ts'
import { redo, undo } from './flows/undo.ts'

/** One step back: from the open issue to the list, then without filter, then without marks. False when there is none. */
const stepBack = (app: App): boolean => {
  const state = app.store.get()
  const list = activeList(state)
  if (state.zoomed) app.store.update((s) => ({ ...s, zoomed: false, visited: null, focus: 'list' }))
  else if (state.focus !== 'list') app.store.update((s) => ({ ...s, focus: 'list' }))
  else if (list.filter !== '') app.store.update((s) => withActiveList(s, (l) => ({ ...l, filter: '' })))
  else if (list.marked.size > 0 || list.rangeFrom !== null) {
    app.store.update((s) => withActiveList(s, (l) => ({ ...l, marked: new Set(), rangeFrom: null })))
  } else return false
  return true
}

export const appActions: readonly Action[] = [
  {
    id: 'app.palette',
    title: 'All commands…',
    hint: 'commands',
    group: 'App',
    scope: 'app',
    keys: key(':', 'ctrl-k'),
    palette: false,
    run: openPalette,
  },
  {
    id: 'app.help',
    title: 'Help: every key',
    hint: 'keys',
    group: 'App',
    scope: 'app',
    keys: key('?'),
    run: (app) => openHelp(app, liveScopes(app.store.get())),
  },
  {
    id: 'app.drafts',
    title: 'Drafts: what was begun and not sent…',
    group: 'App',
    scope: 'app',
    keys: [],
    enabled: (app) => (app.session() === null ? 'no site is open' : true),
    run: (app) => {
      const session = app.session()
      if (session !== null) openDrafts(app, session)
    },
  },
  {
    id: 'app.settings',
    title: 'Settings…',
    group: 'App',
    scope: 'app',
    keys: key(','),
    run: (app) => app.settings(),
  },
  {
    id: 'app.undo',
    title: 'Take back the last change',
    hint: 'undo',
    group: 'App',
    scope: 'triage',
    keys: key('u'),
    enabled: (app) => (app.session()?.replica.changes(1).length === 0 ? 'nothing was changed yet' : true),
    run: (app) => undo(app),
  },
  {
    id: 'app.redo',
    title: 'Do again what was taken back',
    group: 'App',
    scope: 'triage',
    keys: key('ctrl-r'),
    run: redo,
  },
  {
    id: 'app.outbox',
    title: 'Outbox: what waits or was not taken…',
    group: 'App',
    scope: 'triage',
    keys: key('O'),
    run: openOutbox,
  },
  {
    id: 'app.messages',
    title: 'What was said in the last line…',
    group: 'App',
    scope: 'app',
    keys: key('!'),
    enabled: (app) => (app.said().length === 0 ? 'nothing was said yet' : true),
    run: showMessages,
  },
  {
    id: 'app.back',
    title: 'Back, or clear filter and marks',
    group: 'App',
    scope: 'triage',
    keys: key('esc'),
    palette: false,
    run: (app) => {
      app.store.update((state) => ({ ...state, pending: nothingPending, toast: null }))
      stepBack(app)
    },
  },
  {
    id: 'app.quit',
    title: 'Back, and quit at the top',
    hint: 'quit',
    group: 'App',
    scope: 'app',
    keys: key('q'),
    run: (app) => {
      const { zoomed, focus, site } = app.store.get()
      if (site !== null && (zoomed || focus === 'preview')) stepBack(app)
      else app.quit()
    },
  },
  {
    id: 'app.redraw',
    title: 'Draw the screen anew',
    group: 'App',
    scope: 'app',
    keys: key('ctrl-l'),
    run: (app) => app.shell.redraw(),
  },
]
