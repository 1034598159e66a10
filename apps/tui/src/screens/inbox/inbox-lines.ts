import { fit, textWidth } from '@mmd/rich-text/cells'
import type { Action } from '../../actions/action.ts'
import type { App, SiteSession } from '../../app/app.ts'
import { liveScopes } from '../../app/scopes.ts'
import { line } from '../../components/pieces.ts'
import { type Progress, paceOf, paceWords, progressBar, progressOf } from '../../inbox/progress.ts'
import { acceptWords, inboxRules } from '../../inbox/rules.ts'
import { inboxKeys } from '../../inbox/select-inbox.ts'
import { type AppState, activeList, topModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { pickerHintLine } from '../modals/hints.ts'
import { footerLine } from '../triage/footer.ts'
import type { Box } from '../triage/layout.ts'
import { header } from '../triage/list-panes.ts'
import { withFooter } from '../triage/news-lines.ts'
import { severalInHeader } from '../triage/site-parts.ts'
import { candidatesPane } from './candidates-pane.ts'
import { decidedPane } from './decided-pane.ts'
import { emptyPane } from './empty-pane.ts'
import { issuePane } from './issue-pane.ts'
import { columnsOf, type InboxPane, inboxLayout } from './layout.ts'
import { queuePane } from './queue-pane.ts'

export interface InboxProps {
  readonly app: App
  readonly state: AppState
  readonly session: SiteSession
  readonly theme: Theme
}

/** What the panes are drawn from. */
export interface InboxParts extends Omit<InboxProps, 'app'> {
  /** Epoch milliseconds. */
  readonly now: number
  readonly progress: Progress
}

/** The whole screen as painted lines, each as wide as the terminal: header, the panes, footer. */
export const inboxLines = ({ app, ...props }: InboxProps): readonly string[] => {
  const { state, session } = props
  const { columns } = state.size
  const now = app.shell.now()
  const parts: InboxParts = { ...props, now, progress: progressOf(state, session.replica, now) }
  const view = state.views.find(({ id }) => id === state.activeView)?.title ?? ''
  const { filter } = activeList(state)
  const words = filter === '' ? view : `${view} / ${filter}`
  const instead = { view: `Inbox ▸ ${words}`, progress: progressWords(parts.progress, columns, now) }
  const several = severalInHeader(session, columns, state.activeView)
  const rows = [header(parts, several, instead), ...body(parts)]
  return withFooter(rows, footer({ app, ...props }), state, props.theme)
}

const progressWords = (
  progress: Progress,
  columns: number,
  now: number,
): { readonly long: string; readonly short: string } => {
  const cells = columns >= 150 ? 24 : columns >= 100 ? 16 : 8
  const short = `${progress.left} left`
  const pace = columns >= 120 ? paceOf(progress.decided, now) : null
  const words = progress.decided.length === 0 ? short : `${short} · ${progress.decided.length} decided`
  const long = pace === null ? words : `${words} · ${paceWords(pace)}`
  return { long: `${progressBar(progress, cells)} ${long}`, short }
}

const body = (parts: InboxParts): readonly string[] => {
  const { state, session } = parts
  const layout = inboxLayout(state)
  const whole: Box = { width: state.size.columns, height: layout.bodyHeight }
  if (inboxKeys(state, session.replica).length === 0) return emptyPane(parts, whole)
  const stacks = columnsOf[layout.shape].map((panes) =>
    panes.flatMap((pane) => {
      const box = layout[pane]
      return box === null ? [] : draw[pane](parts, box)
    }),
  )
  return Array.from({ length: layout.bodyHeight }, (_, row) => stacks.map((lines) => lines[row] ?? '').join(''))
}

const draw: Readonly<Record<InboxPane, (parts: InboxParts, box: Box) => readonly string[]>> = {
  queue: queuePane,
  issue: issuePane,
  candidates: candidatesPane,
  decided: decidedPane,
}

/** Cells of what accepting does, at most; columns from which on it is said at the bottom. */
const acceptCells = 28
const roomForAccept = 100

/** The key that accepts says what it does, where a person has made it do something. */
const withAcceptHint = (actions: readonly Action[], words: string, width: number): readonly Action[] =>
  words === '' || width < roomForAccept
    ? actions
    : actions.map((one) => (one.id === 'inbox.accept' ? { ...one, hint: `accept: ${cut(words)}` } : one))

const cut = (words: string): string => (textWidth(words) <= acceptCells ? words : fit(words, acceptCells).trimEnd())

/** The line at the bottom. The keys of the inbox are dead under a dialog; dialogs other than pickers say inside what theirs are. */
export const footer = ({ app, state, theme }: Omit<InboxProps, 'session'>): string => {
  const modal = topModal(state)
  const width = state.size.columns
  if (modal !== undefined && state.toast === null)
    return modal.kind === 'picker' ? pickerHintLine(modal.chosen !== null, width, theme) : line([], width, theme)
  const { pending, toast } = state
  // Where there is hardly room the decisions are worth more than the way back.
  const zoomed = width >= 60
  return footerLine({
    actions: withAcceptHint(app.actions, acceptWords(inboxRules(state)), width),
    scopes: liveScopes(state),
    zoomed,
    isOpen: (action) => (action.enabled?.(app) ?? true) === true,
    pending,
    toast,
    width,
    theme,
  })
}
