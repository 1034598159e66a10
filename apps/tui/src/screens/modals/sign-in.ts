import { layoutPlain } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { SignInModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const marks = { info: '·', warn: '!', good: '✓', bad: '✗' } as const

const stepLines = (modal: SignInModal, width: number, theme: Theme): readonly string[] =>
  modal.steps.flatMap(({ text, tone }) =>
    layoutPlain(text, Math.max(1, width - 5)).map((spans, row) => {
      const role = tone === 'info' ? 'text' : tone
      const words: Piece = [tone === 'info' || tone === 'good' ? 'text' : role, spans.map((span) => span.text).join('')]
      return line([[role, row === 0 ? ` ${marks[tone]} ` : '   '], words], width, theme)
    }),
  )

/** The URL whole, cut at the edge only: it must be possible to copy it from the screen. */
const urlLines = (url: string, width: number, theme: Theme): readonly string[] => {
  const room = Math.max(1, width - 2)
  return Array.from({ length: Math.ceil(url.length / room) }, (_, row) =>
    line(
      [
        ['text', ' '],
        ['info', url.slice(row * room, (row + 1) * room)],
      ],
      width,
      theme,
    ),
  )
}

const footer = (modal: SignInModal): string => {
  if (modal.phase === 'failed') return 'Enter tries again · p pastes the address instead · Esc leaves'
  if (modal.paste !== null) return 'Enter signs in with it · Esc leaves'
  const approve = modal.canApprove ? 'Enter approves without a browser · ' : ''
  return `${approve}o opens the browser again · y copies the URL · p pastes the address instead · Esc cancels`
}

export const drawSignIn = (modal: SignInModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const blank = ' '.repeat(width)
  const paste =
    modal.paste === null
      ? []
      : [
          ...wrapped(
            'dim',
            'When the browser shows a page that cannot be reached, copy the whole address and paste it here. Its code lives for about ten seconds.',
            width,
            theme,
          ),
          `${theme.paint('accent', ' › ')}${drawInput(modal.paste, width - 3, theme, { placeholder: 'http://localhost…' })}`,
          blank,
        ]
  return {
    title: `Sign in to ${modal.site}`,
    lines: [
      ...stepLines(modal, width, theme),
      blank,
      ...(modal.url === null ? [] : [...urlLines(modal.url, width, theme), blank]),
      ...paste,
      ...wrapped('dim', footer(modal), width, theme),
    ],
  }
}

const setPaste = (app: App, modal: SignInModal, paste: TextBuffer): void =>
  app.store.update((state) => changeModal(state, modal.id, 'sign-in', (signIn) => ({ ...signIn, paste })))

const failedKeys = (modal: SignInModal, chord: Chord): void => {
  if (chord === 'enter' || chord === 'r') modal.run.retry()
  else if (chord === 'p') modal.run.pasteInstead()
}

export const signInKey = (app: App, modal: SignInModal, chord: Chord): void => {
  if (chord === 'esc') modal.run.cancel()
  else if (modal.phase === 'failed') failedKeys(modal, chord)
  else if (modal.paste !== null) {
    if (chord === 'enter') modal.run.submitPaste(modal.paste.text.trim())
    else {
      const paste = editText(modal.paste, chord)
      if (paste !== undefined) setPaste(app, modal, paste)
    }
  } else if (chord === 'o') modal.run.openAgain()
  else if (chord === 'y') modal.run.copy()
  else if (chord === 'p') modal.run.pasteInstead()
  else if (chord === 'enter' && modal.canApprove) modal.run.approve()
}

export const signInPaste = (app: App, modal: SignInModal, text: string): void => {
  if (modal.paste !== null) setPaste(app, modal, insertText(modal.paste, text.trim()))
}
