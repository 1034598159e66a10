import type { App, SiteSession } from '../../app/app.ts'
import { probe, selectedRow } from '../../mouse/probe.ts'
import { activeRows, currentIssue, readsIssue, shownKeys } from '../../state/selectors.ts'
import { type AppState, activeList, topModal } from '../../state/state.ts'
import { drawModal } from '../modals/modals.ts'
import { triageLines } from '../triage/triage-panes.ts'
import { inboxSentences } from './inbox-sentences.ts'
import { plainLines, plainOf } from './plain-lines.ts'
import { rowSentence } from './row-sentence.ts'

export interface SpokenProps {
  readonly app: App
  readonly state: AppState
  readonly session: SiteSession | null
}

/** The topmost dialog: its text, and last the row that the cursor is on, which alone changes when one moves. */
const dialogLines = ({ app, state }: SpokenProps): readonly string[] => {
  const modal = topModal(state)
  if (modal === undefined) return []
  if (modal.kind === 'filter') return [`Filter: ${modal.buffer.text}`]
  const lines = drawModal(app, modal, probe)?.lines ?? []
  const here = selectedRow(lines)
  return [...plainLines(lines), ...(here === -1 ? [] : [`> ${plainOf(lines[here] ?? '')}`])]
}

const listLines = ({ app, state, session }: SpokenProps & { readonly session: SiteSession }): readonly string[] => {
  const { replica, site } = session
  const [list, keys] = [activeList(state), shownKeys(state, replica)]
  const view = state.views.find(({ id }) => id === state.activeView)?.title ?? 'Issues'
  const total = activeRows(state, replica)?.total ?? keys.length
  if (state.focus === 'views') return [`${site.name}, views`, `${view}, ${total} issues`]
  const issue = currentIssue(state, replica)
  const row =
    issue === undefined
      ? 'Nothing here'
      : `${list.cursor + 1} of ${total}: ${rowSentence(issue, replica.marks(issue.key), list.marked.has(issue.key), app.shell.now())}`
  return [`${site.name}, ${view}`, row]
}

/** The screen for a screen reader, from top to bottom: where one is, what the cursor is on, and what was said last. */
export const spokenLines = (props: SpokenProps): readonly string[] => {
  const { app, state, session } = props
  const dialog = dialogLines(props)
  const said = state.toast === null ? [] : [state.toast.text]
  if (dialog.length > 0) return [...dialog, ...said]
  if (session === null) return ['No site is open', ': shows what can be done', ...said]
  if (state.inbox !== null) return [...inboxSentences(state, session, app.shell.now()), ...said]
  if (!readsIssue(state)) return [...listLines({ ...props, session }), ...said]
  const whole = triageLines({ app, state: { ...state, zoomed: true }, session, theme: probe })
  return [...plainLines(whole.slice(1, -1)), ...said]
}
