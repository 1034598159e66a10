import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import type { MessageLine, MessageModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { type Hint, hintLines, toHint } from './hints.ts'
import { type ModalRoom, type ModalView, roomOf, scrolled, unpainted } from './modal-view.ts'
import { wrapped } from './prompt.ts'

export const drawMessage = (modal: MessageModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  if (modal.busy !== undefined) {
    const rows = modal.lines.flatMap((text) => lineRows(text, 'text', width - 2, theme))
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
    lines: [...body.slice(top, end), ...(isLow(room) ? [] : [' '.repeat(width)]), ...foot],
  }
}

/** Every line counts. */
const isLow = ({ innerHeight }: ModalRoom): boolean => innerHeight < 9

/** Columns of the labels. */
const labelWidth = (width: number): number => (width < 50 ? 12 : 17)

const lineRows = (text: MessageLine, role: Role, width: number, theme: Theme): readonly string[] => {
  if (typeof text === 'string') return wrapped(text.startsWith('! ') ? 'warn' : role, text, width, theme)
  const [label, value] = text
  const before = Math.min(labelWidth(width), Math.max(1, width - 8))
  return wrapped(role, value, width - before, theme).map(
    (row, at) => line([['dim', at === 0 ? ` ${label}` : '']], before, theme) + row,
  )
}

const hintsOf = ({ enter, keys = [], onLeave }: MessageModal, hasMore: boolean): readonly Hint[] => {
  const more: readonly Hint[] = hasMore ? [['j', 'more']] : []
  if (enter === undefined && keys.length === 0) return [['Esc', 'closes'], ...more]
  const leaves = onLeave === undefined ? 'closes' : 'goes back'
  return [['Enter', enter?.label ?? 'closes'], ['Esc', leaves], ...more, ...keys.map(toHint)]
}

interface Parts {
  readonly body: readonly string[]
  readonly foot: readonly string[]
  /** Rows of the body that are shown at a time. */
  readonly height: number
}

const partsOf = (modal: MessageModal, room: ModalRoom, theme: Theme): Parts => {
  const width = room.innerWidth
  const body = modal.lines.flatMap((text, row) =>
    lineRows(text, row === 0 && modal.tone === 'bad' ? 'bad' : 'text', width, theme),
  )
  const apart = isLow(room) ? 0 : 1
  const hasMore = body.length > room.innerHeight - 1 - apart
  const foot = hintLines(hintsOf(modal, hasMore), width, theme).slice(0, isLow(room) ? 2 : 4)
  return { body, foot, height: Math.max(1, room.innerHeight - apart - foot.length) }
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
