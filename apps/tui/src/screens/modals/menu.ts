import { textWidth } from '@mmd/rich-text'
import type { App } from '../../app/app.ts'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { scrollTop } from '../../state/list.ts'
import type { MenuItem, MenuModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts, type Part } from './fit-parts.ts'
import { hintPart } from './hints.ts'
import type { ModalRoom, ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const itemLine = (item: MenuItem, here: boolean, width: number, theme: Theme): string => {
  const { disabled, badge } = item
  const label = item.short !== undefined && textWidth(item.label) + 3 > width ? item.short : item.label
  const left: readonly Piece[] = [
    [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
    [badgeRole(badge), badge === undefined ? '' : '● '],
    [disabled === undefined ? 'text' : 'faint', label],
  ]
  const reason = ` ${disabled ?? ''} `
  // The label is never cut for the reason's sake: that stands below the list too.
  const hasRoom = left.reduce((sum, [, text]) => sum + textWidth(text), textWidth(reason)) <= width
  const drawn = justified(left, disabled !== undefined && hasRoom ? [['faint', reason]] : [], width, theme)
  return here ? theme.select(drawn, true) : drawn
}

const aboutOf = ({ about = '', disabled }: MenuItem): string =>
  disabled === undefined ? about : `Not here: ${disabled}${about === '' ? '' : `. ${about}`}`

/** Lines for the explanations: as many as the longest needs, so that nothing moves with the cursor. */
const aboutLines = ({ items, cursor }: MenuModal, width: number, theme: Theme): readonly string[] => {
  const all = items.map(aboutOf).map((about) => (about === '' ? [] : wrapped('dim', about, width, theme)))
  const height = Math.max(0, ...all.map((lines) => lines.length))
  const shown = all[cursor] ?? []
  return [...shown, ...Array.from({ length: height - shown.length }, () => ' '.repeat(width))]
}

export const drawMenu = (modal: MenuModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { title, right, intro, tone, items, cursor } = modal
  const said = intro.flatMap((text, at) => wrapped(at === 0 && tone === 'bad' ? 'bad' : 'text', text, width, theme))
  const about = aboutLines(modal, width, theme)
  const hints = hintPart(
    [
      ['Enter', 'takes it'],
      ['Esc', 'goes back'],
    ],
    1,
    width,
    theme,
  )
  const height = Math.max(1, Math.min(items.length, room.innerHeight - hints.lines.length - Math.min(2, said.length)))
  const top = scrollTop(0, cursor, height, items.length)
  const rows = items.slice(top, top + height).map((item, at) => itemLine(item, top + at === cursor, width, theme))
  const rule = theme.paint('border', '─'.repeat(width))
  const parts: readonly Part[] = [
    { lines: said, gives: 3, least: 1 },
    { lines: said.length === 0 ? [] : [line([], width, theme)], gives: 5 },
    { lines: rows, gives: 0, least: rows.length },
    { lines: [rule], gives: 4 },
    { lines: about, gives: 2 },
    hints,
  ]
  const position = items.length > height ? `${cursor + 1}/${items.length}` : (right ?? '')
  return { title, right: position, lines: fitParts(parts, room.innerHeight) }
}

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  tab: 1,
  'ctrl-n': 1,
  k: -1,
  up: -1,
  'shift-tab': -1,
  'ctrl-p': -1,
  G: 1000,
  end: 1000,
  g: -1000,
  home: -1000,
}

const confirm = (app: App, modal: MenuModal): void => {
  const item = modal.items[modal.cursor]
  if (item === undefined) return
  if (item.disabled !== undefined) return app.toast('warn', `${item.label}: ${item.disabled}`)
  app.close(modal.id)
  modal.onPick(item.id)
}

export const menuKey = (app: App, modal: MenuModal, chord: Chord): void => {
  const step = steps[chord]
  if (chord === 'esc' || chord === 'q') {
    app.close(modal.id)
    modal.onCancel?.()
  } else if (chord === 'enter') confirm(app, modal)
  else if (step !== undefined) {
    const cursor = Math.max(0, Math.min(modal.items.length - 1, modal.cursor + step))
    app.store.update((state) => changeModal(state, modal.id, 'menu', (menu) => ({ ...menu, cursor })))
  }
}
