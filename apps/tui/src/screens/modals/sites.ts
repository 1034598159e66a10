import { fit, textWidth } from '@mmd/rich-text'
import { shownKey } from '../../actions/action.ts'
import { openHelp } from '../../actions/flows/help.ts'
import type { App } from '../../app/app.ts'
import { membersOf } from '../../app/members.ts'
import { line, type Piece } from '../../components/pieces.ts'
import { type Chord, showChords } from '../../input/chord.ts'
import { editText, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { methodFacts } from '../../session/method-facts.ts'
import { scrollTop } from '../../state/list.ts'
import type { SiteRow, SitesModal } from '../../state/site-modals.ts'
import { shownSites } from '../../state/sites.ts'
import { type AppState, changeModal } from '../../state/state.ts'
import { badgeRole } from '../../theme/badge.ts'
import type { Role } from '../../theme/palette.ts'
import type { Theme } from '../../theme/theme.ts'
import { fitParts } from './fit-parts.ts'
import { type Hint, hintPart } from './hints.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

const stateOf = ({ status, site }: SiteRow): readonly [Role, string] => {
  if (status === null) return ['faint', '…']
  if (status === undefined) return ['warn', 'not known']
  if (status.state === 'signed-in') return ['good', 'signed in']
  if (status.state === 'expired' && status.refreshable) return ['good', 'signed in']
  return status.state === 'expired'
    ? ['warn', 'expired']
    : ['warn', site.user === undefined ? 'not signed in' : 'signed out']
}

const hostOf = ({ site }: SiteRow): string => new URL(site.baseUrl).host

interface Column {
  readonly title: string
  /** Columns of the list from which it is shown. */
  readonly from: number
  readonly most: number
  readonly cell: (row: SiteRow) => Piece
}

/** In the order in which they are shown. The name comes first and is always there. */
const columns: readonly Column[] = [
  { title: 'Name', from: 0, most: 32, cell: ({ site }) => ['text', site.name] },
  { title: 'Address', from: 56, most: 40, cell: (row) => ['dim', hostOf(row)] },
  { title: 'Signs in by', from: 92, most: 18, cell: ({ site }) => ['dim', methodFacts[site.method].short] },
  { title: 'As', from: 72, most: 24, cell: ({ site }) => ['text', site.user?.name ?? site.login ?? ''] },
  { title: 'State', from: 28, most: 13, cell: stateOf },
]

/** Cells of mark and badge before the first column, and between two columns. */
const before = 7
const gap = 2

/** The columns that have room and how wide each is: as its longest cell, the address takes what is left or gives it. */
const widthsOf = (rows: readonly SiteRow[], width: number): readonly (readonly [Column, number])[] => {
  const shown = columns.filter(({ from }) => width >= from)
  const wanted = shown.map((column) => {
    const longest = Math.max(textWidth(column.title), ...rows.map((row) => textWidth(column.cell(row)[1])))
    return Math.min(longest, column.most)
  })
  let excess = wanted.reduce((sum, cells) => sum + cells + gap, before) - width
  const giving = ['Address', 'As', 'Name', 'Signs in by', 'State']
  for (const title of giving) {
    const at = shown.findIndex((column) => column.title === title)
    const has = wanted[at]
    if (has === undefined || excess <= 0) continue
    const taken = Math.min(excess, Math.max(0, has - 8))
    wanted[at] = has - taken
    excess -= taken
  }
  return shown.map((column, at) => [column, wanted[at] ?? 0])
}

const spaced = (text: string, cells: number): string => `${fit(text, cells)}${' '.repeat(gap)}`

interface RowLook {
  readonly here: boolean
  readonly onScreen: boolean
  readonly marked: boolean
  readonly width: number
  readonly theme: Theme
}

const rowLine = (
  row: SiteRow,
  widths: ReturnType<typeof widthsOf>,
  { here, onScreen, marked, width, theme }: RowLook,
): string => {
  const { site, isDefault } = row
  const role = badgeRole(site.badge)
  const cells = widths.map(([column, size], at): Piece => {
    const [own, text] = column.cell(row)
    return [at === 0 && onScreen ? 'strong' : own, spaced(text, size)]
  })
  const drawn = line(
    [
      [here ? 'accent' : 'text', here ? ' ▸' : '  '],
      ['highlight', marked ? 'x' : ' '],
      ['key', isDefault ? '* ' : '  '],
      [site.badge === undefined ? 'faint' : role, onScreen ? '● ' : '○ '],
      ...cells,
    ],
    width,
    theme,
  )
  return here ? theme.select(drawn, true) : drawn
}

/** What there is to know of the site under the cursor and has no column. */
const aboutOf = (row: SiteRow, onScreen: boolean, now: number): string => {
  const { site, status, isDefault } = row
  const until = status?.expiresAt
  const ends =
    until === undefined || status?.state !== 'signed-in' || status.refreshable
      ? ''
      : `until ${new Date(until)
          .toISOString()
          .slice(0, until - now > 86_400_000 ? 10 : 16)
          .replace('T', ' ')}`
  return [
    site.baseUrl,
    methodFacts[site.method].title,
    ...(onScreen ? ['on screen'] : []),
    ...(isDefault ? ['opens at start'] : []),
    ...(status?.refreshable === true ? ['renewed by itself'] : []),
    ...(ends === '' ? [] : [ends]),
    ...(status === undefined || status === null ? [] : [`kept in ${status.where}`]),
  ].join(' · ')
}

const hintsOf = (app: App, modal: SitesModal): readonly Hint[] => {
  if (modal.typing)
    return [
      ['Enter', 'keeps the filter'],
      ['Esc', 'clears it'],
      ['↑ ↓', 'move'],
    ]
  const [show, add, ...others] = app.actions
    .filter(
      ({ scope, hint, id }) =>
        scope === 'sites' && hint !== undefined && (id !== 'sites.last' || modal.last.length > 0),
    )
    .map((action): Hint => [shownKey(action), action.hint ?? ''])
  // Where there is not room for all, help is among those that are there.
  return [show, add, ['?', 'keys'] as const, ['/', 'narrow'] as const, ...others, ['Esc', 'closes'] as const].filter(
    (hint) => hint !== undefined,
  )
}

const notice = (modal: SitesModal): Piece => {
  if (modal.phase === 'failed') return ['bad', `   ${modal.error ?? 'the list cannot be read'}`]
  if (modal.phase === 'loading') return ['dim', '   reading the list…']
  return ['dim', modal.rows.length === 0 ? '   No site is saved yet: a adds one' : '   nothing like that']
}

const headLine = (modal: SitesModal, widths: ReturnType<typeof widthsOf>, width: number, theme: Theme): string => {
  const { typing, filter } = modal
  if (typing)
    return `${theme.paint('key', ' / ')}${drawInput(filter, width - 3, theme, { placeholder: 'words in the row' })}`
  if (filter.text !== '')
    return line(
      [
        ['key', ' / '],
        ['text', filter.text],
        ['dim', '  Esc clears'],
      ],
      width,
      theme,
    )
  const titles = widths.map(([{ title }, size]): Piece => ['faint', spaced(title, size)])
  return line([['text', ' '.repeat(before)], ...titles], width, theme)
}

/** Rows for sites, so that nothing moves while the list is narrowed. */
const leastRows = 3
const mostRows = 14

export const drawSites = (app: App, modal: SitesModal, room: ModalRoom, theme: Theme): ModalView => {
  const width = room.innerWidth
  const session = app.session()
  const onScreen = new Set(session === null ? [] : membersOf(session).map(({ site }) => site.name))
  const rows = shownSites(modal)
  const widths = widthsOf(modal.rows, width)
  const wanted = Math.max(leastRows, Math.min(mostRows, modal.rows.length))
  const hints = hintPart(hintsOf(app, modal), 1, width, theme)
  const height = Math.max(1, Math.min(wanted, room.innerHeight - 1 - Math.min(2, hints.lines.length)))
  const top = scrollTop(0, modal.cursor, height, rows.length)
  const drawn = rows.slice(top, top + height).map((row, at) =>
    rowLine(row, widths, {
      here: top + at === modal.cursor,
      onScreen: onScreen.has(row.site.name),
      marked: modal.marked.has(row.site.name),
      width,
      theme,
    }),
  )
  const list = drawn.length === 0 ? [line([notice(modal)], width, theme)] : drawn
  const blank = Array.from({ length: height - list.length }, () => ' '.repeat(width))
  const current = rows[modal.cursor]
  const about =
    current === undefined
      ? []
      : wrapped('dim', aboutOf(current, onScreen.has(current.site.name), app.shell.now()), width, theme)
  const aboutHeight = width < 60 ? 3 : 2
  const rule = theme.paint('border', '─'.repeat(width))
  const parts = [
    { lines: [headLine(modal, widths, width, theme)], gives: modal.typing ? 0 : 3, least: 1 },
    { lines: [...list, ...blank], gives: 0, least: height },
    { lines: [rule], gives: 5 },
    { lines: Array.from({ length: aboutHeight }, (_, at) => about[at] ?? ' '.repeat(width)), gives: 4 },
    hints,
  ]
  const many = modal.marked.size > 0 ? `${modal.marked.size} marked · ` : ''
  const position = rows.length > height ? `${modal.cursor + 1}/${rows.length}` : ''
  return {
    title: 'Sites',
    right: `${many}${position}`.replace(/ \u00B7 $/, ''),
    lines: fitParts(parts, room.innerHeight),
  }
}

const change = (app: App, modal: SitesModal, to: (modal: SitesModal) => Partial<SitesModal>): void =>
  app.store.update((state: AppState) => changeModal(state, modal.id, 'sites', (sites) => ({ ...sites, ...to(sites) })))

const moveBy = (app: App, modal: SitesModal, step: number): void =>
  change(app, modal, (sites) => ({
    cursor: Math.max(0, Math.min(shownSites(sites).length - 1, sites.cursor + step)),
  }))

const setFilter = (app: App, modal: SitesModal, filter: TextBuffer): void =>
  change(app, modal, () => ({ filter, cursor: 0 }))

/** All sites again; the cursor stays on the site that it is on. */
const clearFilter = (app: App, modal: SitesModal): void => {
  const here = shownSites(modal)[modal.cursor]?.site.name
  const cursor = Math.max(
    0,
    modal.rows.findIndex(({ site }) => site.name === here),
  )
  change(app, modal, () => ({ filter: emptyBuffer, typing: false, cursor }))
}

const typeFilter = (app: App, modal: SitesModal, chord: Chord): void => {
  if (chord === 'esc') clearFilter(app, modal)
  else if (chord === 'enter') change(app, modal, () => ({ typing: false }))
  else if (chord === 'up' || chord === 'down') moveBy(app, modal, chord === 'up' ? -1 : 1)
  else {
    const filter = editText(modal.filter, chord)
    if (filter !== undefined) setFilter(app, modal, filter)
  }
}

const steps: Readonly<Record<Chord, number>> = {
  j: 1,
  down: 1,
  tab: 1,
  k: -1,
  up: -1,
  'shift-tab': -1,
  pagedown: 10,
  'ctrl-d': 10,
  pageup: -10,
  'ctrl-u': -10,
  G: 1000,
  end: 1000,
  g: -1000,
  home: -1000,
}

const runBound = (app: App, chord: Chord): void => {
  const action = app.actions.find(({ scope, keys }) => scope === 'sites' && keys.some((key) => key.join(' ') === chord))
  if (action === undefined) return
  const enabled = action.enabled?.(app) ?? true
  if (enabled === true) action.run(app, undefined)
  else app.toast('info', `${showChords([chord])}: ${enabled}`)
}

export const sitesKey = (app: App, modal: SitesModal, chord: Chord): void => {
  const step = steps[chord]
  if (modal.typing) typeFilter(app, modal, chord)
  else if (step !== undefined) moveBy(app, modal, step)
  else if (chord === '/') change(app, modal, () => ({ typing: true }))
  else if (chord === '?') openHelp(app, ['sites'])
  else if (chord === 'esc' && modal.filter.text !== '') clearFilter(app, modal)
  else if (chord === 'esc' || chord === 'q') app.close(modal.id)
  else runBound(app, chord)
}

export const sitesPaste = (app: App, modal: SitesModal, text: string): void => {
  if (modal.typing) setFilter(app, modal, insertText(modal.filter, text))
}
