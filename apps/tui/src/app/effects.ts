import type { IssueKey } from '@mmd/jira-api'
import { isStoreError, type Replica, visitedView } from '@mmd/replica'
import { loadBoard } from '../actions/flows/board/load-board.ts'
import { watchInbox } from '../actions/flows/inbox/open-inbox.ts'
import { anchorInbox } from '../inbox/select-inbox.ts'
import { triageLayout } from '../screens/triage/layout.ts'
import { specOf } from '../session/views/spec-of.ts'
import { activeViewOf } from '../state/arranged/active-view.ts'
import { reanchor } from '../state/list.ts'
import { currentIssue, currentKey, listHeight, readsIssue, shownKeys } from '../state/selectors.ts'
import { type AppState, activeList, withActiveList } from '../state/state.ts'
import { withViewsInSight } from '../state/views-cursor.ts'
import type { App } from './app.ts'
import { isFirstRead } from './await-rows.ts'
import { isArranged } from './first-view.ts'
import { fetchShownParts } from './issue-parts.ts'
import { keepPanes } from './keep-panes.ts'
import { goesElsewhere } from './view-sites.ts'

/** Pause on a view before the site is asked for it, and on an issue before it is fetched whole, ms. */
const viewPause = 120
const issuePause = 300
/** How long an issue is on screen before it counts as read, ms. */
const readPause = 800

/** Rows that are fetched at a time while one scrolls. */
const pageAhead = 1000

const nothing = (): void => {}

/** What was read and visited is noted by the way: a copy that takes no writes just now is no reason to say anything. */
const noted = (write: () => void): void => {
  try {
    write()
  } catch (error) {
    if (!isStoreError(error)) throw error
  }
}

interface Whereabouts {
  readonly site: string | undefined
  readonly view: string
  readonly key: IssueKey | null
  /** The preview has the focus. */
  readonly reads: boolean
}

const whereabouts = (state: AppState): Whereabouts => ({
  site: state.site?.name,
  view: state.activeView,
  key: currentKey(state),
  reads: readsIssue(state),
})

const canSeePreview = (state: AppState): boolean =>
  state.inbox !== null || state.zoomed || triageLayout(state).preview !== null

/**
 * What follows from where the cursor stands: lists are fetched when a view is shown, more rows before the end is
 * reached, an issue whole when the cursor was moved to it and rests there. Nothing here waits in a key press.
 */
