import type { App, SiteSession } from '../../../app/app.ts'
import { isEmptyEntry, isWritten, withMissing } from '../../../screens/forms/entries.ts'
import type { FormEntry, FormModal } from '../../../screens/forms/form-modal.ts'
import { rowOf } from '../../../screens/forms/rows.ts'
import { readyToType } from '../../../screens/forms/typing.ts'
import { giveBack } from '../give-back.ts'
import { namesNear } from '../items/names-near.ts'
import { collect, type Filled, needsMarkdown } from './collect.ts'
import { editField } from './edit-field.ts'
import { openFormDraft } from './form-draft.ts'
import { chooseMe } from './people.ts'
import { loadMarkdown, type Markdown } from './stored-text.ts'
import type { Subject } from './subject.ts'

/** A form that is to be opened. */
export interface FormWish {
  readonly app: App
  /** Of the one site that it is for. */
  readonly session: SiteSession
  readonly subject: Subject
  readonly title: string
  readonly button: string
  readonly repeats?: boolean
  /** Under which it is kept while it is not sent. */
  readonly draft: string
  /** The fields as the site has them, with nothing filled in. */
  readonly entries: readonly FormEntry[]
  /** What the site proposes is sent too. */
  readonly defaults: boolean
  readonly note?: string
  /** The field that is typed in at once, when nothing is wrong. */
  readonly startsIn?: string
  /** It is about one field: what is chosen for that from a list is sent at once. */
  readonly sendsChosen?: true
  readonly onSend: (filled: Filled, entries: readonly FormEntry[], again: boolean) => void
}

/** How it is opened again after something was wrong. */
export interface Refused {
  readonly entries: readonly FormEntry[]
  readonly error: string | null
}

const restoredNote = 'This is what you had filled in before · D begins afresh'

/** Opens a form with what was filled in before and not sent, or with what the site has refused. */
export const openForm = (wish: FormWish, refused?: Refused): number => {
  const { app, session, note = '' } = wish
  const draft = openFormDraft(session, wish.draft)
  const restored = refused?.entries ?? draft.restored(wish.entries)
  const isRestored = refused === undefined && restored !== wish.entries
  const notes = [isRestored ? restoredNote : '', note].filter((one) => one !== '')
  if (refused !== undefined) draft.put(refused.entries)
  const form: Omit<FormModal, 'id'> = {
    kind: 'form',
    title: wish.title,
    entries: restored,
    cursor: 0,
    editing: null,
    unfolded: false,
    error: refused?.error ?? null,
    note: notes.join(' · '),
    button: wish.button,
    repeats: wish.repeats ?? false,
    onEdit: (entry, modal) => editField({ app, session, subject: wish.subject, entry, modal }),
    onMe: (entry, modal) => chooseMe({ app, session, subject: wish.subject, entry, modal }),
    onChange: (entries) => {
      draft.put(entries)
      if (wish.sendsChosen !== true || !entries.every(isChosen)) return
      app.close(modal)
      form.onSubmit(entries, false)
    },
    onSubmit: (entries, again) => send(wish, entries, again, draft.forget),
    onLeave: (changed) => {
      draft.keep()
      if (changed) app.toast('info', 'What you filled in is kept for the next time')
    },
    onAfresh: () => {
      draft.forget()
      openForm(wish)
    },
  }
  const modal = app.open({ ...form, ...start(wish, form) })
  return modal
}

const isChosen = (entry: FormEntry): boolean => !isWritten(entry) && !isEmptyEntry(entry)

/** On what is wrong, else on the first field to be filled in, ready for letters; else on the first one. */
const start = ({ startsIn }: FormWish, form: Omit<FormModal, 'id'>): Pick<FormModal, 'cursor' | 'editing'> => {
  const missing = withMissing(form.entries).filter(({ error }) => error !== null)
  const rows = [
    rowOf(form, ({ error }) => error !== null),
    rowOf(form, ({ meta }) => meta.id === startsIn),
    rowOf(form, ({ meta }) => missing.some(({ meta: { id } }) => id === meta.id)),
  ]
  const cursor = rows.find((row) => row !== -1)
  if (cursor === undefined) return { cursor: 0, editing: null }
  const { editing } = readyToType({ ...form, cursor })
  return { cursor, editing }
}

const send = (wish: FormWish, entries: readonly FormEntry[], again: boolean, forget: () => void): void => {
  const { app, session } = wish
  const sendWith = (markdown: Markdown | null): void => {
    const { deployment } = session.site
    const nameOf = namesNear(app, session, wish.subject.issue)
    const collected = collect(entries, { deployment, defaults: wish.defaults, markdown, nameOf })
    if ('wrong' in collected) {
      openForm(wish, { entries: withErrors(entries, collected.wrong), error: 'This cannot be sent yet' })
      return
    }
    wish.onSend(collected.filled, entries, again)
    forget()
  }
  const task = async (): Promise<void> => sendWith(needsMarkdown(entries) ? await loadMarkdown() : null)
  void task().catch((error: unknown) => giveBack(app, session, error, (why) => openForm(wish, { entries, error: why })))
}

/** The fields with what is wrong with them. */
export const withErrors = (
  entries: readonly FormEntry[],
  wrong: Readonly<Record<string, string>>,
): readonly FormEntry[] =>
  entries.map((entry) => ({
    ...entry,
    error: Object.hasOwn(wrong, entry.meta.id) ? (wrong[entry.meta.id] ?? null) : null,
  }))
