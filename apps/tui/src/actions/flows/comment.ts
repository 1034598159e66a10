import type { Issue, User } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { authored } from '../../session/authored.ts'
import { commentDraft } from './drafts.ts'
import { performAll } from './perform.ts'
import { writeText } from './write-text.ts'

/** Who is signed in, as rows show it. */
export const myself = ({ site }: SiteSession): User => ({
  id: site.user?.id ?? '',
  name: site.user?.name ?? 'me',
  active: true,
})

/** Opens a text area for a comment. What was typed before and not sent is still there. */
export const openComment = (app: App, session: SiteSession, { key }: Issue): void => {
  const { deployment } = session.site
  // Loaded while one types, so that sending waits for nothing.
  void authored('', deployment)
  writeText(app, session, {
    title: `Comment on ${key}`,
    help: ['Ctrl-S sends · Ctrl-E opens your editor · Esc leaves and keeps the draft · Markdown'],
    draft: commentDraft(key),
    onSubmit: (typed) =>
      void authored(typed, deployment).then((body) =>
        performAll(app, session, [{ kind: 'add-comment', key, body, typed, author: myself(session) }], 'commented'),
      ),
  })
}
