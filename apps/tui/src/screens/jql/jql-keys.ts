import { type JqlOffer, takeOffer } from '@mmd/jira-api/jql'
import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { bufferOf, editText, emptyBuffer, insertText, type TextBuffer } from '../../input/text-edit.ts'
import { changeModal } from '../../state/state.ts'
import type { JqlModal } from './jql-modal.ts'
import { enterTakes, offersOf, readingOf, recentOf } from './reading.ts'

const change = (app: App, { id }: JqlModal, changes: Partial<JqlModal>): void =>
  app.store.update((state) => changeModal(state, id, 'jql', (modal) => ({ ...modal, ...changes })))

/** Changes that can be taken back. */
const mostPast = 100

/** A word that goes on being typed is taken back at once. */
const goesOn = (before: TextBuffer, now: TextBuffer): boolean =>
  /^[\p{L}\p{N}_.-]$/u.test(now.text.slice(before.cursor, now.cursor)) &&
  /[\p{L}\p{N}_.-]$/u.test(before.text.slice(0, before.cursor)) &&
  now.text.length === before.text.length + now.cursor - before.cursor

/** What the query was, with what it is put down to be taken back. */
const withPast = ({ past = [], buffer }: JqlModal, next: TextBuffer): Pick<JqlModal, 'past' | 'future'> =>
  goesOn(buffer, next) && past.length > 0 ? { future: [] } : { past: [...past, buffer].slice(-mostPast), future: [] }

/** Another text, or the cursor elsewhere in it. */
const setBuffer = (app: App, modal: JqlModal, buffer: TextBuffer): void => {
  const isOther = buffer.text !== modal.buffer.text
  if (!isOther && buffer.cursor === modal.buffer.cursor) return
  if (modal.held !== null) return change(app, modal, { buffer, cursor: 0 })
  const list = isOther ? 'offers' : modal.list
  change(app, modal, {
    buffer,
    list,
    cursor: list === 'offers' ? 0 : -1,
    moved: false,
    insisted: false,
    ...(isOther ? { refused: null, ...withPast(modal, buffer) } : {}),
  })
  modal.onEdit(modal.id)
}

const take = (app: App, modal: JqlModal, offer: JqlOffer): void => {
  const { text, cursor } = takeOffer(modal.buffer.text, readingOf(modal).context, offer)
  setBuffer(app, modal, { text, cursor })
}

/** A former query in the bar, from where Enter searches. */
const takeRecent = (app: App, modal: JqlModal, jql: string): void => {
  const buffer = bufferOf(jql)
  const past = withPast({ ...modal, buffer: modal.held ?? modal.buffer }, buffer)
  const rest = { list: 'recent', cursor: -1, moved: false, held: null, refused: null, insisted: false } as const
  change(app, modal, { buffer, ...past, ...rest })
  modal.onEdit(modal.id)
}

/** The query as it was before the last change, or again as it was after it. */
const turn = (app: App, modal: JqlModal, way: 'back' | 'again'): void => {
  if (modal.held !== null) return
  const { past = [], future = [], buffer } = modal
  const from = way === 'back' ? past : future
  const to = from.at(-1)
  if (to === undefined) return
  const left = from.slice(0, -1)
  const stacks =
    way === 'back' ? { past: left, future: [...future, buffer] } : { past: [...past, buffer], future: left }
  const rest = { list: 'recent', cursor: -1, moved: false, refused: null, insisted: false } as const
  change(app, modal, { buffer: to, ...stacks, ...rest })
  modal.onEdit(modal.id)
}

const leave = (app: App, modal: JqlModal): void => {
  app.close(modal.id)
  modal.onLeave()
}

/** Closes the list first, and ends a search of former queries with what the bar held before. */
const goBack = (app: App, modal: JqlModal): void => {
  if (modal.held !== null) change(app, modal, { buffer: modal.held, held: null, list: 'recent', cursor: -1 })
  else if (offersOf(modal).length > 0) change(app, modal, { list: 'recent', cursor: -1, moved: false })
  else leave(app, modal)
}

const submit = (app: App, modal: JqlModal, then: (jql: string) => void = modal.onSubmit): void => {
  if (modal.held !== null) return
  const { fault } = readingOf(modal)
  if (fault !== null && !modal.insisted) {
    const buffer = { text: modal.buffer.text, cursor: fault.from }
    return change(app, modal, { buffer, list: 'recent', cursor: -1, insisted: true })
  }
  leave(app, modal)
  then(modal.buffer.text.trim())
}

const enter = (app: App, modal: JqlModal): void => {
  const offer = offersOf(modal)[modal.cursor]
  const former = recentOf(modal)[modal.cursor]
  if (former !== undefined) return takeRecent(app, modal, former)
  if (modal.held !== null) return
  if (offer !== undefined && enterTakes(modal)) return take(app, modal, offer)
  submit(app, modal)
}

const complete = (app: App, modal: JqlModal): void => {
  if (modal.held !== null) return enter(app, modal)
  const offer = offersOf(modal)[modal.cursor]
  if (offer !== undefined) return take(app, modal, offer)
  change(app, modal, { list: 'offers', cursor: 0, moved: false })
  modal.onEdit(modal.id)
}

const move = (app: App, modal: JqlModal, step: number): void => {
  const offers = offersOf(modal).length
  // Where nothing is offered the former queries come.
  const isOffers = offers > 0
  const list = isOffers ? 'offers' : 'recent'
  const count = isOffers ? offers : recentOf({ ...modal, list }).length
  const least = isOffers || modal.held !== null ? 0 : -1
  const from = list === modal.list ? modal.cursor : -1
  change(app, modal, { list, cursor: Math.max(least, Math.min(count - 1, from + step)), moved: true })
}

const searchRecent = (app: App, modal: JqlModal): void => {
  if (modal.held !== null) return move(app, modal, 1)
  change(app, modal, { held: modal.buffer, buffer: emptyBuffer, list: 'recent', cursor: 0, moved: false })
}

const keys: Readonly<Record<Chord, (app: App, modal: JqlModal) => void>> = {
  esc: goBack,
  enter,
  tab: complete,
  'ctrl-space': complete,
  up: (app, modal) => move(app, modal, -1),
  down: (app, modal) => move(app, modal, 1),
  'ctrl-p': (app, modal) => move(app, modal, -1),
  'ctrl-n': (app, modal) => move(app, modal, 1),
  pageup: (app, modal) => move(app, modal, -8),
  pagedown: (app, modal) => move(app, modal, 8),
  'ctrl-r': searchRecent,
  'ctrl-s': (app, modal) => submit(app, modal, modal.onSave),
  'ctrl-z': (app, modal) => turn(app, modal, 'back'),
  'ctrl-_': (app, modal) => turn(app, modal, 'back'),
  'ctrl-y': (app, modal) => turn(app, modal, 'again'),
}

export const jqlKey = (app: App, modal: JqlModal, chord: Chord): void => {
  const run = Object.hasOwn(keys, chord) ? keys[chord] : undefined
  if (run !== undefined) return run(app, modal)
  const buffer = editText(modal.buffer, chord)
  if (buffer !== undefined) setBuffer(app, modal, buffer)
}

export const jqlPaste = (app: App, modal: JqlModal, text: string): void =>
  setBuffer(app, modal, insertText(modal.buffer, text.trim().replaceAll(/\s*[\r\n]\s*/gu, ' ')))
