import { textWidth } from '@mmd/rich-text/cells'
import { viewErrors } from '../../app/members.ts'
import { drawFrame } from '../../components/frame.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { summaryOf } from '../../inbox/progress.ts'
import { presentError } from '../../present-error.ts'
import type { Theme } from '../../theme/theme.ts'
import type { Box } from '../triage/layout.ts'
import { decidedLine } from './decided-pane.ts'
import type { InboxParts } from './inbox-lines.ts'

const centred = (pieces: readonly Piece[], width: number, theme: Theme): string => {
  const cells = pieces.reduce((sum, [, text]) => sum + textWidth(text), 0)
  return line([['text', ' '.repeat(Math.max(0, (width - cells) >> 1))], ...pieces], width, theme)
}

/** Why nothing is here yet: the list is on its way, or could not be had. */
const waitWords = ({ state, session }: InboxParts): readonly Piece[] | null => {
  const rows = session.replica.view(state.activeView)
  const [failed] = viewErrors(session, state.activeView)
  if (rows?.phase === 'failed' && failed !== undefined) {
    const { what } = presentError(failed.error, { site: failed.site.name })
    return [['bad', what]]
  }
  return rows === undefined || rows.phase === 'loading' || rows.refreshedAt === null
    ? [['dim', 'Asking the site…']]
    : null
}

const keysOf = (width: number, canUndo: boolean): readonly Piece[] => {
  const undo: readonly Piece[] = canUndo
    ? [
        ['key', 'u'],
        ['dim', width < 60 ? ' undo   ' : ' takes back the last one   '],
      ]
    : []
  return [
    ...undo,
    ['key', 'r'],
    ['dim', width < 60 ? ' refresh   ' : ' asks what is new   '],
    ['key', 'Esc'],
    ['dim', width < 60 ? ' back' : ' goes back to the list'],
  ]
}

/** Nothing is left: what was decided today, and how to go on. */
export const emptyPane = (parts: InboxParts, { width, height }: Box): readonly string[] => {
  const { progress, session, theme } = parts
  const inner = width - 2
  const rows = Math.max(0, height - 2)
  const waits = waitWords(parts)
  const framed = (lines: readonly string[]): readonly string[] => {
    const above = Array.from({ length: Math.max(0, (rows - lines.length) >> 1) }, () => ' '.repeat(inner))
    return drawFrame(
      { title: 'Inbox', lines: [...above, ...lines].slice(0, rows), width, height, focused: true },
      theme,
    )
  }
  if (waits !== null) return framed([centred(waits, inner, theme)])
  const isBeingDecided = (parts.state.inbox?.leaving.length ?? 0) > 0
  if (isBeingDecided) return framed([centred([['dim', 'The last one is being decided…']], inner, theme)])
  const { decided } = progress
  const blank = ' '.repeat(inner)
  const summary = decided.length === 0 ? 'Nothing waits for a decision' : `Today: ${summaryOf(decided)}`
  const head = [
    centred([['good', '✓ Inbox zero']], inner, theme),
    ...(rows < 8 ? [] : [blank]),
    centred([['text', summary]], inner, theme),
    ...(rows < 8 ? [] : [blank]),
  ]
  const foot = [
    ...(rows < 8 ? [] : [blank]),
    centred(keysOf(inner, session.replica.changes(1).length > 0), inner, theme),
  ]
  const listed = Math.max(0, Math.min(decided.length, 8, rows - head.length - foot.length))
  const column = Math.min(inner, 64)
  const margin = ' '.repeat((inner - column) >> 1)
  const rest = ' '.repeat(Math.max(0, inner - column - margin.length))
  const recent = decided.slice(0, listed).map((one) => margin + decidedLine(one, parts, column) + rest)
  return framed([...head, ...recent, ...foot])
}
