import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import type { MessageModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

export const drawMessage = (modal: MessageModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  if (modal.busy !== undefined) {
    const rows = modal.lines.flatMap((text) => wrapped('text', text, width - 2, theme))
    return {
      title: modal.title,
      lines: [...rows.map((row) => `  ${row}`), ...wrapped('dim', 'Esc cancels', width, theme)],
    }
  }
  const body = modal.lines.flatMap((text, row) =>
    wrapped(row === 0 && modal.tone === 'bad' ? 'bad' : 'text', text, width, theme),
  )
  const shown = body.slice(modal.top, modal.top + Math.max(1, room.innerHeight - 2))
  const enter = modal.enter === undefined ? 'Enter or Esc closes' : `Enter: ${modal.enter.label} · Esc closes`
  return { title: modal.title, lines: [...shown, ' '.repeat(width), ...wrapped('dim', enter, width, theme)] }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10 }

export const messageKey = (app: App, modal: MessageModal, chord: Chord): void => {
  const step = steps[chord]
  if (modal.busy !== undefined) {
    if (chord !== 'esc') return
    app.close(modal.id)
    modal.busy.cancel()
  } else if (step !== undefined) {
    const top = Math.max(0, Math.min(modal.lines.length - 1, modal.top + step))
    app.store.update((state) => changeModal(state, modal.id, 'message', (message) => ({ ...message, top })))
  } else if (chord === 'enter' || chord === 'esc' || chord === 'q') {
    app.close(modal.id)
    if (chord === 'enter') modal.enter?.run()
  }
}
