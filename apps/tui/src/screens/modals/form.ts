import type { App } from '../../app/app.ts'
import { justified, line } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { scrollTop } from '../../state/list.ts'
import type { FormField, FormModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const fieldLines = (field: FormField, here: boolean, width: number, theme: Theme): readonly string[] => {
  const value = field.wire === undefined ? 'Enter fills it in' : field.shown
  const drawn = justified(
    [
      [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
      ['text', `${field.meta.name} `],
      ['bad', field.meta.required ? '* ' : ''],
    ],
    [[field.wire === undefined ? 'faint' : 'strong', ` ${value} `]],
    width,
    theme,
  )
  const error = field.error === null ? [] : wrapped('bad', `   ${field.error}`, width, theme)
  return [here ? theme.select(drawn, true) : drawn, ...error]
}

export const drawForm = (modal: FormModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const onButton = modal.cursor >= modal.fields.length
  const button = line([[onButton ? 'accent' : 'dim', onButton ? ' ▸ Do it' : '   Do it']], width, theme)
  const head = modal.error === null ? [] : wrapped('bad', modal.error, width, theme)
  const foot = wrapped('dim', 'Enter fills in or does it · Ctrl-S does it · Esc leaves', width, theme)
  const fields = modal.fields.map((field, at) => fieldLines(field, at === modal.cursor, width, theme))
  const rule = theme.paint('border', '─'.repeat(width))
  const body = [...fields.flat(), rule, onButton ? theme.select(button, true) : button]
  const here = onButton ? body.length - 1 : fields.slice(0, modal.cursor).flat().length
  const height = Math.max(1, room.innerHeight - head.length - foot.length)
  const top = scrollTop(0, here, height, body.length)
  return { title: modal.title, lines: [...head, ...body.slice(top, top + height), ...foot] }
}

const submit = (app: App, modal: FormModal): void => {
  app.close(modal.id)
  modal.onSubmit(modal.fields)
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, tab: 1, k: -1, up: -1, 'shift-tab': -1 }

export const formKey = (app: App, modal: FormModal, chord: Chord): void => {
  const step = steps[chord]
  const field = modal.fields[modal.cursor]
  if (chord === 'esc') app.close(modal.id)
  else if (chord === 'ctrl-s' || (chord === 'enter' && field === undefined)) submit(app, modal)
  else if (chord === 'enter' && field !== undefined) modal.onEdit(field, modal.id)
  else if (step !== undefined) {
    const cursor = Math.max(0, Math.min(modal.fields.length, modal.cursor + step))
    app.store.update((state) => changeModal(state, modal.id, 'form', (form) => ({ ...form, cursor })))
  }
}
