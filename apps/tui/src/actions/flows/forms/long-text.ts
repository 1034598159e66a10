import { EMPTY, type StoredText, untrusted } from '@mmd/jira-api/model'
import { bufferOf } from '../../../input/text-edit.ts'
import { fillIn, keepTyped } from '../../../screens/forms/change-form.ts'
import { loadMarkdown, openText, textBefore, type WorkingText } from './stored-text.ts'
import type { FieldEdit } from './subject.ts'

/** Opens a text area for a long text: Markdown, or the site's own markup where Markdown could lose something of it. */
export const writeLong = (edit: FieldEdit): void => {
  const { app, session, entry } = edit
  void loadMarkdown().then(
    (markdown) => openArea(edit, openText(markdown, textBefore(entry), session.site.deployment)),
    (error: unknown) => app.fail(error, session.site),
  )
}

const rawWords = 'The site’s own markup: Markdown could not say all of it'

const openArea = (edit: FieldEdit, working: WorkingText): void => {
  const { app, entry, modal } = edit
  const { meta } = entry
  // It was left, or answered otherwise, while the module was loaded.
  if (app.store.get().modals.at(-1)?.id !== modal) return
  const put = (text: string): void =>
    keepTyped(app, modal, meta.id, text === working.text ? { value: entry.before } : { typed: text })
  app.open({
    kind: 'text-area',
    title: meta.name,
    help: [
      working.how === 'raw' ? rawWords : 'Markdown',
      'Ctrl-S takes it · Ctrl-P shows how it will look · Ctrl-E opens your editor · Esc goes back',
    ],
    buffer: bufferOf(
      entry.typed ?? (entry.value.kind === 'empty' && entry.before.kind !== 'empty' ? '' : working.text),
    ),
    error: null,
    mayBeEmpty: true,
    keys: [{ chord: 'ctrl-p', label: 'shows how it will look', run: (id) => showPreview(edit, working, id) }],
    onChange: put,
    onLeave: put,
    onSubmit: (text) => {
      put(text)
      if (text.trim() === '') fillIn(app, modal, meta.id, { value: EMPTY })
    },
  })
}

/** How the text will look, and what will be sent. */
const showPreview = ({ app, entry }: FieldEdit, working: WorkingText, area: number): void => {
  const open = app.store.get().modals.find(({ id }) => id === area)
  if (open?.kind !== 'text-area') return
  const kept = ((): StoredText | string => {
    try {
      return working.apply(open.buffer.text)
    } catch (error) {
      return error instanceof Error ? error.message : 'It cannot be kept so'
    }
  })()
  if (typeof kept === 'string') return app.toast('warn', kept)
  app.open({ kind: 'text-preview', title: entry.meta.name, text: kept, asSent: false, top: 0 })
}

/** The value of a field that only its app understands. */
export const writeRaw = (edit: FieldEdit, typed?: string, error: string | null = null): void => {
  const { app, entry, modal } = edit
  const { meta, wire } = entry
  app.open({
    kind: 'text-area',
    title: meta.name,
    help: [
      'JSON, as the app that owns the field wants it',
      'Ctrl-S takes it · Ctrl-E opens your editor · Esc leaves it',
    ],
    buffer: bufferOf(typed ?? (wire === undefined ? '' : JSON.stringify(wire, null, 2))),
    error,
    extension: 'json',
    onChange: () => undefined,
    onLeave: () => undefined,
    onSubmit: (text) => {
      try {
        const value: unknown = JSON.parse(text)
        const label = untrusted(JSON.stringify(value), 'line')
        fillIn(app, modal, meta.id, { value: { kind: 'unknown', label }, wire: value })
      } catch {
        writeRaw(edit, text, 'That is not JSON')
      }
    },
  })
}
