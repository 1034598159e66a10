import type { App } from '../../app/app.ts'
import { line, type Piece } from '../../components/pieces.ts'
import type { Config } from '../../config/config.ts'
import type { Chord } from '../../input/chord.ts'
import { scrollTop } from '../../state/list.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts } from '../modals/fit-parts.ts'
import { type Hint, hintPart } from '../modals/hints.ts'
import type { ModalRoom, ModalView } from '../modals/modal-view.ts'
import { wrapped } from '../modals/prompt.ts'
import type { PreferencesModal } from './preferences-modal.ts'
import { preferences } from './settings.ts'

const longest = Math.max(...preferences.map(({ label }) => label.length))

const labelWidth = (width: number): number => (width < 56 ? longest + 1 : 20)

interface Body {
  readonly lines: readonly string[]
  /** The line of the setting under the cursor. */
  readonly here: number
}

const bodyOf = ({ cursor }: PreferencesModal, config: Config, width: number, theme: Theme): Body => {
  const lines: string[] = []
  let here = 0
  for (const [at, { group, label, shown, turn }] of preferences.entries()) {
    if (group !== preferences[at - 1]?.group) {
      if (at > 0) lines.push(' '.repeat(width))
      lines.push(line([['heading', ` ${group}`]], width, theme))
    }
    const isHere = at === cursor
    if (isHere) here = lines.length
    const pieces: readonly Piece[] = [
      ['accent', isHere ? ' ▸ ' : '   '],
      ['text', label.padEnd(labelWidth(width))],
      [turn === undefined ? 'dim' : 'accent', shown(config)],
    ]
    const drawn = line(pieces, width, theme)
    lines.push(isHere ? theme.select(drawn, true) : drawn)
  }
  return { lines, here }
}

const hintsOf = ({ cursor, onUndo }: PreferencesModal): readonly Hint[] => [
  ...(preferences[cursor]?.turn === undefined
    ? ([['Enter', 'opens']] as const)
    : ([
        ['Enter', 'next'],
        ['← →', 'changes'],
      ] as const)),
  ['Esc', 'closes'],
  ...(onUndo === undefined ? [] : ([['u', 'takes back']] as const)),
]

/** Rows that the explanation keeps, so that the dialog does not move. */
const helpRows = 2

export const drawPreferences = (app: App, modal: PreferencesModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { lines, here } = bodyOf(modal, app.store.get().config, width, theme)
  const setting = preferences[modal.cursor]
  const hints = hintPart(hintsOf(modal), 1, width, theme)
  const extra = room.innerHeight < 12 ? 0 : helpRows + 2
  const height = Math.max(1, Math.min(lines.length, room.innerHeight - hints.lines.length - extra))
  const top = here <= 1 ? 0 : scrollTop(0, here, height, lines.length)
  const help = wrapped('dim', setting?.help ?? '', width, theme)
  const parts = [
    { lines: lines.slice(top, top + height), gives: 0, least: height },
    { lines: [theme.paint('border', '─'.repeat(width))], gives: 3 },
    { lines: Array.from({ length: helpRows }, (_, at) => help[at] ?? ' '.repeat(width)), gives: 2 },
    { lines: wrapped('faint', modal.file, width, theme).slice(0, 1), gives: 4 },
    hints,
  ]
  const right = height < lines.length ? `${modal.cursor + 1}/${preferences.length}` : ''
  return { title: 'Settings', right, lines: fitParts(parts, room.innerHeight) }
}

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  tab: 1,
  k: -1,
  up: -1,
  'shift-tab': -1,
  G: 1000,
  end: 1000,
  g: -1000,
  home: -1000,
}

const turns: Readonly<Record<Chord, 1 | -1>> = { enter: 1, space: 1, right: 1, l: 1, left: -1, h: -1 }

export const preferencesKey = (app: App, modal: PreferencesModal, chord: Chord): void => {
  const [step, turn, setting] = [steps[chord], turns[chord], preferences[modal.cursor]]
  if (chord === 'esc' || chord === 'q' || chord === ',') app.close(modal.id)
  else if (chord === 'u' || chord === 'ctrl-z') modal.onUndo?.()
  else if (step !== undefined) {
    const cursor = Math.max(0, Math.min(preferences.length - 1, modal.cursor + step))
    app.store.update((state) => changeModal(state, modal.id, 'preferences', (one) => ({ ...one, cursor })))
  } else if (turn !== undefined && setting !== undefined) {
    // What opens something is opened by what goes into it, not by what goes through values.
    const opens = setting.turn === undefined
    if (!opens || chord === 'enter' || chord === 'space') modal.onChange(setting.id, turn)
  }
}
