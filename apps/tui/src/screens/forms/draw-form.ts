import { fit, textWidth } from '@mmd/rich-text'
import { line, type Piece } from '../../components/pieces.ts'
import { scrollTop } from '../../state/list.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts } from '../modals/fit-parts.ts'
import { type Hint, hintPart } from '../modals/hints.ts'
import { drawInput, type ModalRoom, type ModalView } from '../modals/modal-view.ts'
import { wrapped } from '../modals/prompt.ts'
import { aboutField, editorOf } from './editor-kind.ts'
import { isChanged, isLong } from './entries.ts'
import type { FormEntry, FormModal } from './form-modal.ts'
import { entryHere, type FormRow, rowsOf } from './rows.ts'
import { shownValue } from './shown-value.ts'
import { meaningOf } from './typed-value.ts'

/** Columns of the labels with their marks, and of what stands before them. */
const labelWidth = (width: number): number => (width < 50 ? 13 : width < 80 ? 22 : 28)
const before = 3

const labelPieces = ({ meta: { name, required }, locked }: FormEntry, width: number): readonly Piece[] => {
  const mark = required ? ' *' : ''
  const room = width - 1 - mark.length
  const shown = fit(name, room).trimEnd()
  const fill = ' '.repeat(Math.max(0, width - textWidth(shown) - mark.length))
  return [
    [locked === null ? 'text' : 'faint', shown],
    ['bad', mark],
    ['text', fill],
  ]
}

const valuePieces = (entry: FormEntry): readonly Piece[] => {
  const shown = shownValue(entry)
  if (entry.locked !== null) return [['faint', shown === '' ? entry.locked : shown]]
  if (shown !== '') return [[isChanged(entry) ? 'strong' : 'text', shown]]
  return [['faint', entry.meta.hasDefault ? 'the site fills it in' : '–']]
}

interface Looks {
  readonly here: boolean
  readonly modal: FormModal
  readonly width: number
  readonly theme: Theme
}

const fieldLines = (entry: FormEntry, { here, modal, width, theme }: Looks): readonly string[] => {
  const label = labelWidth(width)
  const sign: Piece = here
    ? ['accent', ' ▸ ']
    : entry.error !== null
      ? ['bad', ' ✗ ']
      : ['good', isChanged(entry) ? ' • ' : '   ']
  const head = [sign, ...labelPieces(entry, label)]
  const room = width - before - label
  const editing = here ? modal.editing : null
  const drawn =
    editing === null
      ? line([...head, ...valuePieces(entry), ['text', ' ']], width, theme)
      : `${line(head, before + label, theme)}${drawInput(editing, room - 1, theme)} `
  const indent = ' '.repeat(before + label - 1)
  const error = entry.error === null ? [] : wrapped('bad', entry.error, room + 1, theme)
  return [here && editing === null ? theme.select(drawn, true) : drawn, ...error.map((row) => `${indent}${row}`)]
}

const rowLines = (row: FormRow, looks: Looks): readonly string[] => {
  const { here, modal, width, theme } = looks
  if (row.kind === 'field') return fieldLines(row.entry, looks)
  const sign = here ? ' ▸ ' : '   '
  const words =
    row.kind === 'button'
      ? modal.button
      : modal.unfolded
        ? 'Fewer fields'
        : `${row.count} more ${row.count === 1 ? 'field' : 'fields'}`
  const drawn = line([[here ? 'accent' : row.kind === 'button' ? 'heading' : 'dim', `${sign}${words}`]], width, theme)
  return [here ? theme.select(drawn, true) : drawn]
}

const changeWords = (entry: FormEntry): string => {
  switch (editorOf(entry.meta)) {
    case 'files':
    case 'links':
      return 'adds one'
    default:
      return isLong(entry) ? 'writes it' : editorOf(entry.meta) === 'typed' ? 'types it' : 'chooses'
  }
}

