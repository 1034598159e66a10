import { fit, textWidth } from '@mmd/rich-text'
import type { Action } from '../../actions/action.ts'
import type { App } from '../../app/app.ts'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { HelpModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { type HelpRow, helpRows, keysBefore, keysOf, runnable } from './help-rows.ts'
import { fewHintLines, type Hint } from './hints.ts'
import { drawInput, type ModalRoom, type ModalView, roomOf } from './modal-view.ts'

/** Columns for the keys: no more than a third. */
const keyColumn = (width: number): number => Math.min(16, Math.floor(width / 3))

/** Stands behind keys that a person has given. */
const ownMark = '*'

const actionLine = (
  app: App,
  modal: HelpModal,
  action: Action,
  { here, width }: { readonly here: boolean; readonly width: number },
  theme: Theme,
): string => {
  const can = runnable(app, modal, action)
  const own = keysBefore(action) === undefined ? '' : ` ${ownMark}`
  const drawn = line(
    [
      [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
      ['key', `${fit(`${keysOf(action)}${own}`, keyColumn(width))} `],
      [can === true ? 'text' : 'faint', action.title],
      ['faint', can === true ? '' : ` — ${can}`],
    ],
    width,
    theme,
  )
  return here ? theme.select(drawn, true) : drawn
}

const headingLine = (text: string, width: number, theme: Theme): string => line([['heading', ` ${text}`]], width, theme)

/** How the height is shared out; the same whatever is shown, so that nothing moves. */
const sharesOf = ({ innerHeight }: ModalRoom, { typing, query }: HelpModal) => {
  const input = typing || query.text !== '' ? 1 : 0
  const [rule, about] = [innerHeight < 9 ? 0 : 1, innerHeight < 6 ? 0 : 1]
  return { input, rule, about, body: Math.max(1, innerHeight - input - rule - about - 1) }
}

/** The line of the action that the cursor is on, among all. */
const lineOf = (rows: readonly HelpRow[], cursor: number): number => {
  let left = cursor
  return rows.findIndex((row) => row.kind === 'action' && left-- === 0)
}

const actionsOf = (rows: readonly HelpRow[]): readonly Action[] =>
  rows.flatMap((row) => (row.kind === 'action' ? [row.action] : []))

/** Where the lines begin, so that the cursor is on screen; at the top with the heading over the first action. */
const topFor = (
  rows: readonly HelpRow[],
  { top, cursor }: Pick<HelpModal, 'top' | 'cursor'>,
  height: number,
): number => (cursor === 0 ? 0 : scrollTop(top, lineOf(rows, cursor), height, rows.length))

/** Room below which a heading that stays would cover what one goes to. */
const roomy = 5

const bodyLines = (
  app: App,
  modal: HelpModal,
  { rows, height, width }: { readonly rows: readonly HelpRow[]; readonly height: number; readonly width: number },
  theme: Theme,
): readonly string[] => {
  const top = topFor(rows, modal, height)
  const at = lineOf(rows, modal.cursor)
  const lines = rows.slice(top, top + height).map((row, n) => {
    if (row.kind === 'heading') return headingLine(row.text, width, theme)
    // The heading of what is on screen stays, whatever has gone above the edge.
    if (n === 0 && height >= roomy) return headingLine(row.heading, width, theme)
    return actionLine(app, modal, row.action, { here: top + n === at, width }, theme)
  })
  if (rows.length === 0) lines.push(line([['dim', '   nothing like that']], width, theme))
  return [...lines, ...Array.from({ length: Math.max(0, height - lines.length) }, () => ' '.repeat(width))]
}

/** Cells that a row has for what an action does. */
const titleRoom = (width: number): number => width - 4 - keyColumn(width)

/** Of the action under the cursor: why it cannot be done, else whose keys these are, and its name in the file; or what its row had no room for. */
const aboutLine = (action: Action | undefined, can: true | string, width: number, theme: Theme): string => {
  if (action === undefined) return ' '.repeat(width)
  const before = keysBefore(action)
  const own = before === undefined ? '' : ` ${ownMark} your own, ${before === '' ? 'it has none' : `else ${before}`}`
  if (can === true && own === '' && textWidth(action.title) > titleRoom(width))
    return line([['text', ` ${action.title}`]], width, theme)
  const left: Piece = can === true ? ['dim', own] : ['warn', ` ${can}`]
  return justified([left], [['faint', ` ${action.id} `]], width, theme)
}

export const drawHelp = (app: App, modal: HelpModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const { input, rule, about, body } = sharesOf(room, modal)
  const rows = helpRows(app, modal)
  const actions = actionsOf(rows)
  const label: Piece = ['key', ' / ']
  const typed = drawInput(modal.query, width - 3, theme, { placeholder: 'words, or a key' })
  const here = actions[modal.cursor]
  const can = here === undefined ? 'nothing like that' : runnable(app, modal, here)
  const hints: readonly Hint[] = [
    ...(can === true ? ([['Enter', 'runs it']] as const) : []),
    ['Esc', modal.typing || modal.query.text !== '' ? 'shows all' : 'closes'],
    ...(modal.typing ? [] : ([['/', 'searches']] as const)),
    ['5j', 'a number repeats a key'],
  ]
  return {
    title: 'Keys',
    right: actions.length > 0 ? `${modal.cursor + 1}/${actions.length}` : '',
    lines: [
      ...(input === 0 ? [] : [line([label], 3, theme) + typed]),
      ...bodyLines(app, modal, { rows, height: body, width }, theme),
      ...(rule === 0 ? [] : [theme.paint('border', '─'.repeat(width))]),
      ...(about === 0 ? [] : [aboutLine(here, can, width, theme)]),
      ...fewHintLines(hints, 1, width, theme),
    ],
  }
}

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  'ctrl-n': 1,
  k: -1,
  up: -1,
  'ctrl-p': -1,
  pagedown: 10,
  pageup: -10,
  'ctrl-d': 10,
  'ctrl-u': -10,
  space: 10,
  G: 1000,
  end: 1000,
  g: -1000,
  home: -1000,
}

/** Those that mean a step while words are typed too. */
const stepsInWords = new Set(['down', 'up', 'ctrl-n', 'ctrl-p', 'pagedown', 'pageup'])

const change = (app: App, modal: HelpModal, to: Partial<HelpModal>): void =>
  app.store.update((state) => changeModal(state, modal.id, 'help', (help) => ({ ...help, ...to })))

const move = (app: App, modal: HelpModal, step: number): void => {
  const rows = helpRows(app, modal)
  const cursor = Math.max(0, Math.min(actionsOf(rows).length - 1, modal.cursor + step))
  const { body } = sharesOf(roomOf('help', app.store.get().size), modal)
  change(app, modal, { cursor, top: topFor(rows, { top: modal.top, cursor }, body) })
}

const setQuery = (app: App, modal: HelpModal, query: TextBuffer, typing = true): void =>
  change(app, modal, { query, typing, cursor: 0, top: 0 })

const run = (app: App, modal: HelpModal): void => {
  const action = actionsOf(helpRows(app, modal))[modal.cursor]
  if (action === undefined) return
  const can = runnable(app, modal, action)
  if (can !== true) return app.toast('info', `${action.title.replace(/…$/u, '')}: ${can}`)
  app.close(modal.id)
  action.run(app, undefined)
}

export const helpKey = (app: App, modal: HelpModal, chord: Chord): void => {
  const { typing, query } = modal
  const step = typing && !stepsInWords.has(chord) ? undefined : steps[chord]
  if (chord === 'enter') run(app, modal)
  else if (chord === 'esc' && (typing || query.text !== '')) setQuery(app, modal, emptyBuffer, false)
  else if (step !== undefined) move(app, modal, step)
  else if (typing) {
    const edited = editText(query, chord)
    if (edited !== undefined) setQuery(app, modal, edited)
  } else if (chord === '/') change(app, modal, { typing: true })
  else if (chord === 'esc' || chord === 'q' || chord === '?') app.close(modal.id)
}

export const helpPaste = (app: App, modal: HelpModal, text: string): void => {
  if (modal.typing) setQuery(app, modal, insertText(modal.query, text))
}
