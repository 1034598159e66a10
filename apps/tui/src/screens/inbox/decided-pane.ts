import { type DecidedIssue, splitKey, type Verdict } from '@mmd/replica'
import { fit } from '@mmd/rich-text/cells'
import { drawFrame } from '../../components/frame.ts'
import { justified, type Piece } from '../../components/pieces.ts'
import { verdictWords } from '../../inbox/progress.ts'
import { age } from '../triage/age.ts'
import type { Box } from '../triage/layout.ts'
import type { InboxParts } from './inbox-lines.ts'

const keyCells = 9

const glyphs: Readonly<Record<Verdict, Piece>> = {
  accepted: ['good', '✓'],
  duplicate: ['info', '='],
  declined: ['bad', '✗'],
  assigned: ['accent', '@'],
  moved: ['indeterminate', '→'],
  snoozed: ['dim', 'z'],
}

/** One decision on one line of exactly `width` cells: which, what became of it, what it is about, and when. */
export const decidedLine = (one: DecidedIssue, { now, session, theme }: InboxParts, width: number): string =>
  justified(
    [
      ['text', ' '],
      glyphs[one.verdict],
      ['dim', ` ${fit(splitKey(one.key).key, keyCells)} `],
      ['text', verdictWords(one)],
      ['faint', `  ${session.replica.issue(one.key)?.summary ?? ''}`],
    ],
    [['faint', ` ${age(new Date(one.at).toISOString(), now).padStart(4)} `]],
    width,
    theme,
  )

/** What was decided today, the newest first. */
export const decidedPane = (parts: InboxParts, { width, height }: Box): readonly string[] => {
  const { progress, theme } = parts
  const lines = progress.decided.slice(0, height - 2).map((one) => decidedLine(one, parts, width - 2))
  const right = progress.decided.length === 0 ? '' : `${progress.decided.length}`
  return drawFrame({ title: 'Decided today', right, lines, width, height, focused: false }, theme)
}
