import { layoutPlain, textWidth } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import type { ModalKey, SignInAsked, SignInModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts, type Part } from './fit-parts.ts'
import { type Hint, hintLines, toHint } from './hints.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

type Step = SignInModal['steps'][number]

const marks = { info: '·', warn: '!', good: '✓', bad: '✗' } as const

const stepLines = ({ text, tone }: Step, width: number, theme: Theme): readonly string[] =>
  layoutPlain(text, Math.max(1, width - 5)).map((spans, row) => {
    const role = tone === 'info' ? 'text' : tone
    const words: Piece = [tone === 'info' || tone === 'good' ? 'text' : role, spans.map((span) => span.text).join('')]
    return line([[role, row === 0 ? ` ${marks[tone]} ` : '   '], words], width, theme)
  })

/** Where there is not room for all steps, what went wrong and the newest ones stay. */
const stepParts = ({ steps }: SignInModal, width: number, theme: Theme): readonly Part[] =>
  steps.map((step, at) => {
    const lines = stepLines(step, width, theme)
    const older = steps.length - 1 - at
    if (step.tone === 'bad') return { lines, gives: 1, least: 1 }
    return older === 0 ? { lines, gives: 2, least: 1 } : { lines, gives: 6 + older / 100, whole: true }
  })

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

/** While something is asked, letters belong to the answer: the keys are pressed with Ctrl then. */
const liveKeys = ({ keys, question }: SignInModal): readonly ModalKey[] =>
  question === null ? keys : keys.map((key) => ({ ...key, chord: `ctrl-${key.chord}` }))

const hintsOf = (modal: SignInModal): readonly Hint[] => {
  const { enter, question, phase } = modal
  const first: readonly Hint[] = question !== null ? [['Enter', 'goes on']] : enter ? [['Enter', enter.label]] : []
  const last: Hint = ['Esc', phase === 'running' ? 'cancels' : 'closes']
  return [...first, last, ...liveKeys(modal).map(toHint)]
}

const questionParts = (question: SignInAsked, width: number, theme: Theme): readonly Part[] => {
  const { label, help, placeholder, hides, buffer } = question
  const input = drawInput(buffer, width - 3, theme, { placeholder, masked: hides })
  return [
    { lines: wrapped('strong', label, width, theme), gives: 2 },
    { lines: [`${theme.paint('accent', ' › ')}${input}`], gives: 0, least: 1 },
    { lines: help.flatMap((text) => wrapped('dim', text, width, theme)), gives: 5, whole: true },
  ]
}

/** The site, then as much about it as there is room for, nothing of it cut. */
const whoseLine = ({ site, badge, about }: SignInModal, width: number, theme: Theme): string => {
  let room = width - textWidth(site) - 3
  const told: string[] = []
  for (const text of about) {
    const next = told.length === 0 ? `  ${text}` : ` · ${text}`
    if (textWidth(next) > room) break
    room -= textWidth(next)
    told.push(next)
  }
  return line(
    [
      [badge === undefined ? 'accent' : badgeRole(badge), ' ● '],
      [badgeRole(badge), site],
      ['dim', told.join('')],
    ],
    width,
    theme,
  )
}

export const drawSignIn = (modal: SignInModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { site, url, question, steps } = modal
  const gap: Part = { lines: [' '.repeat(width)], gives: 9 }
  const hints = hintLines(hintsOf(modal), width, theme)
  const parts: readonly Part[] = [
    { lines: [whoseLine(modal, width, theme)], gives: 4 },
    gap,
    ...stepParts(modal, width, theme),
    ...(steps.length > 0 ? [gap] : []),
    ...(url === null ? [] : [{ lines: urlLines(url, width, theme), gives: 7, whole: true }, gap]),
    ...(question === null ? [] : [...questionParts(question, width, theme), gap]),
    { lines: hints, gives: 3, least: 2 },
  ]
  return { title: `Sign in to ${site}`, lines: fitParts(parts, room.innerHeight) }
}

const setBuffer = (app: App, modal: SignInModal, question: SignInAsked, buffer: TextBuffer): void =>
  app.store.update((state) =>
    changeModal(state, modal.id, 'sign-in', (signIn) => ({ ...signIn, question: { ...question, buffer } })),
  )

export const signInKey = (app: App, modal: SignInModal, chord: Chord): void => {
  const { question } = modal
  const key = liveKeys(modal).find((one) => one.chord === chord)
  if (chord === 'esc') modal.onCancel()
  else if (key !== undefined) key.run(modal.id)
  else if (chord === 'enter') {
    if (question === null) modal.enter?.run()
    else modal.onAnswer(question.buffer.text.trim())
  } else if (question !== null) {
    const buffer = editText(question.buffer, chord)
    if (buffer !== undefined) setBuffer(app, modal, question, buffer)
  }
}

export const signInPaste = (app: App, modal: SignInModal, text: string): void => {
  const { question } = modal
  if (question !== null) setBuffer(app, modal, question, insertText(question.buffer, text.trim()))
}
