import type { App } from '../../app/app.ts'
import { type Chord, graphemes } from '../../input/chord.ts'
import { editText, insertText } from '../../input/text-edit.ts'
import { changeForm, withEntry } from './change-form.ts'
import { editorOf } from './editor-kind.ts'
import { cleared, filledWith, isChanged, isEmptyEntry, withMissing } from './entries.ts'
import type { FormEntry, FormModal } from './form-modal.ts'
import { notJson } from './raw-json.ts'
import { entryHere, rowAfter, rowOf, rowsOf } from './rows.ts'
import { readTyped, toTypedText } from './typed-value.ts'
import { isTyped, readyToType } from './typing.ts'

const judged = (entry: FormEntry, text: string, now: number): FormEntry => {
  const typed = readTyped(entry.meta, text, now)
  // What was typed stays to be mended.
  return 'problem' in typed
    ? { ...filledWith(entry, { value: { kind: 'text', text } }), error: typed.problem }
    : filledWith(entry, typed)
}

/** What is being typed becomes the value, judged at once; that it is missing is no matter before it is sent. */
const taken = (form: FormModal, now: number): FormModal => {
  const { editing } = form
  const entry = entryHere(form)
  const rested = { ...form, editing: null }
  if (editing === null || entry === undefined || editing.text.trim() === toTypedText(entry).trim()) return rested
  return { ...withEntry(rested, entry.meta.id, (one) => judged(one, editing.text, now)) }
}

const movedTo = (form: FormModal, cursor: number): FormModal => ({
  ...form,
  cursor: Math.max(0, Math.min(rowsOf(form).length - 1, cursor)),
})

const fold = (form: FormModal): FormModal => {
  const here = entryHere(form)
  const next = { ...form, unfolded: !form.unfolded }
  const at = here === undefined ? -1 : rowOf(next, ({ meta }) => meta.id === here.meta.id)
  return movedTo(next, at === -1 ? form.cursor : at)
}

/** What is wrong with a field that was filled in, before the site is asked. */
const problemOf = (entry: FormEntry, now: number): string | null => {
  const { meta, typed = '' } = entry
  if (editorOf(meta) === 'raw' && typed !== '') return notJson
  const read = isTyped(entry) ? readTyped(meta, toTypedText(entry), now) : null
  return read !== null && 'problem' in read ? read.problem : null
}

/** What the site said of an earlier try may be right now; what it could not even be asked stays wrong. */
const rechecked = (entry: FormEntry, now: number): FormEntry => ({ ...entry, error: problemOf(entry, now) })

/** Puts the cursor on what is wrong, or hands all fields on. */
const submit = (app: App, modal: FormModal, again: boolean): void => {
  const now = app.shell.now()
  const done = taken(modal, now)
  const entries = withMissing(
    done.entries.map((entry) => (isChanged(entry) ? rechecked(entry, now) : { ...entry, error: null })),
  )
  const wrong = entries.filter(({ error }) => error !== null)
  if (wrong.length === 0) {
    app.close(modal.id)
    return modal.onSubmit(entries, again)
  }
  changeForm(app, modal.id, () => {
    const next = { ...done, entries }
    const names = wrong.map(({ meta }) => meta.name).join(', ')
    const first = rowOf(next, ({ error }) => error !== null)
    return { ...readyToType(movedTo(next, first)), error: `Look at ${names} before it is sent` }
  })
}

const begin = (app: App, modal: FormModal): void => {
  const row = rowsOf(modal)[modal.cursor]
  if (row?.kind === 'button') return submit(app, modal, false)
  if (row?.kind === 'more') return changeForm(app, modal.id, fold)
  if (row === undefined) return
  const { entry } = row
  if (entry.locked !== null) return app.toast('info', `${entry.meta.name}: ${entry.locked}`)
  if (editorOf(entry.meta) !== 'typed') return modal.onEdit(entry, modal.id)
  changeForm(app, modal.id, readyToType)
}

const clear = (app: App, modal: FormModal): void => {
  const entry = entryHere(modal)
  if (entry === undefined) return
  if (entry.locked !== null) return app.toast('info', `${entry.meta.name}: ${entry.locked}`)
  changeForm(app, modal.id, (form) => ({ ...withEntry(form, entry.meta.id, cleared), emptied: entry }))
}

const fillInMe = (modal: FormModal): void => {
  const entry = entryHere(modal)
  if (entry !== undefined && entry.locked === null && editorOf(entry.meta) === 'person') modal.onMe?.(entry, modal.id)
}

const leave = (app: App, modal: FormModal): void => {
  app.close(modal.id)
  modal.onLeave(modal.entries.some(isChanged))
}

