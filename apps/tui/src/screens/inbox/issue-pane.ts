import type { Change, IssueKey } from '@mmd/jira-api'
import type { DecidedIssue } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { drawFrame } from '../../components/frame.ts'
import { line } from '../../components/pieces.ts'
import { verdictWords } from '../../inbox/progress.ts'
import { inboxIssue, inboxKeys } from '../../inbox/select-inbox.ts'
import { whatChanged } from '../../inbox/what-changed.ts'
import { presentError } from '../../present-error.ts'
import { knownNames } from '../issue/names.ts'
import { age } from '../triage/age.ts'
import type { Box } from '../triage/layout.ts'
import { previewLines } from '../triage/preview-pane.ts'
import { keyTitle, siteOf } from '../triage/site-parts.ts'
import type { InboxParts } from './inbox-lines.ts'
import { inboxLayout } from './layout.ts'

/** What was drawn last: only what is laid out has a length. */
let seen: { readonly key: IssueKey; readonly height: number; readonly clampTop: (top: number) => number } | undefined

/** Scrolls the issue that is decided about by half pages. */
export const scrollInbox = (app: App, halves: number): void =>
  app.store.update((state) => {
    if (seen === undefined || seen.key !== state.inbox?.cursorKey) return state
    const { key, height, clampTop } = seen
    const from = state.preview.key === key ? state.preview.top : 0
    return { ...state, preview: { key, top: clampTop(Math.max(0, from + halves * Math.max(1, height >> 1))) } }
  })

/** Why an issue that was decided is here again. */
const backNote = ({ session, now }: InboxParts, decided: DecidedIssue): string => {
  const { verdict, reason, at, changed, key } = decided
  const ago = age(new Date(at).toISOString(), now)
  const when = ago === 'now' ? 'just now' : `${ago} ago`
  if (verdict !== 'snoozed' && !changed) return ''
  const until = session.replica.snooze(key)?.until ?? null
  const isOver = verdict === 'snoozed' && until !== null && until <= now
  const what = isOver ? ': its time is over' : changedWords(session, decided)
  return `${capital(verdictWords({ verdict, reason }))} ${when}${what}`
}

/** What somebody else did to it since; before that is known, that there was something. */
const changedWords = (session: SiteSession, { key, seen = null }: DecidedIssue): string => {
  const { replica } = session
  // The copy keeps parts as they were read.
  const history = (replica.part(key, 'history') as readonly Change[] | undefined) ?? []
  const comments = replica.detail(key)?.detail?.comments ?? []
  const me = ownerOf(session, key).session.site.user?.id
  const words = whatChanged({ history, comments, since: seen, me })
  return words === '' ? ', and changed since' : `: ${words}`
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What stands at the end of the upper edge where the panes that say it have no room. */
const edgeWords = ({ state, session }: InboxParts): string => {
  const { inbox } = state
  const layout = inboxLayout(state)
  if (inbox === null) return ''
  const alike = inbox.candidates?.key === inbox.cursorKey ? inbox.candidates.found.length : 0
  return [
    layout.candidates === null && alike > 0 ? `${alike} alike (d)` : '',
    layout.queue === null ? `${inbox.cursor + 1}/${inboxKeys(state, session.replica).length}` : '',
  ]
    .filter((words) => words !== '')
    .join(' · ')
}

/** The issue that is decided about. */
export const issuePane = (parts: InboxParts, { width, height }: Box): readonly string[] => {
  const { state, session, now, theme } = parts
  const issue = inboxIssue(state, session.replica)
  if (issue === undefined) return drawFrame({ title: '', lines: [], width, height, focused: false }, theme)
  const inner = width - 2
  const detail = session.replica.detail(issue.key)
  const failure = detail?.error ?? null
  const problem = failure === null ? null : presentError(failure, { site: siteOf(session, issue.key) }).what
  const text = previewLines({
    issue,
    detail,
    problem,
    width: inner,
    now,
    theme,
    people: knownNames(session.replica, now),
  })
  const last = session.replica.decisions().find(({ key }) => key === issue.key)
  const note = last === undefined ? '' : backNote(parts, last)
  const notes = note === '' ? [] : [line([['warn', ` ↩ ${note}`]], inner, theme)]
  const rows = Math.max(0, height - 2 - notes.length)
  seen = { key: issue.key, height: rows, clampTop: (wanted) => text.clampTop(wanted, rows) }
  const top = state.preview.key === issue.key ? text.clampTop(state.preview.top, rows) : 0
  const shown = text.slice(top, top + rows)
  const more = line([['dim', ' ↓ more']], inner, theme)
  const lines = shown.length > 0 && text.hasMore(top + rows) ? [...shown.slice(0, -1), more] : shown
  const title = keyTitle(issue.key)
  return drawFrame(
    { title, right: edgeWords(parts), lines: [...notes, ...lines], width, height, focused: false },
    theme,
  )
}
