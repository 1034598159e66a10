import { fit } from '@mmd/rich-text'
import type { Action, ActionGroup } from '../../actions/action.ts'
import type { App } from '../../app/app.ts'
import { line } from '../../components/pieces.ts'
import { type Chord, showChords } from '../../input/chord.ts'
import type { HelpModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { fewHintLines } from './hints.ts'
import { type ModalRoom, type ModalView, roomOf, scrolled, unpainted } from './modal-view.ts'

const groups: readonly ActionGroup[] = [
  'Issue',
  'Open issue',
  'Inbox',
  'List',
  'View',
  'Move',
  'Site',
  'List of sites',
  'App',
]

const keysOf = (action: Action): string => action.keys.map(showChords).join('  ')

/** Columns for the keys: no more than a third. */
const keyColumn = (width: number): number => Math.min(16, Math.floor(width / 3))

const actionLine = (app: App, action: Action, width: number, theme: Theme): string => {
  const enabled = action.enabled?.(app) ?? true
  return line(
    [
      ['key', ` ${fit(keysOf(action), keyColumn(width))} `],
      [enabled === true ? 'text' : 'faint', action.title],
      ['faint', enabled === true ? '' : ` — ${enabled}`],
    ],
    width,
    theme,
  )
}

/** Every action with a key, by group, from the one table. */
export const helpLines = (app: App, width: number, theme: Theme): readonly string[] =>
  groups.flatMap((group) => {
    const rows = app.actions.filter(
      (action) => action.group === group && action.keys.length > 0 && action.scope !== 'welcome',
    )
    if (rows.length === 0) return []
    return [
      line([['heading', ` ${group}`]], width, theme),
      ...rows.map((action) => actionLine(app, action, width, theme)),
      ' '.repeat(width),
    ]
  })

/** The line at which a group begins. */
export const helpLineOf = (app: App, group: ActionGroup): number => {
  const { innerWidth } = roomOf('help', app.store.get().size)
  return helpLines(app, innerWidth, unpainted).findIndex((row) => row.trim() === group)
}

/** Rows for the actions: the room without the rule and the line under it. */
const heightIn = (room: ModalRoom): number => Math.max(1, room.innerHeight - 2)

export const drawHelp = (app: App, modal: HelpModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const height = heightIn(room)
  const all = helpLines(app, width, theme)
  const top = Math.max(0, Math.min(modal.top, all.length - height))
  const more = top + height < all.length
  return {
    title: 'Keys',
    right: all.length > height ? `${Math.min(all.length, top + height)}/${all.length}` : '',
    lines: [
      ...all.slice(top, top + height),
      theme.paint('border', '─'.repeat(width)),
      ...fewHintLines(
        [['Esc', 'closes'], ...(more ? ([['j', 'shows more']] as const) : []), ['5j', 'a number repeats a key']],
        1,
        width,
        theme,
      ),
    ],
  }
}

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  k: -1,
  up: -1,
  pagedown: 10,
  pageup: -10,
  'ctrl-d': 10,
  'ctrl-u': -10,
  space: 10,
  G: 1000,
  g: -1000,
}

export const helpKey = (app: App, modal: HelpModal, chord: Chord): void => {
  const step = steps[chord]
  if (chord === 'esc' || chord === 'q' || chord === '?' || chord === 'enter') app.close(modal.id)
  else if (step !== undefined) {
    const room = roomOf('help', app.store.get().size)
    const count = helpLines(app, room.innerWidth, unpainted).length
    const top = scrolled(modal.top, step, count, heightIn(room))
    app.store.update((state) => changeModal(state, modal.id, 'help', (help) => ({ ...help, top })))
  }
}
