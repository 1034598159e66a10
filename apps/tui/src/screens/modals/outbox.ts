import type { OperationRecord } from '@mmd/replica'
import { fit, textWidth } from '@mmd/rich-text'
import { dropSeveral, editOperation, isEditable, resolveOperation, retrySeveral } from '../../actions/flows/outbox.ts'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { presentError, screenHint } from '../../present-error.ts'
import { scrollTop } from '../../state/list.ts'
import type { OutboxModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { age } from '../triage/age.ts'
import { fewHintLines, type Hint, hintLines } from './hints.ts'
import { type ModalRoom, type ModalView, unpainted } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const stateOf = ({ state, isUncertain, error, waitsBehind }: OperationRecord): Piece => {
  if (state === 'conflict') return ['warn', '≠ changed on both sides']
  if (isUncertain) return ['bad', '? no answer came']
  if (state === 'failed') return ['bad', '✗ not taken']
  return ['dim', error === null && waitsBehind === null ? '⇅ on its way' : '⇅ waits']
}

/** Columns below which a row has no room for both what is done and how it stands, which is told under the rows too. */
const roomy = 60

/** Cells of how the widest of them stands, so that the signs are below one another. */
const stateWidth = (records: readonly OperationRecord[], width: number): number =>
  width < roomy ? 1 : Math.max(0, ...new Set(records.map((record) => textWidth(stateOf(record)[1]))))

interface RowLook {
  readonly here: boolean
  readonly marked: boolean
  readonly stateCells: number
  readonly width: number
}

const rowLine = (record: OperationRecord, { here, marked, stateCells, width }: RowLook, theme: Theme): string => {
  const [role, state] = stateOf(record)
  const drawn = justified(
    [
      [here ? 'accent' : 'text', here ? ' ▸' : '  '],
      ['accent', marked ? '●' : ' '],
      ['accent', `${record.operation.key} `],
      ['text', record.words],
    ],
    [[role, `  ${width < roomy ? state.slice(0, 1) : fit(state, stateCells)} `]],
    width,
    theme,
  )
  return here ? theme.select(drawn, true) : drawn
}

const wait = (record: OperationRecord, now: number): string => {
  if (record.waitsUntil === null) return 'It is sent as soon as that is over.'
  const seconds = Math.max(1, Math.round((record.waitsUntil - now) / 1000))
  return `The next try is in ${seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`}.`
}

const siteOf = (session: SiteSession | null, { operation }: OperationRecord): string =>
  session === null ? '' : ownerOf(session, operation.key).session.site.name

const behind = ({ state, words, operation }: OperationRecord): string =>
  state === 'conflict'
    ? `It waits behind “${words}” of ${operation.key}, changed on both sides: choose there first (Enter).`
    : `It waits behind “${words}” of ${operation.key}, which was not taken: send that again (r) or give it up (d) first.`

/** What is to be said of the one under the cursor, and when it was done. */
const about = (
  record: OperationRecord,
  { site, now, holder }: { readonly site: string; readonly now: number; readonly holder: OperationRecord | undefined },
): readonly [why: string, since: string] => {
  const { error, state, isUncertain, performedAt } = record
  const elapsed = age(new Date(performedAt).toISOString(), now)
  const since = elapsed === 'now' ? 'Done here just now.' : `Done here ${elapsed} ago.`
  if (state === 'conflict') return ['Somebody else changed the same meanwhile: Enter shows both.', since]
  if (holder !== undefined) return [behind(holder), since]
  if (error === null) return ['It is sent in its turn.', since]
  const { what, hint } = presentError(error, { site, isUncertain })
  const next = state === 'pending' ? `\n${wait(record, now)}` : ''
  return [`${what}${screenHint(hint)}${next}`, since]
}

/** Exactly `rows` lines: why before since when, and what has no room ends in …. */
const aboutLines = (
  [why, since]: readonly [why: string, since: string],
  rows: number,
  width: number,
  theme: Theme,
): readonly string[] => {
  const inLines = (text: string): readonly string[] => wrapped('text', text, width, unpainted)
  const both = inLines(`${why}${why.endsWith('.') ? ' ' : '\n'}${since}`)
  const all = both.length <= rows ? both : inLines(why)
  const last = all.length > rows ? [`${(all[rows - 1] ?? '').trimEnd()}…`] : []
  const shown = [...all.slice(0, rows - last.length), ...last]
  return Array.from({ length: rows }, (_, at) => line([['text', shown[at] ?? '']], width, theme))
}

interface Keys {
  readonly state: OperationRecord['state']
  readonly isEditable: boolean
  /** How many are marked. */
  readonly marked: number
  /** How many there are. */
  readonly count: number
}

const hintsOf = ({ state, isEditable: canEdit, marked, count }: Keys): readonly Hint[] => [
  ...(state === 'conflict' ? ([['Enter', 'chooses']] as const) : []),
  ...(state === 'failed' || marked > 0
    ? ([['r', marked > 0 ? `sends ${marked} again` : 'sends it again']] as const)
    : []),
  ...(canEdit ? ([['e', 'edits it']] as const) : []),
  ['d', marked > 0 ? `gives ${marked} up` : 'gives it up'],
  ...(count > 1
    ? ([
        ['x', 'marks'],
        ['*', 'marks all'],
      ] as const)
    : []),
  ['Esc', 'closes'],
]

/** How the height of the dialog is shared out: the same for each row, so that nothing moves with the cursor. */
const sharesOf = ({ innerWidth: width, innerHeight }: ModalRoom, count: number) => {
  const most = Math.max(
    ...(['conflict', 'failed'] as const).map(
      (state) => hintLines(hintsOf({ state, isEditable: true, marked: 0, count }), width, unpainted).length,
    ),
  )
  const hints = innerHeight < 6 ? 1 : Math.min(2, most)
  const rule = innerHeight < 9 ? 0 : 1
  const about = Math.max(0, Math.min(innerHeight < 6 ? 1 : 3, innerHeight - hints - rule - 1))
  return { hints, rule, about, rows: Math.max(1, Math.min(Math.max(count, 4), innerHeight - hints - rule - about)) }
}

/** Nothing is left to show: what one reads, and how one leaves. */
const emptyLines = ({ innerWidth: width, innerHeight }: ModalRoom, theme: Theme): readonly string[] =>
  [
    line([['good', ' Everything was sent']], width, theme),
    ...(innerHeight < 3 ? [] : [' '.repeat(width)]),
    ...fewHintLines([['Esc', 'closes']], 1, width, theme),
  ].slice(0, innerHeight)

export const drawOutbox = (app: App, modal: OutboxModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const session = app.session()
  const records = session?.replica.operations() ?? []
  const cursor = Math.max(0, Math.min(modal.cursor, records.length - 1))
  const current = records[cursor]
  if (current === undefined) return { title: 'Outbox', lines: emptyLines(room, theme) }
  const marked = marksOf(modal, records)
  const holder = records.find(({ id }) => id === current.waitsBehind)
  const said = about(current, { site: siteOf(session, current), now: app.shell.now(), holder })
  const shares = sharesOf(room, records.length)
  const hints = hintsOf({
    state: current.state,
    isEditable: isEditable(current),
    marked: marked.size,
    count: records.length,
  })
  const keys = fewHintLines(hints, shares.hints, width, theme)
  const top = scrollTop(0, cursor, shares.rows, records.length)
  const stateCells = stateWidth(records, width)
  const rows = records
    .slice(top, top + shares.rows)
    .map((record, at) =>
      rowLine(record, { here: top + at === cursor, marked: marked.has(record.id), stateCells, width }, theme),
    )
  const blanks = (count: number): readonly string[] =>
    Array.from({ length: Math.max(0, count) }, () => ' '.repeat(width))
  const lines = [
    ...rows,
    ...blanks(shares.rows - rows.length),
    ...(shares.rule === 0 ? [] : [theme.paint('border', '─'.repeat(width))]),
    ...aboutLines(said, shares.about, width, theme),
    ...blanks(shares.hints - keys.length),
    ...keys,
  ]
  return {
    title: 'Outbox',
    right: records.length > shares.rows ? `${cursor + 1}/${records.length}` : '',
    lines: lines.slice(0, room.innerHeight),
  }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, k: -1, up: -1, G: 10_000, g: -10_000 }

/** Those that are marked and still there. */
const marksOf = ({ marked = new Set() }: OutboxModal, records: readonly OperationRecord[]): ReadonlySet<number> =>
  new Set(records.flatMap(({ id }) => (marked.has(id) ? [id] : [])))

interface Acting {
  readonly record: OperationRecord
  /** The marked ones, else the one under the cursor. */
  readonly meant: readonly OperationRecord[]
}

const act = (app: App, session: SiteSession, { record, meant }: Acting, chord: Chord): void => {
  const failed = meant.filter(({ state }) => state === 'failed')
  if (chord === 'enter' && record.state === 'conflict') resolveOperation(app, session, record)
  else if (chord === 'r' || (chord === 'enter' && record.state === 'failed')) retrySeveral(app, session, failed)
  else if (chord === 'e') editOperation(app, session, record)
  else if (chord === 'd') dropSeveral(app, session, meant)
}

/** Marks the one under the cursor and goes on, or all; or takes the marks away again. */
const mark = (app: App, modal: OutboxModal, records: readonly OperationRecord[], all: boolean): void => {
  const marked = marksOf(modal, records)
  const id = records[modal.cursor]?.id
  const whole = new Set(all && marked.size < records.length ? records.map((record) => record.id) : [])
  const toggled = new Set(marked)
  if (id !== undefined && !toggled.delete(id)) toggled.add(id)
  const cursor = all ? modal.cursor : Math.min(records.length - 1, modal.cursor + 1)
  app.store.update((state) =>
    changeModal(state, modal.id, 'outbox', (outbox) => ({ ...outbox, cursor, marked: all ? whole : toggled })),
  )
}

export const outboxKey = (app: App, modal: OutboxModal, chord: Chord): void => {
  const session = app.session()
  const records = session?.replica.operations() ?? []
  const cursor = Math.max(0, Math.min(modal.cursor, records.length - 1))
  const record = records[cursor]
  const step = steps[chord]
  if (chord === 'esc' || chord === 'q' || chord === 'O') app.close(modal.id)
  else if (step !== undefined) {
    const to = Math.max(0, Math.min(records.length - 1, cursor + step))
    app.store.update((state) => changeModal(state, modal.id, 'outbox', (outbox) => ({ ...outbox, cursor: to })))
  } else if (chord === 'x' || chord === 'space' || chord === '*')
    mark(app, { ...modal, cursor }, records, chord === '*')
  else if (session !== null && record !== undefined) {
    const marked = marksOf(modal, records)
    const meant = marked.size === 0 ? [record] : records.filter(({ id }) => marked.has(id))
    act(app, session, { record, meant }, chord)
  }
}
