import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { bufferOf, editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { SettingField, SettingsModal } from '../../state/site-modals.ts'
import { changeModal } from '../../state/state.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts } from './fit-parts.ts'
import { type Hint, hintPart } from './hints.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const valuePieces = ({ value, choices, masked, placeholder = '' }: SettingField): readonly Piece[] => {
  const choice = choices?.find(({ id }) => id === value)
  if (choice !== undefined) {
    const dot = choice.badge === undefined ? '' : '● '
    return [
      [badgeRole(choice.badge), dot],
      ['text', choice.label],
    ]
  }
  if (value === '') return [['faint', placeholder]]
  return [['text', masked === true ? '••••••••' : value]]
}

/** Columns of the labels, and of what stands before them. */
const labelWidth = (width: number): number => (width < 56 ? 14 : 22)
const before = 3

interface RowLooks {
  readonly here: boolean
  readonly editing: TextBuffer | null
  readonly width: number
  readonly theme: Theme
}

const fieldLines = (field: SettingField, { here, editing, width, theme }: RowLooks): readonly string[] => {
  const label = labelWidth(width)
  const head: readonly Piece[] = [
    [here ? 'accent' : 'bad', here ? ' ▸ ' : field.error === null ? '   ' : ' ✗ '],
    ['dim', field.label.padEnd(label)],
  ]
  const input = { masked: field.masked === true ? 'all' : 'nothing' } as const
  const room = width - before - label
  const drawn =
    editing === null
      ? line([...head, ...valuePieces(field)], width, theme)
      : line(head, before + label, theme) + drawInput(editing, room - 1, theme, input) + ' '
  const error = field.error === null ? [] : wrapped('bad', field.error, room + 1, theme)
  const indent = ' '.repeat(before + label - 1)
  const rows = error.map((text) => `${indent}${text}`)
  return [here && editing === null ? theme.select(drawn, true) : drawn, ...rows]
}

interface Body {
  readonly lines: readonly string[]
  /** First and last line of the field under the cursor. */
  readonly here: readonly [number, number]
}

/** The fields that are shown. */
const visible = ({ fields }: Pick<SettingsModal, 'fields'>): readonly SettingField[] =>
  fields.filter(({ hidden }) => hidden !== true)

const bodyOf = (modal: SettingsModal, width: number, theme: Theme): Body => {
  const lines: string[] = []
  let here: readonly [number, number] = [0, 0]
  const fields = visible(modal)
  for (const [at, field] of fields.entries()) {
    if (field.group !== fields[at - 1]?.group) {
      if (at > 0) lines.push(' '.repeat(width))
      lines.push(line([['heading', ` ${field.group}`]], width, theme))
    }
    const isHere = at === modal.cursor
    const drawn = fieldLines(field, { here: isHere, editing: isHere ? modal.editing : null, width, theme })
    if (isHere) here = [lines.length, lines.length + drawn.length - 1]
    lines.push(...drawn)
  }
  return { lines, here }
}

const hintsOf = (modal: SettingsModal): readonly Hint[] => {
  const { editing, cursor } = modal
  if (editing !== null)
    return [
      ['Enter', 'takes it'],
      ['Esc', 'keeps what was'],
      ['Ctrl-S', 'saves'],
    ]
  const change = visible(modal)[cursor]?.choices === undefined ? 'changes' : 'next choice'
  return [
    ['Enter', change],
    ['Ctrl-S', 'saves'],
    ['Esc', 'closes'],
  ]
}

/** Rows that the explanation of a field keeps, so that the form does not move. */
const helpRows = 2

export const drawSettings = (modal: SettingsModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { lines, here } = bodyOf(modal, width, theme)
  const hints = hintPart(hintsOf(modal), 2, width, theme)
  const error = modal.error === null ? [] : wrapped('bad', modal.error, width, theme)
  const fixed = hints.lines.length + error.length + (room.innerHeight < 12 ? 0 : helpRows + 1)
  const height = Math.max(1, Math.min(lines.length, room.innerHeight - fixed))
  // The last line of the field first: an error below it must be seen with it.
  const top = Math.min(here[0], scrollTop(0, here[1], height, lines.length))
  const help = wrapped('dim', visible(modal)[modal.cursor]?.help ?? '', width, theme)
  const parts = [
    { lines: error, gives: 1, least: 1 },
    { lines: lines.slice(top, top + height), gives: 0, least: height },
    { lines: [theme.paint('border', '─'.repeat(width))], gives: 4 },
    { lines: Array.from({ length: helpRows }, (_, at) => help[at] ?? ' '.repeat(width)), gives: 3 },
    hints,
  ]
  return { title: modal.title, right: modal.changed ? 'changed' : '', lines: fitParts(parts, room.innerHeight) }
}

