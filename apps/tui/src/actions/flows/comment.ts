import type { Issue, ProjectDetail, User } from '@mmd/jira-api'
import type { App, SiteSession } from '../../app/app.ts'
import { authored } from '../../session/authored.ts'
import { commentDraft } from './drafts.ts'
import { performAll } from './perform.ts'
import { textHelp, writeText } from './write-text.ts'

/** Who is signed in, as rows show it. */
export const myself = ({ site }: SiteSession): User => ({
  id: site.user?.id ?? '',
  name: site.user?.name ?? 'me',
  active: true,
})

/** Whether the project of an issue is a service desk: only there a note stays among agents. Throws what the site says. */
const isOfServiceDesk = async ({ replica, catalogue }: SiteSession, { project }: Issue): Promise<boolean> => {
  const name = `project:${project.key}`
  const detail = (replica.catalogue(name) ?? (await catalogue(name))) as ProjectDetail
  return detail.kind === 'service_desk'
}

/** Opens a text area for a note that customers of a service desk do not see; elsewhere everybody would read it. */
export const openInternalNote = async (app: App, session: SiteSession, issue: Issue): Promise<void> => {
  const { key } = issue
  const isPrivate = await isOfServiceDesk(session, issue).catch((error: unknown) => app.fail(error, session.site))
  if (isPrivate === undefined) return
  if (!isPrivate) {
    app.toast('warn', `${issue.project.key} is no service desk: a note there would be read by everybody`)
    return
  }
  const { deployment } = session.site
  void authored('', deployment)
  writeText(app, session, {
    title: `Internal note on ${key}`,
    help: ['Customers do not see it · Ctrl-S sends · Esc keeps the draft · Markdown', textHelp],
    draft: `note/${key}`,
    onSubmit: async (typed) => {
      const body = await authored(typed, deployment)
      performAll(
        app,
        session,
        [{ kind: 'add-comment', key, body, typed, author: myself(session), internal: true }],
        'noted internally',
      )
    },
  })
}

/** Whether it is one, as far as it can be told without asking. */
const isKnownDesk = ({ replica }: SiteSession, { project }: Issue): boolean =>
  project.serviceDesk === true ||
  (replica.catalogue(`project:${project.key}`) as ProjectDetail | undefined)?.kind === 'service_desk'

/** Opens a text area for a comment. What was typed before and not sent is still there. */
export const openComment = (app: App, session: SiteSession, issue: Issue): void => {
  const { key } = issue
  const { deployment } = session.site
  // Loaded while one types, so that sending waits for nothing.
  void authored('', deployment)
  writeText(app, session, {
    title: `Comment on ${key}`,
    help: [
      `${isKnownDesk(session, issue) ? 'The customer sees it · ' : ''}Ctrl-S sends · Esc keeps the draft · Markdown`,
      textHelp,
    ],
    draft: commentDraft(key),
    onSubmit: async (typed) => {
      const body = await authored(typed, deployment)
      performAll(app, session, [{ kind: 'add-comment', key, body, typed, author: myself(session) }], 'commented')
    },
  })
}
