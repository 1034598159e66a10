import type { IssueKey } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { viewErrors } from '../../app/members.ts'
import { liveScopes } from '../../app/scopes.ts'
import { drawFrame } from '../../components/frame.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { presentError } from '../../present-error.ts'
import { markedKeys } from '../../state/list.ts'
import { activeRows, currentIssue, shownKeys } from '../../state/selectors.ts'
import { type AppState, activeList, topModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { drawInput } from '../modals/modal-view.ts'
import { age } from './age.ts'
import { footerLine } from './footer.ts'
import { headerLine } from './header.ts'
import { type Box as PaneBox, triageLayout } from './layout.ts'
import { listLines } from './list-pane.ts'
import { previewLines } from './preview-pane.ts'
import { keyTitle, siteColumn, siteNames, siteOf, siteTrouble } from './site-parts.ts'
import { viewsLines } from './views-pane.ts'

export interface TriageProps {
  readonly app: App
  readonly state: AppState
  readonly session: SiteSession
  readonly theme: Theme
}

/** The parts of the triage screen as painted lines, each as wide and high as the layout rules say; null is not shown. */
export interface TriagePanes {
  readonly header: string
  readonly views: readonly string[] | null
  readonly viewsWidth: number
  readonly list: readonly string[] | null
  readonly preview: readonly string[] | null
  /** The preview stands below the list, not beside it. */
  readonly stacked: boolean
  readonly bodyHeight: number
  readonly footer: string
}

/** Views, list and preview, as the layout rules put them. */
export const triagePanes = (props: TriageProps): TriagePanes => {
  const { views, list, preview, stacked, bodyHeight } = triageLayout(props.state)
  return {
    header: header(props),
    views: views && viewsPane(props, views),
    viewsWidth: views?.width ?? 0,
    list: list && listPane(props, list),
    preview: preview && previewPane(props, preview),
    stacked,
    bodyHeight,
    footer: footer(props),
  }
}

/** The whole screen as lines, as Ink puts the panes. */
export const triageLines = (props: TriageProps): readonly string[] => {
  const { views, list, preview, stacked, bodyHeight, ...edges } = triagePanes(props)
  const beside = stacked ? [views, [...(list ?? []), ...(preview ?? [])]] : [views, list, preview]
  const body = Array.from({ length: bodyHeight }, (_, row) => beside.map((pane) => pane?.[row] ?? '').join(''))
  return [edges.header, ...body, edges.footer]
}

const header = ({ app, state, session, theme }: TriageProps): string => {
  const rows = activeRows(state, session.replica)
  const operations = session.replica.operations()
  const list = activeList(state)
  const keys = shownKeys(state, session.replica)
  const refreshed = rows?.refreshedAt ?? null
  const since = refreshed === null ? '–' : age(new Date(refreshed).toISOString(), app.shell.now())
  const loading = rows?.phase === 'loading'
  const progress = loading && (rows?.keys.length ?? 0) > 0 && rows?.total !== null ? `${rows?.keys.length}…` : 'loading'
  return headerLine({
    site: session.site.name,
    badge: session.site.badge,
    several:
      session.members === undefined
        ? null
        : {
            names: siteNames(session, Math.max(20, Math.floor(state.size.columns / 3))),
            trouble: siteTrouble(session, state.activeView),
          },
    version: session.site.version ?? '',
    view: state.views.find(({ id }) => id === state.activeView)?.title ?? '',
    total: rows?.total ?? null,
    shown: keys.length,
    filtered: list.filter !== '',
    marked: markedKeys(list, keys).length,
    pending: operations.filter((operation) => operation.state === 'pending').length,
    failed: operations.filter(({ state: how }) => how === 'failed' || how === 'conflict').length,
    sender: session.replica.engineState().sender,
    freshness: loading ? progress : since,
    requests: session.requests(),
    width: state.size.columns,
    theme,
  })
}

const footer = ({ app, state, theme }: TriageProps): string => {
  const modal = topModal(state)
  const width = state.size.columns
  if (modal?.kind === 'filter') {
    const label = ' / '
    return (
      theme.paint('key', label) +
      drawInput(modal.buffer, width - label.length, theme, {
        placeholder: 'words in the row · Enter keeps · Esc clears',
      })
    )
  }
  // The list's keys are dead under a dialog; dialogs other than pickers say inside what theirs are.
  if (modal !== undefined && state.toast === null) {
    const many = modal.kind === 'picker' && modal.chosen !== null ? ' · Space marks' : ''
    const words = modal.kind === 'picker' ? ` ↑ ↓ move · Enter takes it${many} · Esc leaves` : ''
    return line([['dim', words]], width, theme)
  }
  return footerLine({
    actions: app.actions,
    scopes: liveScopes(state),
    pending: state.pending,
    toast: state.toast,
    width,
    theme,
  })
}

const viewsPane = ({ state, session, theme }: TriageProps, { width, height }: PaneBox): readonly string[] => {
  const focused = state.focus === 'views'
  const rowsOf = (id: string) => session.replica.view(id)
  const inner = { width: width - 2, height: height - 2 }
  const lines = viewsLines({ views: state.views, active: state.activeView, rowsOf, focused, theme, ...inner })
  return drawFrame({ title: 'Views', lines, width, height, focused }, theme)
}

/** What an empty list says. */
const notice = ({ state, session }: TriageProps): readonly Piece[] => {
  const rows = activeRows(state, session.replica)
  if (rows?.phase === 'failed' && rows.error !== null) {
    const site = viewErrors(session, state.activeView)[0]?.site.name ?? session.site.name
    const { what, hint } = presentError(rows.error, { site })
    return [
      ['bad', what],
      ['dim', ` · ${hint}`],
    ]
  }
  if (rows === undefined || rows.phase === 'loading' || rows.refreshedAt === null) return [['dim', 'Asking the site…']]
  if (activeList(state).filter !== '' && rows.keys.length > 0)
    return [['dim', 'No row has these words · Esc clears the filter']]
  if (state.activeView === 'jql') return [['dim', 'No issue matches this JQL · J edits it']]
  return [
    ['good', 'Nothing here'],
    ['dim', ' · every issue of this view is dealt with'],
  ]
}

const listPane = (props: TriageProps, { width, height }: PaneBox): readonly string[] => {
  const { app, state, session, theme } = props
  const keys = shownKeys(state, session.replica)
  const list = activeList(state)
  const focused = state.focus === 'list'
  const lines = listLines({
    rows: activeRows(state, session.replica),
    keys,
    issue: (key: IssueKey) => session.replica.issue(key),
    marks: (key: IssueKey) => session.replica.marks(key),
    list,
    site: siteColumn(session, width - 2),
    focused,
    width: width - 2,
    height: height - 2,
    now: app.shell.now(),
    theme,
    notice: notice(props),
  })
  const title = state.views.find(({ id }) => id === state.activeView)?.title ?? 'Issues'
  const filter = list.filter === '' ? '' : ` / ${list.filter}`
  const total = list.filter === '' ? (activeRows(state, session.replica)?.total ?? keys.length) : keys.length
  const position = keys.length === 0 ? '' : `${list.cursor + 1}/${total}`
  return drawFrame({ title: `${title}${filter}`, right: position, lines, width, height, focused }, theme)
}

const previewPane = ({ app, state, session, theme }: TriageProps, { width, height }: PaneBox): readonly string[] => {
  const focused = state.zoomed || state.focus === 'preview'
  const issue = currentIssue(state, session.replica)
  if (issue === undefined) return noIssue(state, session, { width, height }, theme)
  const detail = session.replica.detail(issue.key)
  const failure = detail?.error ?? null
  const problem = failure === null ? null : presentError(failure, { site: siteOf(session, issue.key) }).what
  const text = previewLines({ issue, detail, problem, width: width - 2, now: app.shell.now(), theme })
  const rows = Math.max(0, height - 2)
  const top = state.preview.key === issue.key ? text.clampTop(state.preview.top, rows) : 0
  const shown = text.slice(top, top + rows)
  const more = line([['dim', ' ↓ more']], width - 2, theme)
  const lines = shown.length > 0 && text.hasMore(top + rows) ? [...shown.slice(0, -1), more] : shown
  return drawFrame({ title: keyTitle(issue.key), lines, width, height, focused }, theme)
}

/** The pane without an issue: empty, or why the one that one wanted to go to is not there. */
const noIssue = (
  { visited }: AppState,
  session: SiteSession,
  { width, height }: PaneBox,
  theme: Theme,
): readonly string[] => {
  if (visited === null) return drawFrame({ title: '', lines: [], width, height, focused: false }, theme)
  const error = session.replica.detail(visited)?.error ?? null
  const words = error === null ? 'Asking the site…' : presentError(error, { site: siteOf(session, visited) }).what
  const lines = [' '.repeat(width - 2), line([[error === null ? 'dim' : 'bad', ` ${words}`]], width - 2, theme)]
  return drawFrame({ title: keyTitle(visited), lines, width, height, focused: true }, theme)
}