/** Forgets what was filled in, after a word about it. */
const beginAfresh = (app: App, modal: FormModal): void => {
  const run = (): void => {
    app.close(modal.id)
    modal.onAfresh()
  }
  const changed = modal.entries.filter(isChanged).map(({ meta }) => meta.name)
  if (changed.length === 0) return run()
  const lines = [`What you filled in is forgotten: ${changed.join(', ')}`]
  const enter = { label: 'begins afresh', run }
  app.open({ kind: 'message', title: 'Begin afresh?', tone: 'info', lines, top: 0, enter, onLeave: () => undefined })
}

/** Puts back what was in the field before it was emptied, else what the site has in it. */
const putBack = (app: App, modal: FormModal): void => {
  const entry = entryHere(modal)
  if (entry === undefined) return
  changeForm(app, modal.id, ({ emptied, ...form }) =>
    withEntry(form, entry.meta.id, (one) =>
      emptied?.meta.id === one.meta.id && isEmptyEntry(one) ? emptied : filledWith(one, { value: one.before }),
    ),
  )
}

/** Letters that are no key, on a field that could be filled in: says how. */
const sayHow = (app: App, modal: FormModal, chord: Chord): void => {
  const entry = entryHere(modal)
  if (entry === undefined || entry.locked !== null || graphemes(chord).length > 1) return
  app.toast('info', isTyped(entry) ? `Enter types into ${entry.meta.name}` : `Enter fills in ${entry.meta.name}`)
}

/** Keys that lead to a field in order to fill it in. */
const fillingSteps: Readonly<Record<Chord, number>> = { tab: 1, 'shift-tab': -1 }
/** Keys that lead to a field as the one before was left: being typed in, or not. */
const steps: Readonly<Record<Chord, number>> = { down: 1, up: -1, pagedown: 8, pageup: -8 }
/** Keys that are letters while a field is typed in. */
const letterSteps: Readonly<Record<Chord, number>> = { j: 1, k: -1, G: 10_000, g: -10_000, end: 10_000, home: -10_000 }

const restingKey = (app: App, modal: FormModal, chord: Chord): void => {
  switch (chord) {
    case 'esc':
    case 'q':
      return leave(app, modal)
    case 'enter':
    case 'space':
    case 'i':
      return begin(app, modal)
    case 'x':
    case 'backspace':
    case 'delete':
      return clear(app, modal)
    case 'u':
      return putBack(app, modal)
    case 'f':
      return changeForm(app, modal.id, fold)
    case 'm':
      return fillInMe(modal)
    case 'D':
      return beginAfresh(app, modal)
    case 'ctrl-e': {
      const entry = entryHere(modal)
      if (entry !== undefined && entry.locked === null && !isTyped(entry)) modal.onEdit(entry, modal.id)
      return
    }
    default:
      sayHow(app, modal, chord)
  }
}

const typingKey = (app: App, modal: FormModal, chord: Chord): void => {
  const { editing } = modal
  if (editing === null) return
  const now = app.shell.now()
  if (chord === 'esc') return changeForm(app, modal.id, (form) => taken(form, now))
  if (chord === 'enter')
    return changeForm(app, modal.id, (form) => {
      const next = taken(form, now)
      return readyToType(movedTo(next, rowAfter(next, next.cursor)))
    })
  const buffer = editText(editing, chord)
  if (buffer === undefined) return
  changeForm(app, modal.id, (form) => ({ ...form, editing: buffer }))
  if (buffer.text !== editing.text) modal.onChange(taken({ ...modal, editing: buffer }, now).entries)
}

/** A key for a form. */
export const formKey = (app: App, modal: FormModal, chord: Chord): void => {
  const now = app.shell.now()
  const isResting = modal.editing === null
  const by = fillingSteps[chord] ?? (isResting ? undefined : steps[chord])
  const past = isResting ? (steps[chord] ?? letterSteps[chord]) : undefined
  if (chord === 'ctrl-s') submit(app, modal, false)
  else if (chord === 'ctrl-n' && modal.repeats) submit(app, modal, true)
  else if (by !== undefined)
    changeForm(app, modal.id, (form) => readyToType(movedTo(taken(form, now), form.cursor + by)))
  else if (past !== undefined) changeForm(app, modal.id, (form) => movedTo(form, form.cursor + past))
  else if (isResting) restingKey(app, modal, chord)
  else typingKey(app, modal, chord)
}

/** Pasted text for the field that is typed. */
export const formPaste = (app: App, modal: FormModal, text: string): void =>
  changeForm(app, modal.id, (form) => {
    const { editing, ...open } = form.editing === null ? readyToType(form) : form
    return { ...open, editing: editing === null ? null : insertText(editing, text.trim()) }
  })
