import type { Issue } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { bufferOf } from '../../input/text-edit.ts'
import { authored } from '../../session/authored.ts'
import { commentDraftKey, performAll } from './perform.ts'

/** Opens a text area for a comment. What was typed before and not sent is still there. */
export const openComment = (app: App, session: SiteSession, issue: Issue): void => {
  const draftKey = commentDraftKey(session, issue.key)
  const { user, deployment } = session.site
  // Loaded while one types, so that sending waits for nothing.
  void authored('', deployment)
  app.open({
    kind: 'text-area',
    title: `Comment on ${issue.key}`,
    help: ['Ctrl-S sends · Esc leaves and keeps the draft · Markdown'],
    buffer: bufferOf(app.store.get().drafts[draftKey] ?? ''),
    draftKey,
    error: null,
    onSubmit: (typed) => {
      const author = { id: user?.id ?? '', name: user?.name ?? 'me', active: true }
      void authored(typed, deployment).then((body) =>
        performAll(app, session, [{ kind: 'comment', key: issue.key, body, typed, author }], 'commented'),
      )
    },
  })
}