const hintsOf = (modal: FormModal): readonly Hint[] => {
  if (modal.editing !== null)
    return [
      ['Ctrl-S', 'sends it'],
      ['Enter', 'goes on'],
      ['Esc', 'stops typing'],
      ['Shift-Tab', 'goes back'],
    ]
  const entry = entryHere(modal)
  const isOpen = entry !== undefined && entry.locked === null
  const isButton = rowsOf(modal)[modal.cursor]?.kind === 'button'
  const isOther = entry !== undefined && (isChanged(entry) || modal.emptied?.meta.id === entry.meta.id)
  return [
    [isButton ? 'Enter' : 'Ctrl-S', 'sends it'],
    ...(isOpen ? [['Enter', changeWords(entry)] as const, ['x', 'empties it'] as const] : []),
    ...(isOther ? [['u', 'puts it back'] as const] : []),
    ['Esc', 'keeps the draft'],
    ...(isButton ? [] : [['Tab', 'goes on'] as const]),
    ...(modal.repeats ? [['Ctrl-N', 'sends it and begins another'] as const] : []),
    ...(modal.entries.some(({ folded }) => folded)
      ? [['f', modal.unfolded ? 'fewer fields' : 'more fields'] as const]
      : []),
    ['D', 'begins afresh'],
  ]
}

const aboutHere = (modal: FormModal, now: number): string => {
  const entry = entryHere(modal)
  if (entry === undefined) return ''
  const meaning = modal.editing === null ? '' : meaningOf(entry.meta, modal.editing.text, now)
  if (meaning !== '') return `That is ${meaning}`
  return entry.locked ?? aboutField(entry.meta)
}

/** Rows of fields that a low form has at least, whatever is said above them. */
const leastRows = 3

/** The form: its fields in rows, what the one under the cursor takes, and the keys. `now`: epoch milliseconds. */
export const drawForm = (modal: FormModal, room: ModalRoom, theme: Theme, now: number): ModalView => {
  const width = room.innerWidth
  const rows = rowsOf(modal).map((row, at) => rowLines(row, { here: at === modal.cursor, modal, width, theme }))
  const lines = rows.flat()
  const first = rows.slice(0, modal.cursor).flat().length
  const last = first + Math.max(1, rows[modal.cursor]?.length ?? 1) - 1
  const hints = hintPart(hintsOf(modal), 2, width, theme)
  const head = [
    ...(modal.error === null ? [] : wrapped('bad', modal.error, width, theme)),
    ...(modal.note === '' ? [] : wrapped('dim', modal.note, width, theme)),
  ]
  const isLow = room.innerHeight < 10
  const headRoom = isLow ? Math.max(0, room.innerHeight - 1 - leastRows) : head.length
  const heads = Math.min(head.length, headRoom)
  const fixed = (isLow ? 1 : hints.lines.length + 2) + heads
  const height = Math.max(1, Math.min(lines.length, room.innerHeight - fixed))
  // The last line of a field first: what is wrong with it stands below it.
  const top = Math.min(first, scrollTop(0, last, height, lines.length))
  const about = wrapped('dim', aboutHere(modal, now), width, theme).slice(0, 1)
  const changed = modal.entries.filter(isChanged).length
  // What is wrong may be out of sight.
  const wrong = modal.entries.filter(({ error }) => error !== null).length
  return {
    title: modal.title,
    right: [...(changed === 0 ? [] : [`${changed} changed`]), ...(wrong === 0 ? [] : [`${wrong} wrong`])].join(' · '),
    lines: fitParts(
      [
        { lines: head, gives: 2, least: isLow ? heads : modal.error === null ? 0 : 1 },
        { lines: lines.slice(top, top + height), gives: 0, least: height },
        { lines: [theme.paint('border', '─'.repeat(width))], gives: 5 },
        { lines: [about[0] ?? ' '.repeat(width)], gives: 4 },
        hints,
      ],
      room.innerHeight,
    ),
  }
}
