import { justified, line, type Piece } from '../../components/pieces.ts'
import { scrollTop } from '../../state/list.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines, type Hint } from '../modals/hints.ts'
import type { ModalRoom, ModalView } from '../modals/modal-view.ts'
import { wrapped } from '../modals/prompt.ts'
import { type BulkModal, type BulkRow, isDoable, rowsMeant } from './bulk-modal.ts'
import { type Outstanding, outcomeOf, outstandingOf, type RowOutcome, tallyOf } from './bulk-outcome.ts'

/** Most reasons that stand above the rows. */
const mostReasons = 3

const issues = (count: number): string => `${count} issue${count === 1 ? '' : 's'}`

/** Why some cannot be changed, the commonest first, with how many. */
const reasonsOf = ({ rows }: BulkModal): readonly (readonly [why: string, count: number])[] => {
  const counts = new Map<string, number>()
  for (const { problem, key } of rows) {
    if (problem === null) continue
    // The same for each of them, whatever their keys are.
    const why = problem.replaceAll(key, 'it')
    counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1])
}

const planHead = (modal: BulkModal, width: number, theme: Theme): readonly string[] => {
  const { rows, left } = modal
  const meant = rowsMeant(modal)
  const closed = meant.filter((row) => row.closed !== null).length
  const unsure = meant.filter((row) => row.closed === null && row.unsure !== null).length
  const already = rows.filter((row) => row.problem === null && !isDoable(row)).length
  const parts: readonly Piece[] = [
    [meant.length > 0 ? 'good' : 'dim', ` ✓ ${issues(meant.length)} to change`],
    ['dim', left.size > 0 ? `  ○ ${left.size} left out` : ''],
    ['dim', already > 0 ? `  = ${already} so already` : ''],
    ['warn', closed > 0 ? `  ! ${closed} with no way back` : ''],
    ['dim', unsure > 0 ? `  ? ${unsure} perhaps with no${closed > 0 ? 'ne' : ' way back'}` : ''],
  ]
  const reasons = reasonsOf(modal)
  const shown = reasons.length > mostReasons ? reasons.slice(0, mostReasons - 1) : reasons
  const rest = reasons.slice(shown.length).reduce((sum, [, count]) => sum + count, 0)
  return [
    line(parts, width, theme),
    ...shown.map(([why, count]) => line([['bad', ` ✗ ${count} not: ${why}`]], width, theme)),
    ...(rest > 0 ? [line([['bad', ` ✗ ${rest} not, for other reasons`]], width, theme)] : []),
  ]
}

const runHead = (modal: BulkModal, outstanding: Outstanding, width: number, theme: Theme): readonly string[] => {
  const { sent, pending, conflict, failed, stopped } = tallyOf(modal, outstanding)
  const all = sent + pending + conflict + failed + stopped
  const parts: readonly Piece[] = [
    [pending === 0 && conflict + failed + stopped === 0 ? 'good' : 'text', ` ✓ ${sent} of ${all} done`],
    ['dim', pending > 0 ? `  ⇅ ${pending} on the way` : ''],
    ['dim', stopped > 0 ? `  ○ ${stopped} stopped` : ''],
    ['bad', failed > 0 ? `  ✗ ${failed} not taken` : ''],
    ['warn', conflict > 0 ? `  ≠ ${conflict} changed on both sides` : ''],
  ]
  return [line(parts, width, theme)]
}

const signs: Readonly<Record<RowOutcome['state'], Piece>> = {
  sent: ['good', '✓'],
  pending: ['dim', '⇅'],
  conflict: ['warn', '≠'],
  failed: ['bad', '✗'],
  stopped: ['faint', '○'],
}

/** Whether it can be taken back. */
const signOf = ({ closed, unsure }: BulkRow): Piece =>
  closed !== null ? ['warn', '!'] : unsure !== null ? ['dim', '?'] : ['good', '✓']

const planned = (row: BulkRow, isLeft: boolean): readonly [sign: Piece, words: Piece] => {
  if (row.problem !== null)
    return [
      ['bad', '✗'],
      ['dim', row.problem],
    ]
  if (!isDoable(row))
    return [
      ['dim', '='],
      ['dim', 'so already'],
    ]
  if (isLeft)
    return [
      ['dim', '○'],
      ['faint', row.words],
    ]
  return [signOf(row), ['text', row.words]]
}

const became = (row: BulkRow, outcome: RowOutcome | undefined): readonly [sign: Piece, words: Piece] => {
  if (outcome === undefined)
    return [
      ['faint', '○'],
      ['faint', 'left as it was'],
    ]
  const { state, why } = outcome
  return [signs[state], state === 'sent' || why === '' ? ['text', row.words] : ['dim', why]]
}

