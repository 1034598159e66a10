import type { OperationRecord } from '@mmd/replica'
import {
  dropOperation,
  editOperation,
  isEditable,
  resolveOperation,
  retryOperation,
} from '../../actions/flows/outbox.ts'
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
import { type Hint, hintLines } from './hints.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const stateOf = ({ state, isUncertain, error, waitsBehind }: OperationRecord): Piece => {
  if (state === 'conflict') return ['warn', '≠ changed on both sides']
  if (isUncertain) return ['bad', '? no answer came']
  if (state === 'failed') return ['bad', '✗ not taken']
  return ['dim', error === null && waitsBehind === null ? '⇅ on its way' : '⇅ waits']
}

/** Columns below which a row has no room for both what is done and how it stands, which is told under the rows too. */
const roomy = 60

const rowLine = (record: OperationRecord, here: boolean, width: number, theme: Theme): string => {
  const [role, state] = stateOf(record)
  const drawn = justified(
    [
      [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
      ['accent', `${record.operation.key} `],
      ['text', record.words],
    ],
    [[role, `  ${width < roomy ? state.slice(0, 1) : state} `]],
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

/** What is to be said of the one under the cursor. */
const about = (
  record: OperationRecord,
  { site, now, holder }: { readonly site: string; readonly now: number; readonly holder: OperationRecord | undefined },
): readonly string[] => {
  const { error, state, isUncertain, performedAt } = record
  const elapsed = age(new Date(performedAt).toISOString(), now)
  const since = elapsed === 'now' ? 'Done here just now' : `Done here ${elapsed} ago`
  if (state === 'conflict') return [`${since}. Somebody else changed the same meanwhile: Enter shows both.`]
  if (holder !== undefined) return [`${since}. ${behind(holder)}`]
  if (error === null) return [`${since}. It is sent in its turn.`]
  const { what, hint } = presentError(error, { site, isUncertain })
  return [`${since}. ${what}${screenHint(hint)}`, ...(state === 'pending' ? [wait(record, now)] : [])]
}

const hintsOf = (record: OperationRecord | undefined): readonly Hint[] => {
  if (record === undefined) return [['Esc', 'closes']]
  const { state } = record
  return [
    ...(state === 'conflict' ? ([['Enter', 'chooses']] as const) : []),
    ...(state === 'failed' ? ([['r', 'sends it again']] as const) : []),
    ...(isEditable(record) ? ([['e', 'edits it']] as const) : []),
    ['d', 'gives it up'],
    ['Esc', 'closes'],
  ]
}

export const drawOutbox = (app: App, modal: OutboxModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const session = app.session()
  const records = session?.replica.operations() ?? []
  const cursor = Math.max(0, Math.min(modal.cursor, records.length - 1))
  const current = records[cursor]
  const holder = records.find(({ id }) => id === current?.waitsBehind)
  const said =
    current === undefined ? [] : about(current, { site: siteOf(session, current), now: app.shell.now(), holder })
  const below = [
    theme.paint('border', '─'.repeat(width)),
    ...said.flatMap((text) => wrapped('text', text, width, theme)),
    ...hintLines(hintsOf(current), width, theme),
  ]
  const height = Math.max(1, Math.min(Math.max(records.length, 4), room.innerHeight - below.length))
  const top = scrollTop(0, cursor, height, records.length)
  const rows = records.slice(top, top + height).map((record, at) => rowLine(record, top + at === cursor, width, theme))
  const empty = records.length === 0 ? [line([['good', ' Everything was sent']], width, theme)] : []
  const blank = Array.from({ length: Math.max(0, height - rows.length - empty.length) }, () => ' '.repeat(width))
  return {
    title: 'Outbox',
    right: records.length > height ? `${cursor + 1}/${records.length}` : '',
    lines: [...empty, ...rows, ...blank, ...below].slice(0, room.innerHeight),
  }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, k: -1, up: -1, G: 10_000, g: -10_000 }

const act = (app: App, session: SiteSession, record: OperationRecord, chord: Chord): void => {
  if (chord === 'enter' && record.state === 'conflict') resolveOperation(app, session, record)
  else if ((chord === 'r' || chord === 'enter') && record.state === 'failed') retryOperation(app, session, record)
  else if (chord === 'e') editOperation(app, session, record)
  else if (chord === 'd') dropOperation(app, session, record)
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
  } else if (session !== null && record !== undefined) act(app, session, record, chord)
}
