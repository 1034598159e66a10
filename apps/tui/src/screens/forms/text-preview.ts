import type { StoredText } from '@mmd/jira-api/model'
import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines } from '../modals/hints.ts'
import { type ModalRoom, type ModalView, roomOf, scrolled, unpainted } from '../modals/modal-view.ts'
import { textLines } from '../triage/rich-lines.ts'

/** How a text that is being written will look, or what will be sent of it. */
export interface TextPreviewModal {
  readonly kind: 'text-preview'
  readonly id: number
  readonly title: string
  readonly text: StoredText
  /** What those are called who are mentioned by a login alone. */
  readonly names: ReadonlyMap<string, string>
  readonly asSent: boolean
  readonly top: number
}

/** Lines that are laid out: nobody reads on in a preview. */
const most = 2000

const source = ({ text }: TextPreviewModal): string => {
  if (text.format !== 'adf') return text.source
  const document: unknown = JSON.parse(text.source)
  return JSON.stringify(document, null, 2)
}

const linesOf = (modal: TextPreviewModal, width: number, theme: Theme): readonly string[] => {
  const shown: StoredText = modal.asSent ? { format: 'plain', source: source(modal) } : modal.text
  const lines: string[] = []
  for (const row of textLines(shown, width, theme, { nameOf: (user) => modal.names.get(user) })) {
    if (lines.length >= most) break
    lines.push(row)
  }
  return lines
}

const foot = 2

/** The text in its frame. */
export const drawTextPreview = (modal: TextPreviewModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const lines = linesOf(modal, width, theme)
  const height = Math.max(1, room.innerHeight - foot)
  const top = scrolled(modal.top, 0, lines.length, height)
  const hints = fewHintLines(
    [
      ['s', modal.asSent ? 'how it will look' : 'what is sent'],
      ['j', 'down'],
      ['Esc', 'goes back'],
    ],
    1,
    width,
    theme,
  )
  const rule = theme.paint('border', '─'.repeat(width))
  return {
    title: modal.title,
    right: modal.asSent ? 'as it is sent' : 'as it will look',
    lines: [...lines.slice(top, top + height), rule, ...hints],
  }
}

const steps: Readonly<Record<Chord, number>> = { j: 1, down: 1, k: -1, up: -1, pagedown: 10, pageup: -10 }

/** A key for the preview. */
export const textPreviewKey = (app: App, modal: TextPreviewModal, chord: Chord): void => {
  const step = steps[chord]
  if (step !== undefined) {
    const room = roomOf('text-preview', app.store.get().size)
    const count = linesOf(modal, room.innerWidth, unpainted).length
    const top = scrolled(modal.top, step, count, Math.max(1, room.innerHeight - foot))
    app.store.update((state) => changeModal(state, modal.id, 'text-preview', (one) => ({ ...one, top })))
  } else if (chord === 's')
    app.store.update((state) =>
      changeModal(state, modal.id, 'text-preview', (one) => ({ ...one, asSent: !one.asSent, top: 0 })),
    )
  else if (chord === 'esc' || chord === 'enter' || chord === 'q' || chord === 'ctrl-p') app.close(modal.id)
}