/** Cells of the widest key: the same for all, so that nothing moves while one scrolls. */
const keyWidth = (rows: readonly BulkRow[]): number => rows.reduce((widest, { key }) => Math.max(widest, key.length), 0)

const rowLine = (
  row: BulkRow,
  [sign, words]: readonly [Piece, Piece],
  { here, keyCells, width }: { readonly here: boolean; readonly keyCells: number; readonly width: number },
  theme: Theme,
): string => {
  const drawn = justified(
    [[here ? 'accent' : 'text', here ? ' ▸ ' : '   '], sign, ['accent', ` ${row.key.padEnd(keyCells)}  `], words],
    [],
    width,
    theme,
  )
  return here ? theme.select(drawn, true) : drawn
}

/** What is to be said of the row under the cursor, whole. */
const aboutRow = (row: BulkRow | undefined, outcome: RowOutcome | undefined, isRun: boolean): string => {
  if (row === undefined) return ''
  if (isRun) return outcome === undefined ? 'It was left as it was.' : outcome.why === '' ? row.words : outcome.why
  if (row.problem !== null) return row.problem
  if (!isDoable(row)) return 'It is so already.'
  if (row.closed !== null) return `Cannot be taken back: ${row.closed}`
  return row.unsure === null ? row.words : `${row.words}. May stay so: ${row.unsure}`
}

const planHints = (modal: BulkModal): readonly Hint[] => {
  const { length } = rowsMeant(modal)
  return [
    ...(length > 0 ? ([['Enter', `changes ${length}`]] as const) : []),
    ['Esc', 'changes none'],
    ['Space', 'leaves one out'],
  ]
}

const runHints = (modal: BulkModal, outstanding: Outstanding): readonly Hint[] => {
  const { pending, failed, conflict } = tallyOf(modal, outstanding)
  return [
    ...(failed > 0
      ? ([
          ['r', 'sends it again'],
          ['R', 'all that failed'],
        ] as const)
      : []),
    ...(failed + conflict > 0
      ? ([
          ['n', 'next'],
          ['O', 'outbox'],
        ] as const)
      : []),
    ...(pending > 0 ? ([['c', 'stops it']] as const) : []),
    [
      'u',
      rowsMeant(modal).some(({ closed, unsure }) => (closed ?? unsure) !== null)
        ? 'takes back what it can'
        : 'takes all back',
    ],
    ['Esc', pending > 0 ? 'closes, it goes on' : 'closes'],
  ]
}

/** Exactly `count` lines. */
const filled = (lines: readonly string[], count: number, width: number): readonly string[] =>
  Array.from({ length: Math.max(0, count) }, (_, at) => lines[at] ?? ' '.repeat(width))

export const drawBulk = (modal: BulkModal, room: ModalRoom, theme: Theme): ModalView => {
  const { innerWidth: width, innerHeight: height } = room
  const { rows, cursor, left, run } = modal
  const isRun = run !== null
  const outstanding = outstandingOf(modal)
  const hintRows = height < 12 ? 1 : 2
  const hints = fewHintLines(isRun ? runHints(modal, outstanding) : planHints(modal), hintRows, width, theme)
  const all = isRun ? runHead(modal, outstanding, width, theme) : planHead(modal, width, theme)
  // The plan keeps its head while it runs, so that the rows stay where they are.
  const headRows = Math.min(height < 9 ? 1 : 1 + mostReasons, planHead(modal, width, theme).length)
  const rule = height < 12 ? 0 : 1
  const aboutRows = height < 9 ? 0 : height < 12 ? 1 : 2
  const free = height - headRows - hintRows - aboutRows - 2 * rule
  const listRows = Math.max(1, Math.min(Math.max(rows.length, 4), free))
  const top = scrollTop(0, cursor, listRows, rows.length)
  const shown = rows.slice(top, top + listRows)
  const keyCells = keyWidth(rows)
  const drawn = shown.map((row, at) => {
    const said = isRun ? became(row, outcomeOf(modal, row, outstanding)) : planned(row, left.has(row.key))
    return rowLine(row, said, { here: top + at === cursor, keyCells, width }, theme)
  })
  const current = rows[cursor]
  const outcome = current === undefined ? undefined : outcomeOf(modal, current, outstanding)
  const about = wrapped('text', aboutRow(current, outcome, isRun), width, theme)
  const border = Array.from({ length: rule }, () => theme.paint('border', '─'.repeat(width)))
  const lines = [
    ...filled(all, headRows, width),
    ...border,
    ...filled(drawn, listRows, width),
    ...border,
    ...filled(about, aboutRows, width),
    ...filled(hints, hintRows, width),
  ]
  return {
    title: isRun ? modal.title : `Plan: ${modal.title}`,
    right: rows.length > listRows ? `${cursor + 1}/${rows.length}` : '',
    lines: lines.slice(0, height),
  }
}
