import { EMPTY, untrusted } from '@mmd/jira-api/model'
import { bufferOf } from '../../../input/text-edit.ts'
import { type Content, fillIn, keepTyped } from '../../../screens/forms/change-form.ts'
import { notJson, readJson } from '../../../screens/forms/raw-json.ts'
import { namesNear } from '../items/names-near.ts'
import { previewKey } from '../preview-text.ts'
import { completion } from '../text-completion.ts'
import { textHelp } from '../write-text.ts'
import { loadMarkdown, openText, textBefore, type WorkingText } from './stored-text.ts'
import type { FieldEdit } from './subject.ts'

/** Opens a text area for a long text: Markdown, or the site's own markup where Markdown could lose something of it. */
export const writeLong = (edit: FieldEdit): void => {
  const { app, session, subject, entry } = edit
  const nameOf = namesNear(app, session, subject.issue)
  void loadMarkdown().then(
    (markdown) => openArea(edit, openText(markdown, textBefore(entry), session.site.deployment, nameOf)),
    (error: unknown) => app.fail(error, session.site),
  )
}

/** Editors and dialogs end lines and texts in their own ways: that is no change. */
const isSameText = (a: string, b: string): boolean => linesOf(a) === linesOf(b)

const linesOf = (text: string): string => text.replaceAll('\r\n', '\n').trim()

const rawWords = 'The site’s own markup: Markdown could not say all of it'

const openArea = (edit: FieldEdit, working: WorkingText): void => {
  const { app, session, entry, modal } = edit
  const { meta } = entry
  // It was left, or answered otherwise, while the module was loaded.
  if (app.store.get().modals.at(-1)?.id !== modal) return
  const contentOf = (text: string): Content =>
    isSameText(text, working.text) ? { value: entry.before } : { typed: text }
  const put = (text: string): void => keepTyped(app, modal, meta.id, contentOf(text))
  app.open({
    kind: 'text-area',
    title: meta.name,
    help: [working.how === 'raw' ? rawWords : 'Markdown', 'Ctrl-S takes it · Esc goes back', textHelp],
    buffer: bufferOf(
      entry.typed ?? (entry.value.kind === 'empty' && entry.before.kind !== 'empty' ? '' : working.text),
    ),
    error: null,
    mayBeEmpty: true,
    keys: [previewKey(app, meta.name, working.apply)],
    // A person is written as Markdown has people.
    ...(working.how === 'raw' ? {} : { onWord: completion(app, session) }),
    onChange: put,
    onLeave: put,
    onSubmit: (text) => fillIn(app, modal, meta.id, text.trim() === '' ? { value: EMPTY } : contentOf(text)),
  })
}

/** What the field holds when this was written: what is no JSON is kept as it is typed, and is no value. */
const rawContent = (text: string): Content => {
  const value = readJson(text)
  return value === undefined
    ? { typed: text }
    : { value: { kind: 'unknown', label: untrusted(JSON.stringify(value), 'line') }, wire: value }
}

/** The value of a field that only its app understands. */
export const writeRaw = (edit: FieldEdit, typed?: string, error: string | null = null): void => {
  const { app, entry, modal } = edit
  const { meta, wire } = entry
  const before = wire === undefined ? '' : JSON.stringify(wire, null, 2)
  app.open({
    kind: 'text-area',
    title: meta.name,
    help: [
      'JSON, as the app that owns the field wants it',
      'Ctrl-S takes it · Ctrl-E opens your editor · Esc goes back',
    ],
    buffer: bufferOf(typed ?? entry.typed ?? before),
    error,
    extension: 'json',
    onChange: (text) => keepTyped(app, modal, meta.id, rawContent(text)),
    onLeave: () => undefined,
    onSubmit: (text) =>
      readJson(text) === undefined ? writeRaw(edit, text, notJson) : fillIn(app, modal, meta.id, rawContent(text)),
  })
}
