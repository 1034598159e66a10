import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import type { MessageModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { type Hint, hintLines, toHint } from './hints.ts'
import { type ModalRoom, type ModalView, roomOf, scrolled, unpainted } from './modal-view.ts'
import { wrapped } from './prompt.ts'

export const drawMessage = (modal: MessageModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  if (modal.busy !== undefined) {
    const rows = modal.lines.flatMap((text) => wrapped('text', text, width - 2, theme))
    return {
      title: modal.title,
      lines: [...rows.map((row) => `  ${row}`), ...hintLines([['Esc', 'cancels']], width, theme)],
    }
  }
  const { body, foot, height } = partsOf(modal, room, theme)
  const top = scrolled(modal.top, 0, body.length, height)
  const end = Math.min(body.length, top + height)
  return {
    title: modal.title,
    right: body.length > height ? `${end}/${body.length}` : '',
    lines: [...body.slice(top, end), ' '.repeat(width), ...foot],
  }
}

const hintsOf = ({ enter, keys = [] }: MessageModal): readonly Hint[] =>
  enter === undefined && keys.length === 0
    ? [['Enter', 'closes']]
    : [['Enter', enter?.label ?? 'closes'], ...keys.map(toHint), ['Esc', 'closes']]

interface Parts {
  readonly body: readonly string[]
  readonly foot: readonly string[]
  /** Rows of the body that are shown at a time. */
  readonly height: number
}

const partsOf = (modal: MessageModal, room: ModalRoom, theme: Theme): Parts => {
  const width = room.innerWidth
  const body = modal.lines.flatMap((text, row) =>
    wrapped(row === 0 && modal.tone === 'bad' ? 'bad' : 'text', text, width, theme),
  )
  const all = hintLines(hintsOf(modal), width, theme)
  const foot = all.slice(0, Math.max(1, room.innerHeight - 2))
  return { body, foot, height: Math.max(1, room.innerHeight - 1 - foot.length) }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10 }

export const messageKey = (app: App, modal: MessageModal, chord: Chord): void => {
  const step = steps[chord]
  if (modal.busy !== undefined) {
    if (chord !== 'esc') return
    app.close(modal.id)
    modal.busy.cancel()
  } else if (step !== undefined) {
    const { body, height } = partsOf(modal, roomOf('message', app.store.get().size), unpainted)
    const top = scrolled(modal.top, step, body.length, height)
    app.store.update((state) => changeModal(state, modal.id, 'message', (message) => ({ ...message, top })))
  } else if (chord === 'enter' || chord === 'esc' || chord === 'q') {
    app.close(modal.id)
    if (chord === 'enter' && modal.enter !== undefined) modal.enter.run()
    else modal.onLeave?.()
  } else modal.keys?.find((key) => key.chord === chord)?.run(modal.id)
}
