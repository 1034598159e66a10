import type { App, SiteSession } from '../../app/app.ts'
import { viewErrors } from '../../app/members.ts'
import { liveScopes } from '../../app/scopes.ts'
import { drawFrame } from '../../components/frame.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { ownKey } from '../../config/own-key.ts'
import { presentError } from '../../present-error.ts'
import { shownBoard } from '../../state/active-board.ts'
import { activeRows, arrangedRows, boardCards, readsIssue } from '../../state/selectors.ts'
import { type AppState, activeList, topModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { boardPane } from '../board/board-pane.ts'
import { shownIssue } from '../issue/shown-issue.ts'
import { pickerHintLine } from '../modals/hints.ts'
import { drawInput } from '../modals/modal-view.ts'
import { footerLine } from './footer.ts'
import { type Box as PaneBox, triageLayout } from './layout.ts'
import { noticeLines } from './list-pane.ts'
import { header, type ListParts, listPane, viewsPane } from './list-panes.ts'
import { withFooter } from './news-lines.ts'
import { keyTitle, severalInHeader, siteColumn, siteOf } from './site-parts.ts'

export interface TriageProps {
  readonly app: App
  readonly state: AppState
  readonly session: SiteSession
  readonly theme: Theme
}

/** The whole screen as painted lines, each as wide as the terminal: header, the panes beside one another, footer. */
export const triageLines = (props: TriageProps): readonly string[] => {
  const { session, state } = props
  const layout = triageLayout(state)
  const parts: ListParts = { now: props.app.shell.now(), ...props }
  const views = layout.views && viewsPane(parts, layout.views)
  const list =
    layout.list &&
    (shownBoard(state) !== null && boardCards(state, session.replica)?.keys.length !== 0
      ? boardPane(parts, layout.list)
      : listPane(parts, layout.list, { site: siteColumn(session, layout.list.width - 2), notice: notice(props) }))
  const preview = layout.preview && previewPane(props, layout.preview)
  const beside = layout.stacked ? [views, [...(list ?? []), ...(preview ?? [])]] : [views, list, preview]
  const body = Array.from({ length: layout.bodyHeight }, (_, row) => beside.map((pane) => pane?.[row] ?? '').join(''))
  const head = header(parts, severalInHeader(session, state.size.columns, state.activeView))
  return withFooter([head, ...body], footer(props), state, props.theme)
}

/** The line at the bottom. */
export const footer = ({ app, state, theme }: TriageProps): string => {
  const modal = topModal(state)
  const width = state.size.columns
  if (modal?.kind === 'filter') {
    const label = ' / '
    return (
      theme.paint('key', label) +
      drawInput(modal.buffer, width - label.length, theme, {
        placeholder: width < 50 ? 'Enter keeps · Esc clears' : 'words in the row · Enter keeps · Esc clears',
      })
    )
  }
  // The list's keys are dead under a dialog; dialogs other than pickers say inside what theirs are.
  if (modal !== undefined && state.toast === null) {
    if (modal.kind !== 'picker') return line([], width, theme)
    return pickerHintLine(modal.chosen !== null, width, theme)
  }
  return footerLine({
    actions: app.actions,
    scopes: liveScopes(state),
    zoomed: state.zoomed,
    isOpen: (action) => (action.enabled?.(app) ?? true) === true,
    pending: state.pending,
    toast: state.toast,
    width,
    theme,
  })
}

const noMatch = ({ config }: AppState): string => {
  const key = ownKey(config, 'view.jql', 'J')
  return `No issue matches this JQL${key === '' ? '' : ` · ${key} edits it`}`
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
  if (arrangedRows(state, session.replica).isComing === true)
    return [['dim', `Putting ${rows.keys.length} issues in order…`]]
  if (activeList(state).filter !== '' && rows.keys.length > 0)
    return [['dim', 'No row has these words · Esc clears the filter']]
  if (state.activeView === 'jql') return [['dim', noMatch(state)]]
  return [
    ['good', 'Nothing here'],
    ['dim', ' · every issue of this view is dealt with'],
  ]
}

const previewPane = ({ app, state, session, theme }: TriageProps, { width, height }: PaneBox): readonly string[] => {
  const shown = shownIssue(state, session, { now: app.shell.now(), theme })
  if (shown === undefined) return noIssue(state, session, { width, height }, theme)
  const { key, lines: text, top, height: rows, cursor } = shown
  const seen = text.slice(top, top + rows, cursor)
  const more = line([['dim', ' ↓ more']], width - 2, theme)
  const lines = seen.length > 0 && text.hasMore(top + rows) ? [...seen.slice(0, -1), more] : seen
  const right = text.news === 0 ? '' : `${text.news} new`
  return drawFrame({ title: keyTitle(key), right, lines, width, height, focused: readsIssue(state) }, theme)
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
  const role = error === null ? 'dim' : 'bad'
  const lines = [' '.repeat(width - 2), ...noticeLines({ notice: [[role, words]], width: width - 2, theme })]
  return drawFrame({ title: keyTitle(visited), lines, width, height, focused: true }, theme)
}
