import type { FieldConflict } from '@mmd/replica'
import { isMergeable } from '../../actions/flows/merge-conflict.ts'
import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { scrollTop } from '../../state/list.ts'
import type { ConflictModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { valueText } from './field-words.ts'
import { fewHintLines, type Hint } from './hints.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'
import { sidesIn } from './sides.ts'

type Choice = 'mine' | 'theirs'

/** Columns of the names of the sides. */
const labelWidth = 13

/** Lines that say why one is asked, with the blank ones around them. */
const whyLines = 3

/** Most lines of each side: enough to read a sentence or two. */
const mostOfSide = 6

/** Lines of each side: all three of a field are seen at once, and why one is asked where there is room for that too. */
const linesOfSide = ({ innerHeight }: ModalRoom, hints: number): number => {
  const share = (rest: number): number => Math.floor((innerHeight - hints - 1 - rest) / 3)
  return Math.max(1, Math.min(mostOfSide, share(whyLines) > 1 ? share(whyLines) : share(0)))
}

const sideLines = (
  [label, role]: readonly [string, Piece[0]],
  values: readonly string[],
  width: number,
  theme: Theme,
): readonly string[] =>
  values.map((text, at) =>
    line(
      [
        [role, (at === 0 ? label : '').padEnd(labelWidth)],
        [role === 'dim' ? 'dim' : role === 'good' ? 'strong' : 'text', text],
      ],
      width,
      theme,
    ),
  )

const mark = (choice: Choice | undefined, side: Choice): string => (choice === side ? '● ' : '○ ')

/** The field's name, what it was, and both sides; the chosen one is marked. */
const fieldLines = (
  modal: ConflictModal,
  conflict: FieldConflict,
  at: number,
  { width, most, theme }: { readonly width: number; readonly most: number; readonly theme: Theme },
): readonly string[] => {
  const merged = modal.merged?.[conflict.id]
  const { base, mine, theirs } = sidesIn(
    { base: valueText(conflict.base), mine: valueText(merged ?? conflict.mine), theirs: valueText(conflict.theirs) },
    { width: Math.max(1, width - labelWidth - 1), most },
  )
  const choice = modal.choices[conflict.id]
  const here = at === modal.cursor
  const name = line(
    [
      [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
      [here ? 'title' : 'text', conflict.name],
    ],
    width,
    theme,
  )
  const side = (which: Choice, label: string): readonly [string, Piece[0]] => [
    `   ${mark(choice, which)}${label}`,
    choice === which ? 'good' : 'text',
  ]
  return [
    name,
    ...sideLines(['     was', 'dim'], base, width, theme),
    ...sideLines(side('mine', merged === undefined ? 'mine' : 'both'), mine, width, theme),
    ...sideLines(side('theirs', 'theirs'), theirs, width, theme),
  ]
}

const hintsOf = ({ conflicts, onMerge }: ConflictModal): readonly Hint[] => [
  ['m', 'mine'],
  ['t', 'theirs'],
  ...(onMerge !== undefined && conflicts.some(isMergeable) ? ([['e', 'both, edited']] as const) : []),
  ...(conflicts.length > 1 ? ([['j k', 'next field']] as const) : []),
  ['Enter', 'does it'],
  ['Esc', 'decides later'],
]

export const drawConflict = (modal: ConflictModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const error = modal.error === null ? [] : wrapped('bad', modal.error, width, theme)
  const why = [
    ...wrapped('text', 'Somebody else changed the same meanwhile. Nothing was overwritten.', width, theme),
    ' '.repeat(width),
  ]
  const hints = fewHintLines(hintsOf(modal), room.innerHeight < 6 ? 1 : 3, width, theme)
  const most = linesOfSide(room, hints.length + error.length)
  const blocks = modal.conflicts.map((conflict, at) => fieldLines(modal, conflict, at, { width, most, theme }))
  const body = blocks.flatMap((lines, at) => (at === 0 ? lines : [' '.repeat(width), ...lines]))
  // What one chooses between matters more than why. The same for each field, so that nothing moves with the cursor.
  const needed = error.length + Math.max(1, ...blocks.map(({ length }) => length)) + hints.length
  const isTight = needed + why.length + 1 > room.innerHeight
  const head = isTight ? error : [...error, ...why]
  const foot = isTight ? hints : [' '.repeat(width), ...hints]
  const height = Math.max(1, room.innerHeight - head.length - foot.length)
  const block = blocks[modal.cursor]?.length ?? 1
  const before = blocks.slice(0, modal.cursor).reduce((sum, lines) => sum + lines.length + 1, 0)
  const end = scrollTop(0, before + block - 1, height, body.length)
  // Where not even one field has room, mine and theirs have it.
  const top = block > height ? end : Math.min(before, end)
  return { title: modal.title, lines: [...head, ...body.slice(top, top + height), ...foot] }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, tab: 1, k: -1, up: -1, 'shift-tab': -1 }
const keys: Readonly<Record<Chord, Choice>> = { m: 'mine', t: 'theirs' }

const change = (app: App, modal: ConflictModal, to: Partial<ConflictModal>): void =>
  app.store.update((state) => changeModal(state, modal.id, 'conflict', (conflict) => ({ ...conflict, ...to })))

const nearest = (modal: ConflictModal, at: number): number => Math.max(0, Math.min(modal.conflicts.length - 1, at))

/** Chooses for the field under the cursor, and goes on to the next one. */
const choose = (app: App, modal: ConflictModal, choice: Choice): void => {
  const field = modal.conflicts[modal.cursor]
  if (field === undefined) return
  change(app, modal, {
    choices: { ...modal.choices, [field.id]: choice },
    merged: Object.fromEntries(Object.entries(modal.merged ?? {}).filter(([id]) => id !== field.id)),
    cursor: nearest(modal, modal.cursor + 1),
    error: null,
  })
}

/** Brings both sides of the text under the cursor together. */
const merge = (app: App, modal: ConflictModal): void => {
  const conflict = modal.conflicts[modal.cursor]
  if (conflict === undefined || modal.onMerge === undefined) return
  if (isMergeable(conflict)) modal.onMerge(conflict, modal.id)
  else change(app, modal, { error: `${conflict.name} is no text: m or t chooses a side` })
}

const confirm = (app: App, modal: ConflictModal): void => {
  const open = modal.conflicts.findIndex(({ id }) => modal.choices[id] === undefined)
  if (open !== -1)
    return change(app, modal, { cursor: open, error: `${modal.conflicts[open]?.name}: m or t chooses a side` })
  app.close(modal.id)
  modal.onChoose(modal.choices, modal.merged ?? {})
}

export const conflictKey = (app: App, modal: ConflictModal, chord: Chord): void => {
  const step = steps[chord]
  const choice = keys[chord]
  const chosen = modal.choices[modal.conflicts[modal.cursor]?.id ?? '']
  if (chord === 'esc' || chord === 'q') app.close(modal.id)
  else if (chord === 'enter') confirm(app, modal)
  else if (choice !== undefined) choose(app, modal, choice)
  else if (chord === 'e') merge(app, modal)
  else if (chord === 'space') choose(app, modal, chosen === 'mine' ? 'theirs' : 'mine')
  else if (step !== undefined) change(app, modal, { cursor: nearest(modal, modal.cursor + step) })
}
