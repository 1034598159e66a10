import type { Issue, ProjectDetail, User } from '@mmd/jira-api'
import type { StoredText } from '@mmd/jira-api/model'
import type { AddCommentOperation } from '@mmd/replica'
import type { App, SiteSession } from '../../app/app.ts'
import { ownerOf } from '../../app/members.ts'
import { authored } from '../../session/authored.ts'
import { performWritten } from './bulk/keep-until-begun.ts'
import { commentDraft } from './drafts.ts'
import { formDrafts } from './forms/draft-names.ts'
import { subjectOf } from './plan/pick-known.ts'
import { staysSaid } from './rights.ts'
import { plainTextHelp, textHelp, writeText } from './write-text.ts'

/** Who is signed in, as rows show it. */
export const myself = ({ site }: SiteSession): User => ({
  id: site.user?.id ?? '',
  name: site.user?.name ?? 'me',
  active: true,
})
/** Whether it is one, as far as it can be told without asking. */
const isKnownDesk = (session: SiteSession, { key, project }: Issue): boolean => {
  const { replica } = ownerOf(session, key).session
  const detail = replica.catalogue(`project:${project.key}`) as ProjectDetail | undefined
  return project.serviceDesk === true || detail?.kind === 'service_desk'
}

/** The same text on each of the issues, as its site keeps texts. */
export const commentsOn = async (
  session: SiteSession,
  issues: readonly Issue[],
  typed: string,
  more: Pick<AddCommentOperation, 'internal'> = {},
): Promise<readonly AddCommentOperation[]> => {
  const bodies = new Map<string, Promise<StoredText>>()
  return await Promise.all(
    issues.map(async ({ key }): Promise<AddCommentOperation> => {
      const owner = ownerOf(session, key).session
      const { deployment } = owner.site
      const body = bodies.get(deployment) ?? authored(typed, deployment)
      bodies.set(deployment, body)
      return { kind: 'add-comment', key, body: await body, typed, author: myself(owner), ...more }
    }),
  )
}

/** What could be said of comments on these before they are written. */
export const specimens = (session: SiteSession, issues: readonly Issue[]): readonly AddCommentOperation[] =>
  issues.map(({ key }) => ({
    kind: 'add-comment',
    key,
    body: { format: 'wiki', source: '' },
    typed: '',
    author: myself(ownerOf(session, key).session),
  }))

/** Who reads it besides those who work on the issues. */
const customersSee = (session: SiteSession, issues: readonly Issue[]): string => {
  const count = issues.filter((issue) => isKnownDesk(session, issue)).length
  if (count === 0) return ''
  if (issues.length === 1) return 'The customer sees it · '
  return count === issues.length ? 'Customers see it · ' : `Customers see it on ${count} of them · `
}

/** The second line of help: people and issues of one site mean nothing on another. */
export const helpFor = ({ members }: SiteSession): string => (members === undefined ? textHelp : plainTextHelp)

/** Opens a text area for a comment, the same on each of the issues. What was typed before and not sent is still there. */
export const openComment = (app: App, session: SiteSession, issues: readonly Issue[]): void => {
  const draft = issues.length === 1 ? commentDraft(issues[0]?.key ?? '') : formDrafts.several('comment', issues)
  // Loaded while one types, so that sending waits for nothing.
  void authored('', session.site.deployment)
  const stays = staysSaid(session, specimens(session, issues))
  writeText(app, session, {
    title: `Comment on ${subjectOf(issues)}`,
    help: [
      ...stays.lines,
      `${customersSee(session, issues)}Ctrl-S sends · Esc keeps the draft · Markdown`,
      helpFor(session),
    ],
    draft,
    onSubmit: async (typed) => {
      const operations = await commentsOn(session, issues, typed)
      performWritten(app, session, { draft, typed, said: stays.said }, operations, 'commented')
    },
  })
}
