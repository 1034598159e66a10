import type { IssueKey } from '@mmd/jira-api'
import { splitKey } from '@mmd/replica'
import { fit } from '@mmd/rich-text/cells'
import { drawFrame } from '../../components/frame.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { inboxKeys } from '../../inbox/select-inbox.ts'
import { age } from '../triage/age.ts'
import type { Box } from '../triage/layout.ts'
import { priorityLook } from '../triage/looks.ts'
import { siteColumn } from '../triage/site-parts.ts'
import type { InboxParts } from './inbox-lines.ts'

/** Cells of a key, and of an age. */
const keyCells = 9
const ageCells = 4

/** One cell for what stands out: somebody must decide, on its way, came back, put off, changed since it was seen. */
const stateLook = ({ state, session }: InboxParts, key: IssueKey, back: ReadonlySet<IssueKey>): Piece => {
  const marks = session.replica.marks(key)
  if (marks.failed || marks.conflict) return ['bad', '!']
  if (marks.pending) return ['warn', '⇅']
  if (back.has(key)) return ['warn', '↩']
  if (state.inbox?.skipped.includes(key) === true) return ['faint', '→']
  return marks.unread ? ['accent', '•'] : ['text', ' ']
}

/** What is left, in the order in which it comes; the one under the cursor is the one that is decided about. */
export const queuePane = (parts: InboxParts, { width, height }: Box): readonly string[] => {
  const { state, session, now, theme } = parts
  const { cursor = 0, top = 0, choosing = null } = state.inbox ?? {}
  const keys = inboxKeys(state, session.replica)
  const inner = width - 2
  const site = siteColumn(session, inner)
  const back = new Set(
    session.replica.decisions().flatMap(({ key, changed, verdict }) => (changed || verdict === 'snoozed' ? [key] : [])),
  )
  const summary = Math.max(1, inner - 7 - keyCells - ageCells - (site === null ? 0 : site.cells + 1))
  const lines = keys.slice(top, top + height - 2).map((key, row) => {
    const issue = session.replica.issue(key)
    if (issue === undefined) return ' '.repeat(inner)
    const drawn = line(
      [
        ['text', ' '],
        stateLook(parts, key, back),
        ...(site === null ? [] : [site.of(key)]),
        ['accent', `${fit(splitKey(key).key, keyCells)} `],
        priorityLook(issue.priority),
        ['text', ` ${fit(issue.summary, summary)}`],
        ['dim', ` ${age(issue.created, now).padStart(ageCells)} `],
      ],
      inner,
      theme,
    )
    return top + row === cursor ? theme.select(drawn, choosing === null) : drawn
  })
  return drawFrame(
    { title: 'To decide', right: `${cursor + 1}/${keys.length}`, lines, width, height, focused: choosing === null },
    theme,
  )
}
