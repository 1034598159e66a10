import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { openDraft } from './drafts.ts'

export interface WriteText {
  readonly title: string
  readonly help: readonly string[]
  /** Under which what is typed is kept until it is sent. */
  readonly draft: string
  /** Where no draft is kept: what stands there at first. */
  readonly text?: string
  readonly onSubmit: (typed: string) => void
}

/** Opens a text area. What was typed before and not sent is still there. */
export const writeText = (
  app: App,
  session: SiteSession,
  { title, help, draft: name, text, onSubmit }: WriteText,
): void => {
  const draft = openDraft(session, name)
  app.open({
    kind: 'text-area',
    title,
    help,
    buffer: bufferOf(draft.text === '' ? (text ?? '') : draft.text),
    error: null,
    onChange: draft.put,
    onLeave: (typed) => {
      draft.keep()
      if (typed.trim() !== '') app.toast('info', 'The draft is kept')
    },
    onSubmit: (typed) => {
      draft.forget()
      onSubmit(typed)
    },
  })
}
