import { splitKey } from '@mmd/replica'
import { fit, textWidth } from '@mmd/rich-text/cells'
import { duplicateWords } from '../../actions/flows/duplicate.ts'
import { drawFrame } from '../../components/frame.ts'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Candidate } from '../../inbox/candidates.ts'
import type { Theme } from '../../theme/theme.ts'
import { wrapped } from '../modals/prompt.ts'
import type { Box } from '../triage/layout.ts'
import { statusRole } from '../triage/looks.ts'
import type { InboxParts } from './inbox-lines.ts'

/** Cells of a key and of a status at most; columns below which its glyph alone says how it stands. */
const keyCells = 9
const statusCells = 14
const roomForStatus = 60

const percent = ({ score }: Candidate): string => `${Math.round(score * 100)}%`.padStart(4)

interface Looks {
  readonly number: number
  /** Cells of the longest status among the candidates. */
  readonly statusWidth: number
  readonly width: number
  readonly theme: Theme
}

const headOf = (candidate: Candidate, number: number): readonly Piece[] => {
  const { key, status } = candidate.issue
  return [
    ['key', ` ${number} `],
    ['dim', `${percent(candidate)} `],
    [status.category === 'done' ? 'faint' : 'accent', fit(splitKey(key).key, keyCells)],
    [statusRole(status.category), status.category === 'done' ? ' ✓ ' : ' ○ '],
  ]
}

/** One candidate on one line. */
const oneLine = (candidate: Candidate, { number, statusWidth, width, theme }: Looks): readonly string[] => {
  const { status, summary } = candidate.issue
  const withStatus: readonly Piece[] =
    width < roomForStatus ? [] : [[statusRole(status.category), `${fit(status.name, statusWidth)} `]]
  const role = status.category === 'done' ? 'dim' : 'text'
  return [line([...headOf(candidate, number), ...withStatus, [role, summary]], width, theme)]
}

/** One candidate with its summary on a line of its own. */
const twoLines = (candidate: Candidate, { number, width, theme }: Looks): readonly string[] => {
  const { status, summary } = candidate.issue
  return [
    justified(
      headOf(candidate, number),
      [[statusRole(status.category), `${fit(status.name, statusCells)} `]],
      width,
      theme,
    ),
    line([[status.category === 'done' ? 'dim' : 'text', `   ${summary}`]], width, theme),
  ]
}

/** What may be the same as the issue under the cursor, the most alike first; numbers choose while `d` has turned to it. */
export const candidatesPane = ({ state, theme }: InboxParts, { width, height }: Box): readonly string[] => {
  const { candidates = null, choosing = null, cursorKey = null } = state.inbox ?? {}
  const found = candidates?.key === cursorKey ? (candidates?.found ?? []) : []
  const inner = width - 2
  // What choosing does, where not even one candidate gives way for it.
  const told =
    choosing !== null && height - 2 > found.length
      ? wrapped('faint', duplicateWords, inner, theme).slice(0, height - 2 - found.length)
      : []
  const rows = height - 2 - told.length
  const draw = rows >= found.length * 2 && inner < 2 * roomForStatus && rows > 5 ? twoLines : oneLine
  const chosen = choosing ?? -1
  const longest = Math.max(0, ...found.map(({ issue }) => textWidth(issue.status.name)))
  const statusWidth = Math.min(statusCells, longest)
  const drawn = found.map((candidate, at) => {
    const lines = draw(candidate, { number: at + 1, statusWidth, width: inner, theme })
    return at === chosen ? lines.map((one) => theme.select(one, true)) : lines
  })
  // Where not all of them have room the one under the cursor is among those that do.
  const from = draw === oneLine ? Math.max(0, Math.min(chosen - rows + 1, found.length - rows)) : 0
  const nothing = candidates?.key === cursorKey ? ' Nothing in the local copy looks like it' : ' Looking…'
  const lines =
    found.length === 0
      ? [line([['faint', nothing]], inner, theme)]
      : [...drawn.slice(from).flat().slice(0, rows), ...told]
  const title =
    choosing === null || cursorKey === null ? 'Looks alike' : `${splitKey(cursorKey).key} is a duplicate of…`
  const right = found.length === 0 ? '' : choosing === null ? 'd' : found.length === 1 ? '1' : `1–${found.length}`
  return drawFrame({ title, right, lines, width, height, focused: choosing !== null }, theme)
}
