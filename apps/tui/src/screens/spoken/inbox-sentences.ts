import type { SiteSession } from '../../app/app.ts'
import type { Candidate } from '../../inbox/candidates.ts'
import { progressOf } from '../../inbox/progress.ts'
import { inboxIssue, inboxKeys } from '../../inbox/select-inbox.ts'
import { probe } from '../../mouse/probe.ts'
import type { AppState } from '../../state/state.ts'
import { issuePane } from '../inbox/issue-pane.ts'
import { plainLines } from './plain-lines.ts'
import { rowSentence } from './row-sentence.ts'

const candidateSentence = ({ issue, score }: Candidate, at: number): string =>
  `${at + 1}: ${issue.key}, ${Math.round(score * 100)} % alike: ${issue.summary}. ${issue.status.name}`

/** What may be the original, and last the one under the cursor while one is chosen: a step changes that line alone. */
const candidateLines = ({ inbox }: AppState): readonly string[] => {
  if (inbox === null || inbox.candidates?.key !== inbox.cursorKey) return []
  const sentences = (inbox.candidates?.found ?? []).map(candidateSentence)
  if (sentences.length === 0) return []
  const { choosing } = inbox
  const chosen = choosing === null ? [] : [`> ${sentences[choosing] ?? ''}`]
  return [choosing === null ? 'Looks alike' : 'Of which one is it a duplicate?', ...sentences, ...chosen]
}

/** Lines that are left for what the issue says: the rest is for where one is, and for what looks like it. */
const textRows = ({ size }: AppState): number => Math.max(4, size.rows - 12)

/** The inbox as it is read out: how much is left, the issue that is decided about and its text, and what looks like it. */
export const inboxSentences = (state: AppState, session: SiteSession, now: number): readonly string[] => {
  const { replica, site } = session
  const view = state.views.find(({ id }) => id === state.activeView)?.title ?? 'Issues'
  const progress = progressOf(state, replica, now)
  const { left, decided } = progress
  const where = `${site.name}, inbox of ${view}, ${left} left, ${decided.length} decided`
  const issue = inboxIssue(state, replica)
  const keys = inboxKeys(state, replica)
  if (issue === undefined || keys.length === 0)
    return [where, 'Nothing is left here. u takes the last decision back, Esc goes to the list']
  const row = rowSentence(issue, replica.marks(issue.key), false, now)
  const box = { width: state.size.columns, height: textRows(state) }
  const text = issuePane({ state, session, theme: probe, now, progress }, box).slice(1, -1)
  const at = (state.inbox?.cursor ?? 0) + 1
  return [where, `${at} of ${keys.length}: ${row}`, ...plainLines(text), ...candidateLines(state)]
}
