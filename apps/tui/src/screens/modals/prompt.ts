import { layoutPlain } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { PromptModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts, type Part } from './fit-parts.ts'
import { type Hint, hintPart, toHint } from './hints.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'

/** Text for people, wrapped to the width, each line with a space before it. */
export const wrapped = (role: Role, text: string, width: number, theme: Theme): readonly string[] =>
  layoutPlain(text, Math.max(1, width - 2)).map((spans) =>
    line([[role, ` ${spans.map((span) => span.text).join('')}`]], width, theme),
  )

const hintsOf = ({ hints, keys = [] }: PromptModal): readonly Hint[] => [
  ...(hints === undefined
    ? []
    : ([
        ['Enter', hints.enter],
        ['Esc', hints.esc],
      ] as const)),
  ...keys.map(toHint),
]

export const drawPrompt = (modal: PromptModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { title, right, help, advice, buffer, masked, error } = modal
  const input = drawInput(buffer, width - 3, theme, { masked: masked ? 'all' : 'nothing' })
  const advised = advice?.(buffer.text.trim()) ?? ''
  const parts: readonly Part[] = [
    { lines: error === null ? [] : wrapped('bad', error, width, theme), gives: 1, least: 1 },
    { lines: [`${theme.paint('accent', ' › ')}${input}`], gives: 0, least: 1 },
    { lines: advised === '' ? [] : wrapped('text', advised, width, theme), gives: 2 },
    { lines: help.flatMap((text) => wrapped('dim', text, width, theme)), gives: 4 },
    hintPart(hintsOf(modal), 3, width, theme),
  ]
  return { title, ...(right === undefined ? {} : { right }), lines: fitParts(parts, room.innerHeight) }
}

const setBuffer = (app: App, modal: PromptModal, buffer: TextBuffer): void => {
  app.store.update((state) => changeModal(state, modal.id, 'prompt', (prompt) => ({ ...prompt, buffer, error: null })))
  if (buffer.text !== modal.buffer.text) modal.onChange?.(buffer.text)
}

export const promptKey = (app: App, modal: PromptModal, chord: Chord): void => {
  const key = modal.keys?.find((one) => one.chord === chord)
  if (key !== undefined) key.run(modal.id)
  else if (chord === 'esc') {
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
