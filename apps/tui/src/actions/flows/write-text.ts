import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { authored } from '../../session/authored.ts'
import { openDraft } from './drafts.ts'
import type { WorkingText } from './forms/stored-text.ts'
import { giveBack } from './give-back.ts'
import { previewKey } from './preview-text.ts'
import { completion } from './text-completion.ts'

export interface WriteText {
  readonly title: string
  readonly help: readonly string[]
  /** Under which what is typed is kept until it is sent. */
  readonly draft: string
  /** Where no draft is kept: what stands there at first. */
  readonly text?: string
  /** Absent: a new text in Markdown. */
  readonly working?: Pick<WorkingText, 'how' | 'apply'>
  /** What it throws, or rejects with, is said in the area, which opens again with the text. */
  readonly onSubmit: (typed: string) => void | Promise<void>
}

/** What else one can do in a text area for several sites, which have other people and issues each. */
export const plainTextHelp = 'Ctrl-P shows how it will look · Ctrl-E your editor · Ctrl-Z takes back'

/** What else one can do in a text area. */
export const textHelp = `@ people · # issues · ${plainTextHelp}`

/** Opens a text area, and gives its id. What was typed before and not sent is still there. */
export const writeText = (
  app: App,
  session: SiteSession,
  { title, help, draft: name, text, working, onSubmit }: WriteText,
): number => {
  const draft = openDraft(session, name)
  const submit = async (typed: string): Promise<void> => {
    draft.forget()
    await onSubmit(typed)
  }
  const preview = working?.apply ?? ((typed: string) => authored(typed, session.site.deployment))
  const open = (written: string, error: string | null): number =>
    app.open({
      kind: 'text-area',
      title,
      help,
      buffer: bufferOf(written),
      error,
      keys: [previewKey(app, title, preview)],
      // A person is written as Markdown has people.
      ...(working?.how === 'raw' || session.members !== undefined ? {} : { onWord: completion(app, session) }),
      onChange: draft.put,
      onLeave: (typed) => {
        if (typed === text) return draft.forget()
        draft.keep()
        if (typed.trim() !== '') app.toast('info', 'The draft is kept')
      },
      onSubmit: (typed) =>
        void submit(typed).catch((failure: unknown) => {
          draft.put(typed)
          giveBack(app, session, failure, (why) => void open(typed, why))
        }),
    })
  return open(draft.text === '' ? (text ?? '') : draft.text, null)
}
