import type { IssueKey } from '@mmd/jira-api'
import type { App } from '../app/app.ts'
import { forgetParts } from '../app/issue-parts.ts'
import { viewErrors } from '../app/members.ts'
import { bufferOf } from '../input/text-edit.ts'
import { boardRef } from '../state/active-board.ts'
import { isHeading } from '../state/arranged/heading.ts'
import { type ListState, markAll, markRange, moveTo, toggleMark } from '../state/list.ts'
import { arrangedRows, currentKey, listHeight, readsIssue } from '../state/selectors.ts'
import { type AppState, activeList, withActiveList } from '../state/state.ts'
import { type Action, key } from './action.ts'
import { loadBoard } from './flows/board/load-board.ts'
import { issuesBelow } from './flows/views/group.ts'

interface Rows {
  readonly keys: readonly IssueKey[]
  /** With those of folded groups. */
  readonly whole: readonly IssueKey[]
  readonly height: number
}

const change = (app: App, edit: (list: ListState, rows: Rows) => ListState): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const { keys, whole = keys } = arrangedRows(state, replica)
    return withActiveList(state, (list) => edit(list, { keys, whole, height: listHeight(state) }))
  })
}

/** Says something of the marks, as long as they stay. */
const sayMarked = (app: App, text: string): void => {
  const { marked } = activeList(app.store.get())
  app.toast('info', text, (state) => activeList(state).marked === marked)
}

export const listActions: readonly Action[] = [
  {
    id: 'list.mark',
    title: 'Mark the row, or take the mark away',
    hint: 'mark',
    group: 'List',
    scope: 'list',
    keys: key('x', 'space'),
    run: (app) =>
      change(app, (list, { keys, height }) => {
        if (list.cursorKey === null) return list
        if (isHeading(list.cursorKey)) return markAll(list, issuesBelow(app, list.cursorKey))
        return moveTo(toggleMark(list, list.cursorKey), keys, list.cursor + 1, height)
      }),
  },
  {
    id: 'list.mark-range',
    title: 'Begin a range of marks here, or end it here',
    group: 'List',
    scope: 'list',
    keys: key('V'),
    run: (app) => {
      change(app, (list, { keys, whole }) => markRange(list, keys, whole))
      const { rangeFrom, marked } = activeList(app.store.get())
      if (rangeFrom === null) return sayMarked(app, `${marked.size} marked`)
      const holds = (state: AppState): boolean => activeList(state).rangeFrom === rangeFrom
      app.toast('info', 'Move and press V again to mark the range', holds)
    },
  },
  {
    id: 'list.mark-all',
    title: 'Mark all rows, or none',
    group: 'List',
    scope: 'list',
    keys: key('*'),
    run: (app) => {
      const session = app.session()
      if (session === null) return
      const { activeView } = app.store.get()
      const { keys = [], total = 0 } = session.replica.view(activeView) ?? {}
      change(app, (list, { whole }) => markAll(list, whole))
      // All means all: what was not fetched yet is fetched and marked too.
      const isMarked = activeList(app.store.get()).marked.size > 0
      if (!isMarked || keys.length >= (total ?? 0)) return
      const missing = (total ?? 0) - keys.length
      sayMarked(app, `Fetching the other ${missing === 1 ? 'issue to mark it' : `${missing} issues to mark them`} too…`)
      void session.replica.loadMore(activeView, Number.POSITIVE_INFINITY).then(() => {
        if (app.store.get().activeView !== activeView || activeList(app.store.get()).marked.size === 0) return
        change(app, (list, { whole }) => markAll({ ...list, marked: new Set() }, whole))
        sayMarked(app, `${activeList(app.store.get()).marked.size} issues are marked`)
      })
    },
  },
  {
    id: 'list.filter',
    title: 'Filter what is shown',
    hint: 'filter',
    group: 'List',
    scope: 'triage',
    keys: key('/'),
    run: (app) => {
      app.store.update((state) => ({ ...state, focus: 'list', zoomed: false, visited: null }))
      app.open({ kind: 'filter', buffer: bufferOf(activeList(app.store.get()).filter) })
      // A filter that leaves out what was not fetched yet would lie.
      const { activeView } = app.store.get()
      void app.session()?.replica.loadMore(activeView, Number.POSITIVE_INFINITY)
    },
  },
  {
    id: 'list.refresh',
    title: 'Refresh the list and the open issue',
    hint: 'refresh',
    group: 'List',
    scope: 'triage',
    keys: key('r'),
    run: (app) => {
      const session = app.session()
      if (session === null) return
      const { activeView } = app.store.get()
      const open = readsIssue(app.store.get()) ? currentKey(app.store.get()) : null
      void session.replica.refreshView(activeView).then(() => {
        for (const { error, site } of viewErrors(session, activeView)) app.fail(error, site)
      })
      if (boardRef(app.store.get()) !== undefined) loadBoard(app, { fresh: true })
      if (open === null) return
      void session.replica.openIssue(open, { fresh: true })
      forgetParts(app, open)
    },
  },
]
