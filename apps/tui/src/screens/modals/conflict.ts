import type { FieldConflict } from '@mmd/replica'
import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { scrollTop } from '../../state/list.ts'
import type { ConflictModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { valueLines } from './field-words.ts'
import { hintLines } from './hints.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

type Choice = 'mine' | 'theirs'

/** Columns of the names of the sides. */
const labelWidth = 13

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
  width: number,
  theme: Theme,
): readonly string[] => {
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
    ...sideLines(['     was', 'dim'], valueLines(conflict.base), width, theme),
    ...sideLines(side('mine', 'mine'), valueLines(conflict.mine), width, theme),
    ...sideLines(side('theirs', 'theirs'), valueLines(conflict.theirs), width, theme),
  ]
}

export const drawConflict = (modal: ConflictModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const head = [
    ...(modal.error === null ? [] : wrapped('bad', modal.error, width, theme)),
    ...wrapped('text', 'Somebody else changed the same meanwhile. Nothing was overwritten.', width, theme),
    ' '.repeat(width),
  ]
  const blocks = modal.conflicts.map((conflict, at) => fieldLines(modal, conflict, at, width, theme))
  const body = blocks.flatMap((lines, at) => (at === 0 ? lines : [' '.repeat(width), ...lines]))
  const more = modal.conflicts.length > 1 ? ([['j k', 'next field']] as const) : []
  const foot = [
    ' '.repeat(width),
    ...hintLines(
      [['m', 'mine'], ['t', 'theirs'], ...more, ['Enter', 'does it'], ['Esc', 'decides later']],
      width,
      theme,
    ),
  ]
  const height = Math.max(1, room.innerHeight - head.length - foot.length)
  const before = blocks.slice(0, modal.cursor).reduce((sum, lines) => sum + lines.length + 1, 0)
  const last = before + (blocks[modal.cursor]?.length ?? 1) - 1
  const top = Math.min(before, scrollTop(0, last, height, body.length))
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
    cursor: nearest(modal, modal.cursor + 1),
    error: null,
  })
}

const confirm = (app: App, modal: ConflictModal): void => {
  const open = modal.conflicts.findIndex(({ id }) => modal.choices[id] === undefined)
  if (open !== -1)
    return change(app, modal, { cursor: open, error: `${modal.conflicts[open]?.name}: m or t chooses a side` })
  app.close(modal.id)
  modal.onChoose(modal.choices)
}

export const conflictKey = (app: App, modal: ConflictModal, chord: Chord): void => {
  const step = steps[chord]
  const choice = keys[chord]
  const chosen = modal.choices[modal.conflicts[modal.cursor]?.id ?? '']
  if (chord === 'esc' || chord === 'q') app.close(modal.id)
  else if (chord === 'enter') confirm(app, modal)
  else if (choice !== undefined) choose(app, modal, choice)
  else if (chord === 'space') choose(app, modal, chosen === 'mine' ? 'theirs' : 'mine')
  else if (step !== undefined) change(app, modal, { cursor: nearest(modal, modal.cursor + step) })
}
