import type { App } from '../../app/app.ts'
import { justified, line } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import type { ColumnsModal } from '../../state/columns-modal.ts'
import { scrollTop } from '../../state/list.ts'
import { changeModal } from '../../state/state.ts'
import type { ColumnChoice } from '../../state/view.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines, type Hint } from '../modals/hints.ts'
import type { ModalRoom, ModalView } from '../modals/modal-view.ts'
import { toRowField } from '../triage/columns/built-in-fields.ts'
import { cellsOf, titleOf } from '../triage/columns/place-columns.ts'

/** Cells of a key where none is known. */
const usualKey = 10

const hints: readonly Hint[] = [
  ['Enter', 'keeps'],
  ['a', 'adds'],
  ['x', 'takes away'],
  ['J K', 'move it'],
  ['+ -', 'width'],
  ['r', 'as it was'],
  ['Esc', 'closes'],
]

const widthWords = (column: ColumnChoice): string =>
  toRowField(column.field) === 'summary'
    ? 'the rest'
    : `${cellsOf(column, usualKey)}${column.width === undefined ? '' : ' chosen'}`

export const drawColumns = (modal: ColumnsModal, room: ModalRoom, theme: Theme): ModalView => {
  const { columns, cursor } = modal
  const width = room.innerWidth
  const foot = fewHintLines(hints, Math.max(1, Math.min(3, room.innerHeight - 3)), width, theme)
  const height = Math.max(1, Math.min(Math.max(columns.length, 8), room.innerHeight - foot.length))
  const top = scrollTop(0, cursor, height, columns.length)
  const rows = columns.slice(top, top + height).map((column, row) => {
    const here = top + row === cursor
    const drawn = justified(
      [
        [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
        ['text', titleOf(column.field)],
      ],
      [['dim', ` ${widthWords(column)} `]],
      width,
      theme,
    )
    return here ? theme.select(drawn, true) : drawn
  })
  const shown = rows.length === 0 ? [line([['dim', '   no columns · a adds one']], width, theme)] : rows
  const blank = Array.from({ length: Math.max(0, height - shown.length) }, () => ' '.repeat(width))
  return { title: `Columns of ${modal.title}`, right: String(columns.length), lines: [...shown, ...blank, ...foot] }
}

/** Cells that a column gains or loses at a time. */
const step = 2

const wider = (column: ColumnChoice, by: number): ColumnChoice => ({
  ...column,
  width: Math.max(1, Math.min(60, cellsOf(column, usualKey) + by)),
})

const edits: Readonly<Record<Chord, (modal: ColumnsModal) => Partial<ColumnsModal>>> = {
  j: ({ cursor, columns }) => ({ cursor: Math.min(columns.length - 1, cursor + 1) }),
  k: ({ cursor }) => ({ cursor: Math.max(0, cursor - 1) }),
  J: (modal) => moved(modal, 1),
  K: (modal) => moved(modal, -1),
  x: ({ columns, cursor }) => ({
    columns: columns.toSpliced(cursor, 1),
    cursor: Math.max(0, Math.min(cursor, columns.length - 2)),
  }),
  '+': ({ columns, cursor }) => ({ columns: columns.map((one, at) => (at === cursor ? wider(one, step) : one)) }),
  '-': ({ columns, cursor }) => ({ columns: columns.map((one, at) => (at === cursor ? wider(one, -step) : one)) }),
}

const same: Readonly<Record<Chord, Chord>> = {
  down: 'j',
  up: 'k',
  'ctrl-down': 'J',
  'ctrl-up': 'K',
  delete: 'x',
  right: '+',
  left: '-',
  '=': '+',
  '>': '+',
  '<': '-',
}

const moved = ({ columns, cursor }: ColumnsModal, by: number): Partial<ColumnsModal> => {
  const column = columns[cursor]
  const to = Math.max(0, Math.min(columns.length - 1, cursor + by))
  if (column === undefined) return {}
  return { columns: columns.toSpliced(cursor, 1).toSpliced(to, 0, column), cursor: to }
}

export const columnsKey = (app: App, modal: ColumnsModal, chord: Chord): void => {
  const edit = edits[same[chord] ?? chord]
  if (chord === 'esc' || chord === 'q') app.close(modal.id)
  else if (chord === 'a' || chord === 'insert') modal.onAdd(modal.id)
  else if (chord === 'enter' || chord === 'r') {
    app.close(modal.id)
    modal.onKeep(chord === 'r' || modal.columns.length === 0 ? null : modal.columns)
  } else if (edit !== undefined)
    app.store.update((state) => changeModal(state, modal.id, 'columns', (own) => ({ ...own, ...edit(own) })))
}
