import type { App } from '../../app/app.ts'
import type { Chord } from '../../input/chord.ts'
import { bufferOf, editText, insertText } from '../../input/text-edit.ts'
import { changeForm, withEntry } from './change-form.ts'
import { editorOf } from './editor-kind.ts'
import { cleared, filledWith, isChanged, isMissing, withMissing } from './entries.ts'
import type { FormEntry, FormModal } from './form-modal.ts'
import { entryHere, rowAfter, rowOf, rowsOf } from './rows.ts'
import { readTyped, toTypedText } from './typed-value.ts'

const judged = (entry: FormEntry, text: string, now: number): FormEntry => {
  const typed = readTyped(entry.meta, text, now)
  if ('problem' in typed) {
    // What was typed stays to be mended.
    return { ...filledWith(entry, { value: { kind: 'text', text } }), error: typed.problem }
  }
  const next = filledWith(entry, typed)
  return isMissing(next) ? { ...next, error: `${entry.meta.name} must be filled in` } : next
}

/** What is being typed becomes the value, judged at once. */
const taken = (form: FormModal, now: number): FormModal => {
  const { editing } = form
  const entry = entryHere(form)
  if (editing === null || entry === undefined) return { ...form, editing: null }
  const isSame = editing.text.trim() === toTypedText(entry).trim()
  if (isSame && entry.error === null && !isMissing(entry)) return { ...form, editing: null }
  return { ...withEntry(form, entry.meta.id, (one) => judged(one, editing.text, now)), editing: null }
}

/** The row at which the cursor stands after it has left a field. */
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

/** What the site said of an earlier try may be right now; what it could not even be asked stays wrong. */
const rechecked = (entry: FormEntry, now: number): FormEntry => {
  const isTyped = entry.locked === null && editorOf(entry.meta) === 'typed'
  const typed = isTyped ? readTyped(entry.meta, toTypedText(entry), now) : { value: entry.value }
  return { ...entry, error: 'problem' in typed ? typed.problem : null }
}

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
    return {
      ...movedTo(
        next,
        rowOf(next, ({ error }) => error !== null),
      ),
      error: `Look at ${names} before it is sent`,
    }
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
  changeForm(app, modal.id, (form) => ({ ...form, editing: bufferOf(toTypedText(entry)) }))
}

const clear = (app: App, modal: FormModal): void => {
  const entry = entryHere(modal)
  if (entry === undefined) return
  if (entry.locked !== null) return app.toast('info', `${entry.meta.name}: ${entry.locked}`)
  changeForm(app, modal.id, (form) => withEntry(form, entry.meta.id, cleared))
}

const fillInMe = (modal: FormModal): void => {
  const entry = entryHere(modal)
  if (entry !== undefined && entry.locked === null && editorOf(entry.meta) === 'person') modal.onMe?.(entry, modal.id)
}

const leave = (app: App, modal: FormModal): void => {
  app.close(modal.id)
  modal.onLeave(modal.entries.some(isChanged))
}

const steps: Readonly<Record<Chord, number>> = { down: 1, tab: 1, up: -1, 'shift-tab': -1, pagedown: 8, pageup: -8 }
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
    case 'f':
      return changeForm(app, modal.id, fold)
    case 'm':
      return fillInMe(modal)
    case 'D':
      app.close(modal.id)
      return modal.onAfresh()
    case 'ctrl-e': {
      const entry = entryHere(modal)
      if (entry !== undefined && entry.locked === null && editorOf(entry.meta) !== 'typed')
        modal.onEdit(entry, modal.id)
      return
    }
    default:
  }
}

const typingKey = (app: App, modal: FormModal, chord: Chord): void => {
  const { editing } = modal
  if (editing === null) return
  if (chord === 'esc') return changeForm(app, modal.id, (form) => ({ ...form, editing: null }))
  if (chord === 'enter')
    return changeForm(app, modal.id, (form) => {
      const next = taken(form, app.shell.now())
      return entryHere(next)?.error === null ? movedTo(next, rowAfter(next, next.cursor)) : next
    })
  const buffer = editText(editing, chord)
  if (buffer === undefined) return
  changeForm(app, modal.id, (form) => ({ ...form, editing: buffer }))
  if (buffer.text !== editing.text) modal.onChange(taken({ ...modal, editing: buffer }, app.shell.now()).entries)
}

/** A key for a form. */
export const formKey = (app: App, modal: FormModal, chord: Chord): void => {
  const by = steps[chord] ?? (modal.editing === null ? letterSteps[chord] : undefined)
  if (chord === 'ctrl-s') submit(app, modal, false)
  else if (chord === 'ctrl-n' && modal.repeats) submit(app, modal, true)
  else if (by !== undefined)
    changeForm(app, modal.id, (form) => {
      const next = taken(form, app.shell.now())
      return movedTo(next, next.cursor + by)
    })
  else if (modal.editing === null) restingKey(app, modal, chord)
  else typingKey(app, modal, chord)
}

/** Pasted text for the field that is being typed. */
export const formPaste = (app: App, modal: FormModal, text: string): void =>
  changeForm(app, modal.id, (form) =>
    form.editing === null ? form : { ...form, editing: insertText(form.editing, text.trim()) },
  )
