import type { Site } from '@mmd/auth'
import type { IssueKey } from '@mmd/jira-api'
import type { EngineState, OperationRecord, Replica, SiteError, ViewRows } from '@mmd/replica'
import { drawFrame } from '../../components/frame.ts'
import { ownKey } from '../../config/own-key.ts'
import { activeViewOf } from '../../state/arranged/active-view.ts'
import type { Arranged } from '../../state/arranged/arrange.ts'
import { activeRows, arrangedRows, markedIssueKeys, shownCount } from '../../state/selectors.ts'
import { type AppState, activeList } from '../../state/state.ts'
import { viewsShown } from '../../state/views-cursor.ts'
import type { Theme } from '../../theme/theme.ts'
import { age } from './age.ts'
import { chosenColumns } from './columns/chosen-columns.ts'
import { titleOf } from './columns/place-columns.ts'
import { type HeaderInput, headerLine } from './header.ts'
import type { Box } from './layout.ts'
import { type ListPaneInput, listLines } from './list-pane.ts'
import { viewsLines } from './views-pane.ts'

// Drawn before the program is loaded: nothing here may need the actions, the dialogs or a text of an issue.

/** What of an open site these panes show. */
export interface ListSession {
  readonly site: Pick<Site, 'name' | 'badge' | 'version' | 'deployment'>
  readonly replica: Pick<Replica, 'view' | 'version' | 'matching' | 'rowValues' | 'issue' | 'marks' | 'engineState'> & {
    readonly operations: () => readonly Pick<OperationRecord, 'state'>[]
  }
  readonly requests: () => number
}

/** What they are drawn from. */
export interface ListParts {
  /** Epoch milliseconds. */
  readonly now: number
  readonly state: AppState
  readonly session: ListSession
  readonly theme: Theme
}

/** How long ago the site was last asked for the list on screen, or that it is being asked. */
export const freshness = ({ now, state, session }: Pick<ListParts, 'now' | 'state' | 'session'>): string => {
  const rows = activeRows(state, session.replica)
  if (rows?.phase === 'loading') return '…'
  const refreshed = rows?.refreshedAt ?? null
  if (refreshed === null) return '–'
  const old = age(new Date(refreshed).toISOString(), now)
  // It was asked since then, and gave nothing.
  return rows?.phase === 'failed' && old === 'now' ? '<1m' : old
}

const isUnreached = (error: SiteError | null): boolean =>
  error !== null && /^(network|timeout|tls|cancelled)$/.test(error.code)

/** One try while there is no connection changes nothing for who looks; with nothing to be sent the list tells that there is none. */
const standing = ({ sender, error }: EngineState, rows: ViewRows | undefined): EngineState['sender'] => {
  if (sender === 'sending') return isUnreached(error) ? 'offline' : sender
  return sender === 'idle' && rows?.phase === 'failed' && isUnreached(rows.error) ? 'offline' : sender
}

/** The line at the top. */
export const header = (
  parts: ListParts,
  several: HeaderInput['several'] = null,
  instead: Partial<Pick<HeaderInput, 'view' | 'progress'>> = {},
): string => {
  const { state, session, theme } = parts
  const rows = activeRows(state, session.replica)
  const operations = session.replica.operations()
  const list = activeList(state)
  const countOf = (wanted: OperationRecord['state']): number =>
    operations.filter(({ state: how }) => how === wanted).length
  return headerLine({
    site: session.site.name,
    badge: session.site.badge,
    several,
    // Cloud is never of another version than everybody's.
    version: session.site.deployment === 'cloud' ? '' : (session.site.version ?? ''),
    view: state.views.find(({ id }) => id === state.activeView)?.title ?? '',
    total: rows?.total ?? null,
    shown: shownCount(state, session.replica),
    filtered: list.filter !== '',
    marked: markedIssueKeys(state, session.replica).length,
    recorded: state.recording?.length ?? null,
    pending: countOf('pending'),
    failed: countOf('failed'),
    conflicts: countOf('conflict'),
    sender: standing(session.replica.engineState(), rows),
    freshness: freshness(parts),
    requests: session.requests(),
    outboxKey: ownKey(state.config, 'app.outbox', 'O'),
    recordKey: ownKey(state.config, 'macro.record', 'M'),
    width: state.size.columns,
    theme,
    ...instead,
  })
}

/** The views with how much is in each. */
export const viewsPane = ({ state, session, theme }: ListParts, { width, height }: Box): readonly string[] => {
  const focused = state.focus === 'views'
  const rowsOf = (id: string) => session.replica.view(id)
  const inner = { width: width - 2, height: height - 2 }
  const lines = viewsLines({ ...viewsShown(state), rowsOf, focused, theme, ...inner })
  return drawFrame({ title: 'Views', lines, width, height, focused }, theme)
}

/** Columns from which the edge of the list says by what its rows are ordered. */
const roomForOrder = 44

const markedBelow = ({ headings, whole }: Arranged, marked: readonly IssueKey[]): ListPaneInput['markedBelow'] => {
  if (whole === undefined || marked.length === 0) return undefined
  const isMarked = new Set(marked)
  return (heading) => {
    const { count = 0, folded = false } = headings.get(heading) ?? {}
    const first = whole.indexOf(heading) + 1
    return folded ? whole.slice(first, first + count).filter((key) => isMarked.has(key)).length : 0
  }
}

/** The rows of the active view. */
export const listPane = (
  { now, state, session, theme }: ListParts,
  { width, height }: Box,
  { site, notice }: Pick<ListPaneInput, 'site' | 'notice'>,
): readonly string[] => {
  const arranged = arrangedRows(state, session.replica)
  const { keys, headings, isComing = false } = arranged
  const list = activeList(state)
  const view = activeViewOf(state)
  const count = shownCount(state, session.replica)
  const focused = state.focus === 'list'
  const chosen = chosenColumns(view, state.config)
  const lines = listLines({
    rows: activeRows(state, session.replica),
    keys,
    issue: (key: IssueKey) => session.replica.issue(key),
    marks: (key: IssueKey) => session.replica.marks(key),
    list,
    ...(site === undefined ? {} : { site }),
    chosen,
    sort: view?.sort,
    ...(headings.size === 0 ? {} : { heading: (key: IssueKey) => headings.get(key) }),
    markedBelow: markedBelow(arranged, markedIssueKeys(state, session.replica)),
    focused,
    width: width - 2,
    height: height - 2,
    now,
    theme,
    notice,
  })
  // Titles of columns say it themselves.
  const isSaid = view?.sort === undefined || chosen !== null || width < roomForOrder
  const order = isSaid ? '' : `${titleOf(view.sort.field)} ${view.sort.descending ? '▾' : '▴'} · `
  const title = view?.title ?? 'Issues'
  const filter = list.filter === '' ? '' : ` / ${list.filter}`
  const total = list.filter === '' ? (activeRows(state, session.replica)?.total ?? count) : count
  const position = isComing
    ? 'ordering…'
    : keys.length === 0
      ? ''
      : headings.size > 0
        ? `${order}${total}`
        : `${order}${list.cursor + 1}/${total}`
  return drawFrame({ title: `${title}${filter}`, right: position, lines, width, height, focused }, theme)
}
