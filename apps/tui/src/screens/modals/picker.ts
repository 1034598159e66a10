import { fit, textWidth } from '@mmd/rich-text'
import fuzzysort from 'fuzzysort'
import { saysOtherwise } from '../../actions/other-words.ts'
import type { App } from '../../app/app.ts'
import { guarded } from '../../app/guarded.ts'
import { justified, line, type Piece } from '../../components/pieces.ts'
import type { Chord } from '../../input/chord.ts'
import { editText, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { scrollTop } from '../../state/list.ts'
import type { PickerItem, PickerModal } from '../../state/modal.ts'
import { changeModal } from '../../state/state.ts'
import type { Theme } from '../../theme/theme.ts'
import { drawInput, type ModalRoom, type ModalView } from './modal-view.ts'
import { wrapped } from './prompt.ts'

/** By label, best first; what goes by other words comes after labels that have the query as it stands, before likenesses. */
const byName = (items: readonly PickerItem[], query: string): readonly PickerItem[] => {
  const named = fuzzysort.go(query, [...items], { key: 'label', threshold: 0 }).map(({ obj }) => obj)
  const otherwise = items.filter(({ words }) => words !== undefined && saysOtherwise(words, query))
  if (otherwise.length === 0) return named
  const has = ({ label }: PickerItem): boolean => label.toLowerCase().includes(query.toLowerCase())
  return [...new Set([...named.filter(has), ...otherwise, ...named])]
}

/**
 * Where something new may be made, only what begins like the query: a distant likeness must not win over what was typed.
 */
const narrowed = ({ items, creatable }: PickerModal, query: string): readonly PickerItem[] =>
  creatable ? items.filter(({ label }) => label.toLowerCase().startsWith(query.toLowerCase())) : byName(items, query)

/** Takes what stands first, when Enter was pressed before the items had come. */
export const confirmHurried = (app: App, id: number): void => {
  const modal = app.store.get().modals.find((one) => one.id === id)
  if (modal?.kind !== 'picker' || modal.hurried !== true || modal.phase !== 'ready') return
  app.store.update((state) => changeModal(state, id, 'picker', (picker) => ({ ...picker, hurried: false })))
  if (offeredItems(modal).length > 0) guarded(app, () => confirm(app, modal))
}

/** What the query leaves, best first; and what typing alone would make, last. */
export const offeredItems = (modal: PickerModal): readonly PickerItem[] => {
  const query = modal.query.text.trim()
  const found = query === '' || (modal.onQuery !== undefined && !modal.creatable) ? modal.items : narrowed(modal, query)
  const isNew = modal.creatable && query !== '' && !modal.items.some(({ label }) => label === query)
  const { before = [], after = [] } = modal.meant?.(query) ?? {}
  return [...before, ...found, ...after, ...(isNew ? [{ id: query, label: query, detail: 'new' }] : [])]
}

/** The picker with other items; what is under the cursor stays there while it is offered. */
export const withItems = (modal: PickerModal, items: readonly PickerItem[]): PickerModal => {
  const next = { ...modal, items }
  const here = offeredItems(modal)[modal.cursor]?.id
  const offered = offeredItems(next)
  const at = offered.findIndex(({ id }) => id === here)
  return { ...next, cursor: at === -1 ? Math.max(0, Math.min(modal.cursor, offered.length - 1)) : at }
}

/** What stands behind a label where both are so many cells: the label goes before it, but leaves it a third. */
const detailOf = ({ label, disabled, detail = '' }: PickerItem, cells: number): string => {
  const text = disabled ?? detail
  const room = Math.max(Math.floor(cells / 3), cells - textWidth(label) - 2)
  return textWidth(text) <= room ? text : fit(text, Math.max(0, room)).trimEnd()
}

const itemLine = (modal: PickerModal, item: PickerItem, here: boolean, width: number, theme: Theme): string => {
  const mark = modal.chosen === null ? '' : modal.chosen.has(item.id) ? '[x] ' : '[ ] '
  const left: Piece[] = [
    [here ? 'accent' : 'text', here ? ' ▸ ' : '   '],
    ['good', mark],
    [item.disabled === undefined ? 'text' : 'faint', item.label],
  ]
  const drawn = justified(left, [['dim', ` ${detailOf(item, width - 3 - textWidth(mark))} `]], width, theme)
  return here ? theme.select(drawn, true) : drawn
}

/** Why there is nothing to choose from, whole, and what to do about it. */
const failedLines = ({ error }: PickerModal, rows: number, width: number, theme: Theme): readonly string[] => {
  if (rows < 3) return [line([['bad', `   ${error ?? 'that did not work'}`]], width, theme)]
  const why = wrapped('bad', error ?? 'that did not work', width - 2, theme).map((row) => `  ${row}`)
  return [...why.slice(0, rows - 1), line([['dim', '   Ctrl-R tries again']], width, theme)]
}

const stateLine = (modal: PickerModal, count: number): Piece => {
  if (modal.phase === 'loading') return ['dim', '   asking the site…']
  return count === 0 ? ['dim', '   nothing like that'] : ['dim', '']
}

/** Rows of a picker whose list is the site's: nobody knows before how long it is. */
const asked = 12

/** Rows that a picker keeps, so that it does not jump while the list gets shorter, or is asked of the site anew. */
const rowsOf = (modal: PickerModal, room: ModalRoom): number => {
  const listed = Math.max(modal.items.length + (modal.creatable ? 1 : 0), 6)
  const isListed = modal.onQuery === undefined && modal.isAsked !== true
  return Math.max(1, Math.min(room.innerHeight - 3, isListed ? listed : asked, 16))
}

/** That the site is being asked, else how far one is down a list that is longer than its room. */
const rightOf = ({ phase, cursor, hasMore }: PickerModal, count: number, height: number): string => {
  if (phase === 'loading') return 'asking the site…'
  const isLong = count > height || hasMore === true
  return isLong ? `${cursor + 1}/${count}${hasMore === true ? '+' : ''}` : ''
}

export const drawPicker = (modal: PickerModal, room: ModalRoom, theme: Theme): ModalView => {
  const items = offeredItems(modal)
  const width = room.innerWidth
  const height = rowsOf(modal, room)
  const top = scrollTop(0, modal.cursor, height, items.length)
  const state = stateLine(modal, items.length)
  const shown = items
    .slice(top, top + height)
    .map((item, row) => itemLine(modal, item, top + row === modal.cursor, width, theme))
  const rows =
    modal.phase === 'failed'
      ? failedLines(modal, height, width, theme)
      : shown.length === 0
        ? [line([state], width, theme)]
        : shown
  const blank = Array.from({ length: Math.max(0, height - rows.length) }, () => ' '.repeat(width))
  const input = drawInput(modal.query, width - 3, theme, { placeholder: modal.placeholder })
  return {
    title: modal.title,
    right: rightOf(modal, items.length, height),
    lines: [
      `${theme.paint('accent', ' › ')}${input}`,
      theme.paint('border', '─'.repeat(width)),
      ...rows.map((row) => row),
      ...blank,
    ],
  }
}

const moveCursor = (app: App, modal: PickerModal, step: number): void => {
  const count = offeredItems(modal).length
  const cursor = Math.max(0, Math.min(count - 1, modal.cursor + step))
  app.store.update((state) => changeModal(state, modal.id, 'picker', (picker) => ({ ...picker, cursor })))
  if (step > 0 && cursor === count - 1) modal.onEnd?.(modal.id)
}

const setQuery = (app: App, modal: PickerModal, query: TextBuffer): void => {
  app.store.update((state) =>
    changeModal(state, modal.id, 'picker', (picker) => ({
      ...picker,
      query,
      cursor: 0,
      touched: false,
      hurried: false,
    })),
  )
  if (query.text !== modal.query.text) modal.onQuery?.(query.text.trim(), modal.id)
}

const toggle = (app: App, modal: PickerModal): void => {
  const item = offeredItems(modal)[modal.cursor]
  if (item === undefined || modal.chosen === null) return
  const chosen = new Set(modal.chosen)
  if (!chosen.delete(item.id)) chosen.add(item.id)
  const items = modal.items.some(({ id }) => id === item.id) ? modal.items : [...modal.items, item]
  app.store.update((state) =>
    changeModal(state, modal.id, 'picker', (picker) => ({ ...picker, chosen, items, touched: true })),
  )
}

const confirm = (app: App, modal: PickerModal): void => {
  const item = offeredItems(modal)[modal.cursor]
  if (modal.phase === 'failed') return
  if (modal.chosen !== null) {
    const query = modal.query.text.trim()
    const isMeant = query !== '' || (modal.adds === true && modal.chosen.size === 0)
    const typed = isMeant && item !== undefined && modal.touched !== true ? [item.id] : []
    app.close(modal.id)
    modal.onPick([...new Set([...modal.chosen, ...typed])], query)
    return
  }
  if (modal.phase === 'loading') {
    app.store.update((state) => changeModal(state, modal.id, 'picker', (picker) => ({ ...picker, hurried: true })))
    return
  }
  if (item === undefined) return
  if (item.disabled !== undefined) return app.toast('warn', `${item.label}: ${item.disabled}`)
  app.close(modal.id)
  modal.onPick([item.id], modal.query.text)
}

const more = (app: App, modal: PickerModal): void => {
  const item = offeredItems(modal)[modal.cursor]
  if (modal.onMore === undefined || item === undefined || item.disabled !== undefined) return
  app.close(modal.id)
  modal.onMore(item.id)
}

const reload = (app: App, modal: PickerModal): void => {
  app.store.update((state) => changeModal(state, modal.id, 'picker', (picker) => ({ ...picker, hurried: false })))
  if (modal.onReload !== undefined && modal.phase === 'failed') modal.onReload(modal.id)
  else modal.onQuery?.(modal.query.text.trim(), modal.id)
}

const steps: Readonly<Record<Chord, number>> = {
  down: 1,
  'ctrl-n': 1,
  up: -1,
  'ctrl-p': -1,
  pagedown: 10,
  pageup: -10,
}

export const pickerKey = (app: App, modal: PickerModal, chord: Chord): void => {
  const step = steps[chord]
  if (chord === 'esc') {
    app.close(modal.id)
    modal.onCancel?.()
  } else if (chord === 'enter') confirm(app, modal)
  else if (step !== undefined) moveCursor(app, modal, step)
  else if (chord === 'tab' || (chord === 'space' && modal.chosen !== null)) toggle(app, modal)
  else if (chord === 'ctrl-r') reload(app, modal)
  else if (chord === 'ctrl-o') more(app, modal)
  else {
    const query = editText(modal.query, chord)
    if (query !== undefined) setQuery(app, modal, query)
  }
}

export const pickerPaste = (app: App, modal: PickerModal, text: string): void =>
  setQuery(app, modal, insertText(modal.query, text))
