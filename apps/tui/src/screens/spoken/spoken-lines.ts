import type { Issue } from '@mmd/jira-api'
import type { RowMarks } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { probe, selectedRow, textOf } from '../../mouse/probe.ts'
import { activeRows, currentIssue, readsIssue, shownKeys } from '../../state/selectors.ts'
import { type AppState, activeList, topModal } from '../../state/state.ts'
import { inboxLines } from '../inbox/inbox-lines.ts'
import { drawModal } from '../modals/modals.ts'
import { age } from '../triage/age.ts'
import { triageLines } from '../triage/triage-panes.ts'

export interface SpokenProps {
  readonly app: App
  readonly state: AppState
  readonly session: SiteSession | null
}

/** A drawn line as it is read out: without frames, signs of the cursor, and room between columns. */
const plainOf = (line: string): string =>
  textOf(line)
    .replaceAll(/[\u2500-\u257F▎]/g, ' ')
    .replaceAll(/ {2,}/g, '  ')
    .trim()

const plainLines = (lines: readonly string[]): readonly string[] => lines.map(plainOf).filter((line) => line !== '')

/** A row as a sentence. */
export const rowSentence = (issue: Issue, marks: RowMarks, isMarked: boolean, now: number): string => {
  const states = [
    ...(isMarked ? ['marked'] : []),
    ...(marks.unread ? ['new'] : []),
    ...(marks.pending ? ['being sent'] : []),
    ...(marks.failed ? ['not taken'] : []),
    ...(marks.conflict ? ['in conflict'] : []),
  ]
  const parts = [
    issue.status.name,
    ...(issue.priority === null ? [] : [issue.priority.name]),
    issue.type.name,
    issue.assignee?.name ?? 'unassigned',
    age(issue.updated ?? issue.created, now),
  ]
  return `${issue.key}: ${issue.summary}. ${[...states, ...parts].join(', ')}`
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
  if (state.inbox !== null) return plainLines(inboxLines({ app, state, session, theme: probe }))
  if (!readsIssue(state)) return [...listLines({ ...props, session }), ...said]
  const whole = triageLines({ app, state: { ...state, zoomed: true }, session, theme: probe })
  return [...plainLines(whole.slice(1, -1)), ...said]
}