const change = (app: App, modal: SettingsModal, to: Partial<SettingsModal>): void =>
  app.store.update((state) => changeModal(state, modal.id, 'settings', (settings) => ({ ...settings, ...to })))

/** The form with another value in the field under the cursor, judged at once. */
const withValue = (modal: SettingsModal, value: string): SettingsModal => {
  const field = visible(modal)[modal.cursor]
  if (field === undefined || field.value === value) return { ...modal, editing: null }
  const edited = { ...field, value }
  const judged = { ...edited, error: modal.check(edited) }
  const fields = modal.arrange(modal.fields.map((one) => (one.id === field.id ? judged : one)))
  return { ...modal, fields, editing: null, error: null, changed: true }
}

/** What is being typed becomes the value. */
const taken = (modal: SettingsModal): SettingsModal =>
  modal.editing === null ? modal : withValue(modal, modal.editing.text.trim())

const step = (app: App, modal: SettingsModal, by: number): void => {
  const next = taken(modal)
  const cursor = Math.max(0, Math.min(visible(next).length - 1, modal.cursor + by))
  change(app, modal, { ...next, cursor })
}

const begin = (app: App, modal: SettingsModal): void => {
  const field = visible(modal)[modal.cursor]
  if (field === undefined) return
  if (field.choices === undefined) return change(app, modal, { editing: bufferOf(field.value) })
  const at = field.choices.findIndex(({ id }) => id === field.value)
  const next = field.choices[(at + 1) % field.choices.length]
  if (next !== undefined) change(app, modal, withValue(modal, next.id))
}

/** Puts the cursor on what is wrong, or hands all values on. */
const save = (app: App, modal: SettingsModal): void => {
  const done = taken(modal)
  const fields = done.fields.map((field) => ({ ...field, error: field.hidden === true ? null : modal.check(field) }))
  const wrong = visible({ fields }).findIndex(({ error }) => error !== null)
  change(app, modal, { ...done, fields, ...(wrong === -1 ? {} : { cursor: wrong }) })
  if (wrong === -1) modal.onSave(fields, modal.id)
}

const leave = (app: App, modal: SettingsModal): void => {
  const close = (): void => {
    app.close(modal.id)
    modal.onLeave?.()
  }
  if (!modal.changed) return close()
  app.open({
    kind: 'message',
    title: 'Leave without saving?',
    tone: 'info',
    lines: ['What you changed in this form is forgotten.'],
    top: 0,
    enter: { label: 'forgets the changes', run: close },
  })
}

const steps: Readonly<Record<Chord, number>> = { down: 1, tab: 1, up: -1, 'shift-tab': -1, pagedown: 5, pageup: -5 }
const letterSteps: Readonly<Record<Chord, number>> = { j: 1, k: -1, G: 1000, g: -1000, end: 1000, home: -1000 }

export const settingsKey = (app: App, modal: SettingsModal, chord: Chord): void => {
  const { editing } = modal
  const by = steps[chord] ?? (editing === null ? letterSteps[chord] : undefined)
  if (chord === 'ctrl-s') save(app, modal)
  else if (by !== undefined) step(app, modal, by)
  else if (editing === null) {
    if (chord === 'esc' || chord === 'q') leave(app, modal)
    else if (chord === 'enter' || chord === 'space') begin(app, modal)
  } else if (chord === 'esc') change(app, modal, { editing: null })
  else if (chord === 'enter') change(app, modal, taken(modal))
  else {
    const buffer = editText(editing, chord)
    if (buffer !== undefined) change(app, modal, { editing: buffer })
  }
}

export const settingsPaste = (app: App, modal: SettingsModal, text: string): void => {
  if (modal.editing !== null) change(app, modal, { editing: insertText(modal.editing, text.trim()) })
}