export const startEffects = (app: App): (() => void) => {
  let seen = whereabouts(app.store.get())
  let viewTimer: NodeJS.Timeout | undefined
  let issueTimer: NodeJS.Timeout | undefined
  let readTimer: NodeJS.Timeout | undefined
  let visitTimer: NodeJS.Timeout | undefined
  /** The last question for more rows: a site that counts more than it gives is asked once. */
  let asked = ''
  /** The issue that has been open so long that it counts as read. */
  let reading: IssueKey | null = null
  let watched: Replica | undefined
  let unwatch = nothing

  const openView = (): void => {
    const { views, activeView, config } = app.store.get()
    const view = views.find(({ id }) => id === activeView)
    if (view === undefined || goesElsewhere(app, view)) return
    void app.session()?.replica.openView(specOf(view, config))
  }

  /** The first page of a list brings descriptions along: such an issue is fetched only when one turns to it. */
  const openIssue = (): void => {
    const state = app.store.get()
    const replica = app.session()?.replica
    if (state.visited !== null) return void replica?.openIssue(state.visited)
    const issue = replica && currentIssue(state, replica)
    if (issue === undefined || !canSeePreview(state)) return
    if (issue.description === undefined || readsIssue(state)) void replica?.openIssue(issue.key)
  }

  const markRead = (): void => {
    const state = app.store.get()
    const key = currentKey(state)
    const replica = app.session()?.replica
    if (readsIssue(state)) reading = key
    if (key === null || !canSeePreview(state) || replica?.marks(key).unread !== true) return
    const upTo = replica.readUpTo(key)
    app.store.update((s) => ({ ...s, issue: { ...s.issue, since: { key, upTo } } }))
    noted(() => replica.markRead([key]))
  }

  /** Who goes through the list of these leaves its order as it is. */
  const noteVisit = (): void => {
    const state = app.store.get()
    const key = currentKey(state)
    const replica = app.session()?.replica
    if (key === null || replica === undefined || !readsIssue(state)) return
    const at = replica.visits().get(key) ?? null
    // Who turns away and back is on the same visit.
    if (state.issue.lastVisit?.key !== key)
      app.store.update((s) => ({ ...s, issue: { ...s.issue, lastVisit: { key, at } } }))
    if (state.activeView !== visitedView) noted(() => replica.visit(key))
  }

  /** What came while one was reading has been seen, as far as the issue was fetched since. */
  const leaveRead = (before: Whereabouts, now: Whereabouts): void => {
    const { key } = before
    const stays = key === now.key && before.site === now.site && now.reads
    if (key === null || key !== reading || stays) return
    reading = null
    const replica = app.session()?.replica
    if (replica === undefined || before.site !== now.site || !replica.marks(key).unread) return
    if (replica.detail(key)?.detail?.updated === replica.issue(key)?.updated) noted(() => replica.markRead([key]))
  }

  /** What was new stays marked until one goes to another issue. */
  const forgetLastVisit = (key: IssueKey | null): void => {
    const { since, lastVisit } = app.store.get().issue
    const isOther = (one: { readonly key: IssueKey } | null): boolean => one !== null && one.key !== key
    if (isOther(since) || isOther(lastVisit))
      app.store.update((state) => ({ ...state, issue: { ...state.issue, since: null, lastVisit: null } }))
  }

  const fetchAhead = (state: AppState): void => {
    const replica = app.session()?.replica
    const rows = replica?.view(state.activeView)
    if (rows?.phase === 'failed') asked = ''
    // A view that was only counted is not on its way yet: its first page comes with descriptions, after the pause.
    if (replica === undefined || rows?.phase !== 'idle' || rows.total === null || rows.refreshedAt === null) return
    const list = activeList(state)
    const view = activeViewOf(state)
    // A filter, an order or groups that leave out what was not fetched yet would lie.
    const needsAll = list.filter !== '' || (view !== undefined && isArranged(view))
    const ahead = needsAll ? Number.POSITIVE_INFINITY : list.top + 2 * listHeight(state)
    if (ahead <= rows.keys.length || rows.keys.length >= rows.total) return
    const question = `${state.site?.name}/${state.activeView}/${rows.keys.length}/${rows.total}`
    if (question === asked) return
    asked = question
    void replica.loadMore(state.activeView, ahead === Number.POSITIVE_INFINITY ? ahead : rows.keys.length + pageAhead)
  }

  /** Rows may have come without anybody having moved. */
  const watchRows = (): void => {
    const replica = app.session()?.replica
    if (replica === watched) return
    unwatch()
    watched = replica
    const rowsChanged = (): void => {
      fetchAhead(app.store.get())
      fetchShownParts(app)
    }
    unwatch = replica?.subscribe(rowsChanged) ?? nothing
  }

  const follow = (): void => {
    const state = app.store.get()
    const now = whereabouts(state)
    const before = seen
    seen = now
    const sameView = before.site === now.site && before.view === now.view
    if (!sameView) {
      clearTimeout(viewTimer)
      clearTimeout(issueTimer)
      if (before.site === now.site) viewTimer = setTimeout(openView, viewPause)
    } else if (before.key !== now.key && before.key !== null) {
      clearTimeout(issueTimer)
      issueTimer = setTimeout(openIssue, now.reads && !before.reads ? 0 : issuePause)
    } else if (now.reads && !before.reads) openIssue()
    if (!sameView || before.key !== now.key || before.reads !== now.reads) {
      clearTimeout(readTimer)
      readTimer = setTimeout(markRead, readPause)
      clearTimeout(visitTimer)
      visitTimer = now.reads ? setTimeout(noteVisit, issuePause) : undefined
    }
    leaveRead(before, now)
    watchRows()
    loadBoard(app)
    fetchAhead(state)
    forgetLastVisit(now.key)
    fetchShownParts(app)
    keepCursor(app)
  }

  const unsubscribe = app.store.subscribe(follow)
  const leaveInbox = watchInbox(app)
  const leavePanes = keepPanes(app)
  return () => {
    unsubscribe()
    leaveInbox()
    leavePanes()
    unwatch()
    clearTimeout(viewTimer)
    clearTimeout(issueTimer)
    clearTimeout(readTimer)
    clearTimeout(visitTimer)
  }
}

/** Keeps the cursor on its issue when rows come, go or are filtered. Changes nothing when it is there already. */
export const keepCursor = (app: App): void => {
  const replica = app.session()?.replica
  if (replica === undefined) return
  app.store.update((state) => {
    const isComing = isFirstRead(app, state.activeView)
    return anchorInbox(
      withActiveList(withViewsInSight(state), (list) =>
        reanchor(list, shownKeys(state, replica), listHeight(state), isComing),
      ),
      replica,
    )
  })
}
