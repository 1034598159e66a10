import { layoutPlain } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { PromptModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'

/** Text for people, wrapped to the width, each line with a space before it. */
export const wrapped = (role: Role, text: string, width: number, theme: Theme): readonly string[] =>
  layoutPlain(text, Math.max(1, width - 2)).map((spans) =>
    line([[role, ` ${spans.map((span) => span.text).join('')}`]], width, theme),
  )

export const drawPrompt = (modal: PromptModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const input = drawInput(modal.buffer, width - 3, theme, { masked: modal.masked })
  return {
    title: modal.title,
    lines: [
      ...(modal.error === null ? [] : wrapped('bad', modal.error, width, theme)),
      `${theme.paint('accent', ' › ')}${input}`,
      ...modal.help.flatMap((text) => wrapped('dim', text, width, theme)),
    ],
  }
}

const setBuffer = (app: App, modal: PromptModal, buffer: TextBuffer): void =>
  app.store.update((state) => changeModal(state, modal.id, 'prompt', (prompt) => ({ ...prompt, buffer, error: null })))

export const promptKey = (app: App, modal: PromptModal, chord: Chord): void => {
  if (chord === 'esc') {
    app.close(modal.id)
    modal.onCancel?.(modal.buffer.text)
  } else if (chord === 'enter') {
    app.close(modal.id)
    modal.onSubmit(modal.buffer.text)
  } else {
    const buffer = editText(modal.buffer, chord)
    if (buffer !== undefined) setBuffer(app, modal, buffer)
  }
}

export const promptPaste = (app: App, modal: PromptModal, text: string): void =>
  setBuffer(app, modal, insertText(modal.buffer, text.trim()))
